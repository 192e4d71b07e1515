from importlib import import_module

from django.apps import AppConfig


class Estimates(AppConfig):
    name = "throughcare.estimates"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("throughcare.estimates.copying")
