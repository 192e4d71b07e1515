from importlib import import_module

from django.apps import AppConfig


class SignIn(AppConfig):
    name = "throughcare.signin"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("throughcare.signin.listening")
