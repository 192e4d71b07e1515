"""Turns away requests that no browser of ours sends and that the database could not take."""

import codecs
from collections.abc import Callable, Iterator

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, QueryDict

NUL = "\0"
# Where whoever takes bodies in says what is wrong with one, as an exception (throughcare.config.intake).
REFUSED = "throughcare.refused"


class BodyTooSlow(BadRequest):
    """What was sent did not come in within the time there is for it."""


class BodyCutShort(BadRequest):
    """The sender hung up before all of it was there."""


class LengthUnsaid(BadRequest):
    """A body that does not say beforehand how long it will be."""


def plain_requests(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answers 400 to a NUL in the address or a cookie and to a body in any encoding but UTF-8, 413 to one too large.

    PostgreSQL takes no NUL in text, and some encodings make characters that nothing can write. A NUL in a field of a
    form is for the form to name.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        if request.encoding and codecs.lookup(request.encoding).name != "utf-8":
            # So that the page which says so can be written.
            request.encoding = "utf-8"
            raise BadRequest("a body that is not written in UTF-8")
        _refuse_endless(request)
        if refused := request.META.get(REFUSED):
            raise refused
        if any(NUL in text for text in _address_and_cookies(request)):
            raise BadRequest("a NUL in the address or a cookie")
        return get_response(request)

    return answer


def _refuse_endless(request: HttpRequest) -> None:
    length = str(request.META.get("CONTENT_LENGTH", ""))
    if length.isdigit() and int(length) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        # Before Django puts a part that calls itself a file on the disk, however long it is.
        raise RequestDataTooBig("a body beyond all forms")
    try:
        len(request.GET)
    except TooManyFieldsSent:
        # So that the page which says so can be written: it reads the address too.
        request.GET = QueryDict()
        raise


def _address_and_cookies(request: HttpRequest) -> Iterator[str]:
    yield request.path_info
    for name, values in request.GET.lists():
        yield from (name, *values)
    for pair in request.COOKIES.items():
        yield from pair
