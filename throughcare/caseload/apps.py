from importlib import import_module

from django.apps import AppConfig


class Caseload(AppConfig):
    name = "throughcare.caseload"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # What is kept of an episode is kept wherever a fact is recorded, also where no page is ever asked for.
        import_module("throughcare.caseload.keeping")
        # Whoever is away is not booked, whether or not a page of caseloads was ever opened.
        import_module("throughcare.caseload.covering")
        import_module("throughcare.caseload.copying")
