from importlib import import_module

from django.apps import AppConfig


class Care(AppConfig):
    name = "throughcare.care"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("throughcare.care.following")
        import_module("throughcare.care.copying")
