"""Importing this makes Django ready, which importing a model requires. Commands that need no database never do."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "throughcare.config.settings")
django.setup()
