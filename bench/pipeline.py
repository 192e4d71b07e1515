"""The list of 5,000 open transfers: who asks for it, and in which ways. A part of its own beside the other worlds.

`python -m bench.child pipeline FILE` writes down what is asked for, as `bench.subjects` does.
"""

import json
import secrets
from dataclasses import asdict
from pathlib import Path
from random import Random

from django.conf import settings
from django.test.utils import override_settings

from bench.subjects import Subjects, count_queries, sign_in
from throughcare.ladder.models import Line
from throughcare.ladder.pipeline import stages
from throughcare.organisations.acting import CHECKER, serve_as
from throughcare.organisations.models import StaffRole

# A case manager sees all of them, a hospital and a prison team a part.
ROLES = ("CM", "SH", "PMH")


def main(file: str) -> None:
    serve_as(CHECKER)
    rng, backend = Random(), settings.AUTHENTICATION_BACKENDS[0]
    pages: dict[str, list[tuple[str, str]]] = {"floor": []}
    for code in ROLES:
        roles = StaffRole.objects.filter(role=code, organisation__in=Line.objects.values("organisation"))
        for role in roles.select_related("staff", "organisation").order_by("pk")[:8]:
            session = sign_in(role, backend=backend)
            pages["floor"].append((sign_in(role, backend=settings.FLOOR_BACKEND), "/floor"))
            pages.setdefault(f"transfers {code}", []).append((session, "/transfers"))
            asked = [f"/transfers?stage={stage}" for stage in stages()]
            filtered = [(session, one) for one in (*asked, "/transfers?late=yes", "/transfers?party=mhcs&late=yes")]
            pages.setdefault(f"filtered {code}", []).extend(filtered)
            pages.setdefault(f"today {code}", []).append((session, "/today"))
            pages.setdefault("raised", []).append((session, "/escalations"))
    for found in pages.values():
        rng.shuffle(found)
    with override_settings(**settings.FLOOR):
        queries = {"floor": count_queries(*pages["floor"][0])}
    queries |= {name: count_queries(*found[0]) for name, found in pages.items() if name != "floor"}
    lines = Line.objects.values("episode").distinct().count()
    found = Subjects(secrets.token_hex(16), pages, [], queries, lines)
    Path(file).write_text(json.dumps(asdict(found)))
