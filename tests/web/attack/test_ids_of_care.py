"""Every id in every address of therapy, tried from another organisation and by a person: 404, as if it were not there.

Sam's team at Westfell has one of everything. Petra does the same work at Eastmoor, with groups of her own; Alex is
treated there, and signs in.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any
from urllib.parse import quote

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver

from tests.episodes.conftest import REFERRAL, day, evening
from tests.own.asked import linked
from tests.responses.asked import an_alert
from tests.web.attack.conftest import Hidden
from tests.web.attack.groups import Groups, all_of_groups
from tests.web.attack.test_addresses import FILLED, told
from tests.web.conftest import SignIn
from throughcare.episodes import referring
from throughcare.episodes.models import Episode
from throughcare.estimates.models import RiskEstimate

ROOMS = ("groupwork", "asking", "planning", "caseload", "estimates", "equity")
NO_NUMBER, GUESSED = "987654", "guessed"
# What stands in an address beside the ids that are forged, or instead of a number.
WORDS = {
    "<slug:name>": "core-10",
    "<slug:rule>": "item-6",
    "<alert_deed:deed>": "act",
    "<model:model>": "ogrs3",
}
# Wording and facts by the name of an instrument are of one's own organisation, whatever the address says; figures of
# fair access are told to every role that the matrix gives figures (tests/equity holds what is told to whom).
OF_NO_OTHER = {"bring_wording", "confirm_facts", "fair_access_page", "fair_access_groups", "fair_access_pdf"}
# Pages of officers, and of coordinators of mentors, are shut to others whatever the id.
OF_ANOTHER_ROLE = re.compile("/apart|/helpers|^/mentoring/")
POSTED = {**FILLED, "value": "1", "team": "x", "owner": "x", "ended": "left", "because": "x", "happened": "on-time"}


def addresses() -> Iterator[tuple[str, str]]:
    """Name and address of every page of these rooms that takes an id."""
    # Read once, so that every converter of an address is known.
    assert get_resolver().url_patterns
    for room in ROOMS:
        for one in import_module(f"throughcare.{room}.urls").urlpatterns:
            assert isinstance(one, URLPattern)
            if "<" in str(one.pattern):
                yield str(one.name), str(one.pattern)


def filled(written: str, hidden: Hidden, *, there: bool) -> str:
    """An address with the ids of what is hidden, or with ids of nothing."""
    assert hidden.person and hidden.episode and hidden.groups  # noqa: PT018
    estimate = RiskEstimate.objects.get(person=hidden.person).pk
    numbers = {**hidden.numbers, "/estimates/<int:number>": estimate}
    number = next((str(pk) for part, pk in numbers.items() if part in written), "1")
    reference = hidden.episode.reference if written.startswith("episodes/") else hidden.person.reference
    ids = {"<reference:reference>": reference, "<int:number>": number, "<int:wait>": str(hidden.groups.wait.pk)}
    ids |= {"<str:secret>": hidden.groups.ended_feed}
    if not there:
        ids = dict.fromkeys(ids, NO_NUMBER) | {"<str:secret>": GUESSED}
        ids["<reference:reference>"] = "EP-ZZZ-999" if written.startswith("episodes/") else "TC-ZZZ-999"
    for part, value in {**WORDS, **ids}.items():
        written = written.replace(part, value)
    assert "<" not in written, f"say what is forged in {written}"
    return f"/{written}"


def differs(browser: Client, there: str, absent: str) -> list[str]:
    """What is not 404, or tells the two apart."""
    found = []
    for ask in ("GET", "POST"):
        answers = [browser.get(one) if ask == "GET" else browser.post(one, POSTED) for one in (there, absent)]
        status = [answer.status_code for answer in answers]
        # A page that only shows has no POST.
        if status not in ([404, 404], [405, 405]) and not (status == [403, 403] and OF_ANOTHER_ROLE.search(there)):
            found.append(f"{ask} {there}: {status}")
        elif without_ids(answers[0], there) != without_ids(answers[1], absent):
            found.append(f"{ask} {there}: told apart")
    return found


def without_ids(answer: HttpResponse, address: str) -> tuple[int, dict[str, str], str]:
    """All that an answer tells, but for what it repeats of the address."""
    status, headers, body = told(answer, "")
    for typed in [address, quote(address), *re.findall(r"(?:TC|EP)-[A-Z0-9-]+", address)]:
        body = body.replace(typed, "the id")
    return status, headers, body


def test_every_id_is_absent_for_the_same_work_elsewhere(as_: SignIn, hidden: Hidden):
    browser, found = as_("petra"), []
    hidden.make()
    for name, written in addresses():
        if name not in OF_NO_OTHER:
            found += differs(browser, *(filled(written, hidden, there=there) for there in (True, False)))
    assert found == []


def test_every_id_is_absent_for_a_person_who_signs_in(as_: SignIn, hidden: Hidden):
    linked(hidden.cast)
    browser, found = as_("alex"), []
    hidden.make()
    for _, written in addresses():
        found += differs(browser, *(filled(written, hidden, there=there) for there in (True, False)))
    assert found == []


def test_a_person_finds_nothing_of_themselves_there_either(as_: SignIn, hidden: Hidden):
    """But for the pages that are theirs, which take no id: their own plan is at `own/plan`."""
    linked(hidden.cast)
    mine = own_of_alex(hidden)
    browser, found = as_("alex"), []
    for _, written in addresses():
        address = f"/{crossed(written, mine, mine.numbers)}"
        found += [address for answer in (browser.get(address), browser.post(address, POSTED)) if
                  answer.status_code not in {404, 405}]  # fmt: skip
    assert found == []


def test_whose_they_are_is_let_in(as_: SignIn, hidden: Hidden):
    """So that the other tests ask for something: the same ids open, for those who may."""
    hidden.make()
    closed = re.compile(
        "/estimates|^/calendars/|^/fair-access/|/file.pdf$|/plan/|for-the-person|^/instruments/confirmed/"
        f"|{OF_ANOTHER_ROLE.pattern}"
    )
    asked = [filled(written, hidden, there=True) for name, written in addresses() if name not in OF_NO_OTHER]
    refused = {one: as_("sam").get(one).status_code for one in asked if not closed.search(one)}
    assert {one: status for one, status in refused.items() if status != 200} == {}


@dataclass(frozen=True, slots=True)
class Own:
    """Alex's episode at Eastmoor, with one of everything of Petra's."""

    episode: Episode
    groups: Groups
    numbers: dict[str, int]


def own_of_alex(hidden: Hidden) -> Own:
    cast = hidden.cast
    alex = cast.people["alex"]
    assert cast.daycare is not None
    episode = referring.refer(
        person=alex, service=cast.daycare, facts=REFERRAL, happened=day(2), by=cast.petra, at=evening(day(2))
    )
    groups = all_of_groups(episode, place=cast.places["HMP Eastmoor"], by=cast.petra, at=evening(day(20)))
    alert = an_alert(episode, by=cast.petra)
    numbers = {**groups.numbers, "alerts/<int:number>": alert.pk, "questionnaires/<int:number>": alert.response_id}
    return Own(episode, groups, numbers)


def crossed(written: str, mine: Own, numbers: dict[str, int]) -> str:
    """An address below what is one's own, with numbers of something else."""
    number = next((str(pk) for part, pk in numbers.items() if part in written), "1")
    reference = mine.episode.reference if written.startswith("episodes/") else mine.episode.person.reference
    ids = {"<reference:reference>": reference, "<int:number>": number, "<int:wait>": str(mine.groups.wait.pk)}
    for part, value in {**WORDS, **ids, "<str:secret>": GUESSED}.items():
        written = written.replace(part, value)
    return written


