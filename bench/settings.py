"""The product's settings, and the floor beside it. Nothing but the bench uses them."""

from throughcare.config.settings import *  # noqa: F403

WSGI_APPLICATION = "bench.wsgi.application"
ROOT_URLCONF = "bench.urls"
# All that a bare view needs to know who asks.
FLOOR_MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
