"""What the log does not say: the addresses that people asked for, which name those they asked about."""

import logging

from django.http import HttpRequest

NOWHERE = "(an address that leads nowhere)"


class WithoutAddresses(logging.Filter):
    """Puts the pattern of an address, such as people/<reference:reference>, where Django says the address."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = vars(record).get("request")
        if isinstance(request, HttpRequest) and isinstance(record.args, tuple):
            match = request.resolver_match
            route = match.route if match else NOWHERE
            record.args = tuple(route if one == request.path else one for one in record.args)
        return True
