"""The addresses of these pages."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
