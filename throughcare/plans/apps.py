from importlib import import_module

from django.apps import AppConfig


class Plans(AppConfig):
    name = "throughcare.plans"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("throughcare.plans.listening")
        import_module("throughcare.plans.copying")
