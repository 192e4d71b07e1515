from django.apps import AppConfig


class Synthetic(AppConfig):
    name = "throughcare.synthetic"
    default_auto_field = "django.db.models.BigAutoField"
