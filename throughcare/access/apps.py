from django.apps import AppConfig


class Access(AppConfig):
    name = "throughcare.access"
    default_auto_field = "django.db.models.BigAutoField"
