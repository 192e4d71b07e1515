"""The product's settings, and the floor beside it. Nothing but the bench uses them."""

from throughcare.config.settings import *  # noqa: F403
from throughcare.config.settings import AUTHENTICATION_BACKENDS

WSGI_APPLICATION = "bench.wsgi.application"
ROOT_URLCONF = "bench.urls"
# How a bare view knows who asks: Django's own sessions and accounts, and no layer more.
FLOOR = {
    "MIDDLEWARE": [
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ],
    "SESSION_ENGINE": "django.contrib.sessions.backends.db",
}
FLOOR_BACKEND = "django.contrib.auth.backends.ModelBackend"
AUTHENTICATION_BACKENDS = [*AUTHENTICATION_BACKENDS, FLOOR_BACKEND]
