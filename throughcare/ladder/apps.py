from importlib import import_module

from django.apps import AppConfig


class Ladder(AppConfig):
    name = "throughcare.ladder"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # What is kept beside an episode is kept wherever a fact is recorded, also where no page is ever asked for.
        import_module("throughcare.ladder.keeping")
