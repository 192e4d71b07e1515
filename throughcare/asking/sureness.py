"""What pages say of a fact that stands in no source that was looked up: who confirmed it here, or that nobody has."""

from collections.abc import Mapping
from typing import Any

from throughcare.responses.confirming import MAY_CONFIRM, Sure, sures
from throughcare.web.asking import Request


def sureness(request: Request, held: Mapping[str, Sure] | None = None) -> dict[str, Any]:
    """For every page that shows a fact: what stands confirmed here, by the hash of the file, and who may confirm.

    One question, but where a page has asked for it with others.
    """
    found = sures(request.staff.organisation_id) if held is None else held
    return {"sures": found, "may_confirm": request.staff.role in MAY_CONFIRM}
