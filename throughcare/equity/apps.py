from django.apps import AppConfig


class Equity(AppConfig):
    name = "throughcare.equity"
    default_auto_field = "django.db.models.BigAutoField"
