"""The product and the floor behind one server. The floor passes through two of Django's own layers and none of ours."""

import os
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.http.response import HttpResponseBase
from django.test import override_settings

from throughcare.config.intake import taken_in

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")

product = get_wsgi_application()
with override_settings(**settings.FLOOR):
    floor = WSGIHandler()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> HttpResponseBase:
    handler = floor if environ["PATH_INFO"] == "/floor" else product
    return handler(environ, start_response)


served = taken_in(application)
