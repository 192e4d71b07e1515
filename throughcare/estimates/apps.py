from django.apps import AppConfig


class Estimates(AppConfig):
    name = "throughcare.estimates"
    default_auto_field = "django.db.models.BigAutoField"
