from importlib import import_module

from django.apps import AppConfig


class Acct(AppConfig):
    name = "throughcare.acct"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # A copy of a record is gathered wherever somebody asks for one, also where no page of an ACCT is.
        import_module("throughcare.acct.copying")