def of_another_below_ones_own(hidden: Hidden, mine: Own) -> dict[str, str]:
    """What is mixed -> an address that begins with what Petra may see and ends with what she may not."""
    theirs = hidden.groups
    assert theirs and hidden.sending and hidden.alert and hidden.person  # noqa: PT018
    episode, cohort = f"/episodes/{mine.episode.reference}", f"/groups/{mine.groups.cohort.pk}"
    estimate = RiskEstimate.objects.get(person=hidden.person).pk
    response = hidden.alert.response_id
    return {
        "a wait of theirs for a group of ours": f"{cohort}/offer/{theirs.wait.pk}",
        "a wait of ours for a group of theirs": f"/groups/{theirs.cohort.pk}/offer/{mine.groups.wait.pk}",
        "their response in our episode": f"{episode}/questionnaires/{response}",
        "correcting it there": f"{episode}/questionnaires/{response}/correct",
        "their summary in our episode": f"{episode}/summary/sent/{hidden.sending.pk}/file.pdf",
        "acknowledging it there": f"{episode}/summary/sent/{hidden.sending.pk}/acknowledge",
        "their estimate of our person": f"/people/{mine.episode.person.reference}/estimates/{estimate}/correct",
        "a session in place of one that they lost": f"{episode}/sessions/book?instead={theirs.attendance.pk}",
        "a group of their programme": f"/groups/open?programme={theirs.programme.pk}",
    }


def test_nothing_of_another_is_reached_through_what_is_ones_own(as_: SignIn, hidden: Hidden):
    hidden.make()
    mine, browser = own_of_alex(hidden), as_("petra")
    found: dict[str, Any] = {}
    for what, address in of_another_below_ones_own(hidden, mine).items():
        for ask in ("get", "post"):
            answer = browser.get(address) if ask == "get" else browser.post(address, POSTED)
            if answer.status_code not in {404, 405}:
                found[f"{what}, {ask}"] = answer.status_code
    assert found == {}


@pytest.mark.parametrize("field", ["room", "givers"])
def test_no_room_and_nobody_of_another_is_booked(as_: SignIn, hidden: Hidden, field: str):
    """Typed into a form that is one's own."""
    hidden.make()
    mine, theirs, browser = own_of_alex(hidden), hidden.groups, as_("petra")
    assert theirs is not None
    typed = {"starts_at-day": "30", "starts_at-month": "3", "starts_at-year": "2026", "minutes": "50"}
    typed |= {"room": mine.groups.cohort.room_id, "givers": hidden.cast.petra.pk}
    typed[field] = {"room": theirs.cohort.room_id, "givers": hidden.cast.sam.pk}[field]
    answer = browser.post(f"/episodes/{mine.episode.reference}/sessions/book", typed)
    assert answer.status_code == 422
