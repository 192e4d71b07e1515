from django.apps import AppConfig


class Showing(AppConfig):
    name = "throughcare.showing"
    default_auto_field = "django.db.models.BigAutoField"
