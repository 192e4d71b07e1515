from django.apps import AppConfig


class Commencement(AppConfig):
    name = "throughcare.commencement"
    default_auto_field = "django.db.models.BigAutoField"
