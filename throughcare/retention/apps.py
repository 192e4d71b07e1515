from django.apps import AppConfig


class Retention(AppConfig):
    name = "throughcare.retention"
    default_auto_field = "django.db.models.BigAutoField"
