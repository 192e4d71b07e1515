from django.apps import AppConfig


class Measures(AppConfig):
    name = "throughcare.measures"
    default_auto_field = "django.db.models.BigAutoField"
