from importlib import import_module

from django.apps import AppConfig


class Peers(AppConfig):
    name = "throughcare.peers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # What follows from a fact follows wherever it is recorded, also where no page is ever asked for.
        import_module("throughcare.peers.following")
        import_module("throughcare.peers.copying")
