from importlib import import_module

from django.apps import AppConfig


class Own(AppConfig):
    name = "throughcare.own"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("throughcare.own.covered")
