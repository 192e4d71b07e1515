from django.apps import AppConfig


class Audit(AppConfig):
    name = "throughcare.audit"
    default_auto_field = "django.db.models.BigAutoField"
