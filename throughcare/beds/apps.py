from importlib import import_module

from django.apps import AppConfig


class Beds(AppConfig):
    name = "throughcare.beds"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("throughcare.beds.listening")
        import_module("throughcare.beds.copying")
