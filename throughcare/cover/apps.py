from importlib import import_module

from django.apps import AppConfig


class Cover(AppConfig):
    name = "throughcare.cover"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # What follows from a fact follows wherever it is recorded, also where no page is ever asked for.
        import_module("throughcare.cover.following")
        import_module("throughcare.cover.copying")
