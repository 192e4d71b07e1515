from django.apps import AppConfig


class Episodes(AppConfig):
    name = "throughcare.episodes"
    default_auto_field = "django.db.models.BigAutoField"
