from importlib import import_module

from django.apps import AppConfig


class Responses(AppConfig):
    name = "throughcare.responses"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("throughcare.responses.copying")
