from django.apps import AppConfig


class Transfers(AppConfig):
    name = "throughcare.transfers"
