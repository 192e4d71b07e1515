from django.apps import AppConfig


class Responses(AppConfig):
    name = "throughcare.responses"
    default_auto_field = "django.db.models.BigAutoField"
