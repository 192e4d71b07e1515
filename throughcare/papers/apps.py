from django.apps import AppConfig


class Papers(AppConfig):
    name = "throughcare.papers"
    default_auto_field = "django.db.models.BigAutoField"
