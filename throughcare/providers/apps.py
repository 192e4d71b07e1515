from django.apps import AppConfig


class Providers(AppConfig):
    name = "throughcare.providers"
    default_auto_field = "django.db.models.BigAutoField"
