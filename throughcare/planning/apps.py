from django.apps import AppConfig


class Planning(AppConfig):
    name = "throughcare.planning"
    default_auto_field = "django.db.models.BigAutoField"
