from django.apps import AppConfig


class Own(AppConfig):
    name = "throughcare.own"
    default_auto_field = "django.db.models.BigAutoField"
