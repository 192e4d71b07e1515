"""The product's addresses, and that of the floor."""

from django.urls import path

from bench.floor import floor
from bench.worryworld import whom
from throughcare.config.urls import handler400, handler403, handler404, handler500
from throughcare.config.urls import urlpatterns as of_the_product
from throughcare.worries.whom import WHOM

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

# After those of the product, which know no mentor of this world.
WHOM.append(whom)

urlpatterns = [path("floor", floor, name="floor"), *of_the_product]
