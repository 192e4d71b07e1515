"""The application as the web server sees it."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from throughcare.config.intake import taken_in

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "throughcare.config.settings")

application = get_wsgi_application()
served = taken_in(application)

# Every page's code is read now, so that the first visitor does not wait for it and a fault shows at once.
_ = get_resolver().url_patterns

# What is loaded by now stays for good, and need not be searched for garbage with every few pages, as Python does by
# itself: it took a tenth of the processor's time of a page.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)
