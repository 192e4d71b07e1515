from django.apps import AppConfig


class Worries(AppConfig):
    name = "throughcare.worries"
    default_auto_field = "django.db.models.BigAutoField"
