"""Histories that are written once with the product's own verbs, and then stamped out for many people.

One line a fact: the day it happened (counted from the first), the step, the part of who records it, and answers that
matter to what follows; every other question is given some answer. `|` marks where an episode may still be open today.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from throughcare.access.granting import grant
from throughcare.blueprints.blueprint import Blueprint, Field
from throughcare.blueprints.holding import questions
from throughcare.episodes import actions, referring
from throughcare.episodes.history import blueprint_of
from throughcare.episodes.models import Episode, Service
from throughcare.organisations.models import StaffRole
from throughcare.pathways import Moment
from throughcare.people.models import Person
from throughcare.sharing import IDENTITY

# Before any bank holiday that a working-day clock could meet when the stencil is written; what is stamped is computed
# again for its own days.
FIRST_DAY = date(2024, 1, 8)

TREATED = """
0 refer health |
1 referral-received daycare |
2 accepted daycare |
5 safer-custody-note prison |
11 assessed daycare |
16 pathway-started daycare |
23 session-held daycare |
30 session-held daycare |
37 session-lost-to-regime daycare |
39 session-rebooked daycare |
44 session-held daycare |
51 session-missed daycare |
58 review-held daycare |
65 session-held daycare |
72 session-held daycare |
86 treatment-ended daycare outcome=completed |
90 discharge-letter-sent daycare |
170 followed-up daycare
"""
DECLINED = """
0 refer health |
0 referral-received daycare |
1 declined daycare outcome=declined
"""
ASKED = """
0 refer prison |
2 referral-received daycare |
3 returned-for-information daycare |
8 information-given prison |
9 accepted daycare |
30 left-before-treatment daycare outcome=released
"""
WITHDRAWN = """
0 refer health |
1 referral-received daycare |
4 withdrawn daycare who-withdrew=person
"""
BY_THE_TEAM = """
0 refer daycare begin=referral-received |
1 accepted daycare |
9 assessed daycare |
20 pathway-started daycare |
27 session-held daycare |
34 session-held daycare |
41 session-held daycare |
55 treatment-ended daycare outcome=transferred-prison |
60 follow-up-not-possible daycare
"""
ADMITTED = """
0 refer health begin=need-identified |
3 initial-request-for-medical-report health secure-hospital=hospital |
3 referral-notice-sent health |
4 referral-notice-sent health |
5 referral-received-by-hospital hospital |
12 first-medical-report health finding=met doctor=Prison-psychiatrist gmc=7000001 approved=yes |
13 criteria-met health secure-hospital=hospital |
19 access-assessment-done hospital result=accepted |
20 bed-requested health secure-hospital=hospital |
27 bed-accepted hospital |
29 second-medical-report hospital finding=met doctor=Hospital-consultant gmc=7000002 |
31 application-to-mhcs health |
33 transfer-direction-given mhcs secure-hospital=hospital section=section-47 |
35 escort-booked prison |
40 received-into-hospital hospital |
42 aftercare-opened hospital |
160 rc-notifies-no-longer-requires hospital release-date-passed=no |
165 prison-agrees-remission prison prison=prison |
168 remission-warrant-given mhcs section=section-50 |
174 returned-to-prison health |
175 contact-after-return health how=face-to-face |
176 risk-plan-reviewed-by-prison health |
180 return-review-held health |
203 follow-up-held health week=week-4 |
540 follow-up-ended health why=year-over
"""
NOT_MET = """
0 refer health begin=initial-request-for-medical-report secure-hospital=hospital |
1 referral-notice-sent health |
10 first-medical-report health finding=not-met gmc=7000001 |
12 criteria-not-met health
"""
DISPUTED = """
0 refer health begin=initial-request-for-medical-report secure-hospital=hospital |
2 referral-notice-sent health |
9 first-medical-report health finding=met doctor=Prison-psychiatrist gmc=7000001 approved=yes |
10 criteria-met health secure-hospital=hospital |
18 access-assessment-done hospital result=accepted |
24 bed-declined hospital outcome=declined-capacity |
40 dispute-resolved case-management |
47 bed-accepted hospital |
49 second-medical-report hospital finding=met doctor=Hospital-consultant gmc=7000002 |
52 application-to-mhcs health |
53 mhcs-query mhcs |
55 application-to-mhcs health |
56 direction-refused mhcs
"""
# Blueprint -> histories, each with how many of a hundred episodes of that blueprint go its way.
HISTORIES: Mapping[str, tuple[tuple[str, int], ...]] = {
    "daycare": ((TREATED, 35), (BY_THE_TEAM, 15), (DECLINED, 25), (ASKED, 10), (WITHDRAWN, 15)),
    "hospital-transfer": ((ADMITTED, 60), (NOT_MET, 20), (DISPUTED, 20)),
}

ANSWERS: Mapping[str, Any] = {
    "text": "As agreed with the team on the wing",
    "long-text": "Sleeping badly and keeping to the cell; wants to talk to somebody and agrees to this. See the notes.",
    "time": "10:30",
    "number": 12,
    "yes-no": "yes",
}
# Kinds of question whose answers name a row of the database: answered only where a line says so.
NAMES_A_ROW = frozenset({"organisation", "staff"})


@dataclass(frozen=True, slots=True)
class Line:
    day: int
    step: str
    part: str
    given: Mapping[str, str]
    may_be_open: bool


def lines(history: str) -> list[Line]:
    return [_line(text) for text in history.strip().splitlines()]


def _line(text: str) -> Line:
    words, bar, _ = text.partition("|")
    day, step, part, *given = words.split()
    return Line(int(day), step, part, dict(pair.split("=", 1) for pair in given), bool(bar))


def play(
    history: list[Line], *, person: Person, service: Service, cast: Mapping[str, StaffRole]
) -> Iterator[tuple[Episode, Line]]:
    """Record a history with the verbs, line by line: the episode after each. `cast` is who acts in each part."""
    first, *rest = history
    by, at = cast[first.part], _instant(first.day)
    begin = first.given.get("begin")
    facts = _answers(_asked_first(service, begin), first, cast)
    moment = Moment(on=at.date())
    # Nobody refers whom they may not see.
    grant(person=person, organisation=by.organisation, levels={IDENTITY: "read"}, ground="created", at=at)
    episode = referring.refer(person=person, service=service, facts=facts, begin=begin, happened=moment, by=by, at=at)
    yield episode, first
    for line in rest:
        at = max(at + timedelta(minutes=20), _instant(line.day))
        facts = _answers(questions(blueprint_of(episode), line.step), line, cast)
        moment = Moment(on=at.date())
        actions.take_step(episode=episode, step=line.step, facts=facts, happened=moment, by=cast[line.part], at=at)
        yield episode, line


def _asked_first(service: Service, begin: str | None) -> tuple[Field, ...]:
    blueprint: Blueprint = blueprint_of(Episode(service=service, blueprint=service.blueprint))
    return tuple(questions(blueprint, begin or "referral-drafted"))


def _answers(asked: tuple[Field, ...], line: Line, cast: Mapping[str, StaffRole]) -> dict[str, Any]:
    found = {field.id: _answer(field, line) for field in asked if field.kind not in NAMES_A_ROW}
    for name, given in line.given.items():
        found[name] = str(cast[given].organisation_id) if given in cast else given
    return found


def _answer(field: Field, line: Line) -> Any:
    if field.choices:
        return field.choices[0][0]
    if field.kind == "criterion":
        return "mild"
    if field.kind == "date":
        return (FIRST_DAY + timedelta(days=line.day + 7)).isoformat()
    return ANSWERS[field.kind]


def _instant(day: int) -> datetime:
    return datetime.combine(FIRST_DAY + timedelta(days=day), time(11), tzinfo=UTC)
