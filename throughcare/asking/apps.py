from django.apps import AppConfig


class Asking(AppConfig):
    name = "throughcare.asking"
    default_auto_field = "django.db.models.BigAutoField"
