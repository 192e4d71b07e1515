"""What every answer tells the browser to refuse."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# Nothing is inline and nothing comes from elsewhere. htmx is told (in its meta tag) to add no style of its own.
CONTENT_SECURITY_POLICY = "; ".join(
    f"{kind} {source}"
    for kind, source in {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
    }.items()
)
REFUSED = ("camera", "microphone", "geolocation", "payment", "usb", "serial", "hid", "browsing-topics")
OURS = ("publickey-credentials-get", "publickey-credentials-create")
PERMISSIONS_POLICY = ", ".join([*(f"{one}=()" for one in REFUSED), *(f"{one}=(self)" for one in OURS)])
# Django adds some of these to the answers it makes itself. Here they reach the files and the refusals as well.
EVERYWHERE = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Permissions-Policy": PERMISSIONS_POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}
HSTS = f"max-age={365 * 24 * 60 * 60}; includeSubDomains"


def strict_headers(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Adds to every answer what is strict. Pages about people are kept by no cache."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in EVERYWHERE.items():
            response.headers.setdefault(name, value)
        if request.is_secure():
            response.headers.setdefault("Strict-Transport-Security", HSTS)
        return response

    return answer
