from django.apps import AppConfig


class Organisations(AppConfig):
    name = "throughcare.organisations"
    label = "organisations"
    default_auto_field = "django.db.models.BigAutoField"
