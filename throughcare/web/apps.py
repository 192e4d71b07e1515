from django.apps import AppConfig


class Web(AppConfig):
    name = "throughcare.web"
    default_auto_field = "django.db.models.BigAutoField"
