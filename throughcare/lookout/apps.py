from django.apps import AppConfig


class Lookout(AppConfig):
    name = "throughcare.lookout"
    default_auto_field = "django.db.models.BigAutoField"
