from django.apps import AppConfig


class OnCall(AppConfig):
    name = "throughcare.oncall"
    default_auto_field = "django.db.models.BigAutoField"
