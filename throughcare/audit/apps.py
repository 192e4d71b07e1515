from importlib import import_module

from django.apps import AppConfig


class Audit(AppConfig):
    name = "throughcare.audit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("throughcare.audit.listening")
