"""The story of one transfer to hospital as far as admission: what takes how long, and the steps in their order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from throughcare.pathways import everywhere
from throughcare.stories.chance import happens, skewed, weighted
from throughcare.stories.jointly import Teams, agree_plan
from throughcare.stories.lives import Life
from throughcare.stories.places import Hospital
from throughcare.stories.threads import Thread, after
from throughcare.stories.waiting import Waiting, lose_days
from throughcare.stories.wording import words

# The legs of the way, in order, with the part of the time after the first report that each takes when nothing holds
# it up.
SHARES = {"go-on": 6, "assessed": 22, "bed": 34, "second": 12, "applied": 10, "directed": 8, "moved": 8}
LEGS = ("report", *SHARES)
# A leg that is held up takes so many times its part.
HELD_UP = 5
# Days from the request to the first report, and from there to hospital: medians and spreads that give fewer than 30% in
# hospital within 14 days of the report, about a fifth within 28 of the request, and a tail of a year.
TO_REPORT = (12, 0.45)
TO_HOSPITAL = (29, 0.95)
# A direction is used within 14 days, the day it is given being the first.
WARRANT_DAYS = 13
HELD_AS = {"civil": "civil-prisoner", "immigration": "immigration-detainee"}


@dataclass
class Transfer:
    """One transfer being planned. `days` says when each leg is over; `held_up` is the leg that took longest."""

    life: Life
    thread: Thread
    rng: Random
    hospital: Hospital
    level: str
    asked_on: date
    days: dict[str, date]
    held_up: str = ""
    expires: bool = False
    queried: bool = False
    declined_first: bool = False
    acknowledged: bool = True
    named: bool = True
    waiting: Waiting = field(default_factory=Waiting)

    @property
    def health(self) -> str:
        return self.life.prison.health

    @property
    def held_as(self) -> str:
        return HELD_AS.get(self.life.sentence, "sentenced" if self.life.sentenced else "crown-court-remand")

    @property
    def teams(self) -> Teams:
        return Teams(self.thread, self.life.prison.key, self.health, self.hospital.key)

    @property
    def section(self) -> str:
        return "section-47" if self.life.sentenced else "section-48"


def draw_days(rng: Random, asked_on: date) -> tuple[dict[str, date], str]:
    """When each leg is over, and which leg held the person up where it took more than three weeks."""
    report = asked_on + timedelta(days=skewed(rng, *TO_REPORT, least=1, most=60))
    rest = skewed(rng, *TO_HOSPITAL, least=3, most=330)
    held_up = weighted(rng, {"assessed": 3, "bed": 6, "second": 2, "applied": 2}) if rest > 21 else ""
    parts = {leg: share * (HELD_UP if leg == held_up else 1) for leg, share in SHARES.items()}
    days, gone = {"report": report}, 0.0
    for leg, part in parts.items():
        gone += part
        days[leg] = report + timedelta(days=round(rest * gone / sum(parts.values())))
    days["directed"] = max(days["directed"], days["moved"] - timedelta(days=WARRANT_DAYS - 3))
    days["applied"] = max(days["applied"], days["directed"] - timedelta(days=rng.choice((0, 0, 0, 1, 1, 1, 2, 4))))
    return days, held_up


def begin(transfer: Transfer) -> None:
    """The need, the request for a report, the notices, and the hospital's receipt."""
    thread, rng = transfer.thread, transfer.rng
    facts = {"why": words(rng, "need"), "acct": rng.choice(("none", "none", "open", "post-closure"))}
    if happens(rng, 0.55):
        need = {**facts, "capacity": weighted(rng, {"no": 5, "yes": 2, "not-assessed": 3})}
        noticed = transfer.asked_on - timedelta(days=skewed(rng, 3, 0.8, least=0, most=21))
        thread.refer(noticed, transfer.health, need, begin="need-identified")
    route = {"section": transfer.section, "held-as": transfer.held_as}
    asked = {**facts, **route, "urgent": happens(rng, 0.6), "segregated": happens(rng, 0.2)}
    if transfer.named:
        asked["secure-hospital"] = transfer.hospital.key
    if thread.begun:
        thread.step(transfer.asked_on, "initial-request-for-medical-report", transfer.health, asked)
    else:
        thread.refer(transfer.asked_on, transfer.health, asked, begin="initial-request-for-medical-report")
    transfer.asked_on = transfer.waiting.since = thread.today
    _give_notice(transfer)


def _give_notice(transfer: Transfer) -> None:
    """Notices go out within days, mostly. A hospital that knows of the referral says who will assess."""
    thread, rng = transfer.thread, transfer.rng
    for recipient, organisation in (("detention-authority", transfer.life.prison.key), ("secretary-of-state", "")):
        day = after(transfer.asked_on, weighted(rng, {0: 35, 1: 33, 2: 14, 4: 10, 8: 8}))
        if day < transfer.days["report"]:
            facts = {"recipient": recipient, **({"organisation": organisation} if organisation else {})}
            thread.step(day, "referral-notice-sent", transfer.health, facts)
    received = after(thread.today, weighted(rng, {0: 30, 1: 35, 3: 20, 6: 15}))
    if transfer.named and transfer.acknowledged and received < transfer.days["report"]:
        thread.step(received, "referral-received-by-hospital", transfer.hospital.key, _receipt(rng, received))


def _receipt(rng: Random, day: date) -> dict[str, str]:
    if happens(rng, 0.3):
        return {}
    return {"assessor": "Consultant on the referral rota", "assessment-date": after(day, 9).isoformat()}


def _report(transfer: Transfer, day: date) -> None:
    facts = {**_medical(transfer), "doctor": "Prison psychiatrist", "approved": True}
    transfer.thread.step(day, "first-medical-report", transfer.health, facts, tag="report")
    if happens(transfer.rng, 0.04):
        corrected = {**facts, "approved": False}
        transfer.thread.correct(after(day, 1), "report", corrected, "The other doctor is the one approved.")


def _medical(transfer: Transfer) -> dict[str, object]:
    rng = transfer.rng
    found = {"disorder": words(rng, "disorder"), "treatment": words(rng, "treatment")}
    facts: dict[str, object] = {"finding": "met", **found}
    return facts if transfer.life.sentenced else {**facts, "urgent-need": True}


def _go_on(transfer: Transfer, day: date) -> None:
    facts = {"secure-hospital": transfer.hospital.key} if transfer.named or transfer.acknowledged else {}
    transfer.thread.step(day, "criteria-met", transfer.health, facts)


def _assess(transfer: Transfer, day: date) -> None:
    thread, rng = transfer.thread, transfer.rng
    facts = {"result": "accepted", "level": transfer.level, "remote": happens(rng, 0.4)}
    thread.step(day, "access-assessment-done", transfer.hospital.key, {**facts, "specialty": words(rng, "specialty")})
    bed = {"secure-hospital": transfer.hospital.key, "level": transfer.level}
    thread.step(after(day, rng.randint(0, 2)), "bed-requested", transfer.health, bed)


def _bed(transfer: Transfer, day: date) -> None:
    if transfer.declined_first:
        day = _settle(transfer, day)
    facts = {"ward": "Admission ward", "expected": after(day, 9).isoformat()}
    transfer.thread.step(day, "bed-accepted", transfer.hospital.key, facts)


def decline(transfer: Transfer, day: date) -> None:
    """The hospital says no, which is a dispute."""
    grounds = {"declined-threshold": 5, "declined-risk": 2, "out-of-area": 2, "declined-capacity": 2}
    ground = weighted(transfer.rng, grounds)
    facts = {"outcome": ground, "instead": words(transfer.rng, "decline"), "criterion": words(Random(ground), "cited")}
    transfer.thread.step(day, "bed-declined", transfer.hospital.key, facts)


def _settle(transfer: Transfer, day: date) -> date:
    """A refusal that the case manager turns: the same way goes on from where it was."""
    decline(transfer, transfer.thread.today + (day - transfer.thread.today) // 2)
    settled = after(transfer.thread.today, transfer.rng.randint(3, 20))
    transfer.thread.step(settled, "dispute-resolved", manager(transfer), {"decided": words(transfer.rng, "decided")})
    return after(settled, 3)


def _second(transfer: Transfer, day: date) -> None:
    facts = {**_medical(transfer), "doctor": "Hospital consultant", "approved": True}
    transfer.thread.step(day, "second-medical-report", transfer.hospital.key, facts)


def _apply(transfer: Transfer, day: date) -> None:
    thread, mhcs = transfer.thread, transfer.life.land.mhcs
    agree_plan(transfer.teams, day)
    if happens(transfer.rng, 0.7):
        thread.step(day, "bed-offered-date", transfer.hospital.key, {"date": transfer.days["moved"].isoformat()})
    holds = ["both-reports", "request-form", "sentence-or-remand-papers", "index-offence", "named-bed-and-date"]
    whole = {"mhcs": mhcs, "holds": holds}
    thread.step(day, "application-to-mhcs", transfer.health, whole)
    name_lead(transfer, mhcs, 0.85)
    if transfer.queried:
        thread.step(after(day, 1), "mhcs-query", mhcs, {"question": words(transfer.rng, "missing")})
        thread.step(after(day, transfer.rng.randint(3, 9)), "application-to-mhcs", transfer.health, whole)


def name_lead(transfer: Transfer, place: str, share: float) -> None:
    """Whoever receives something names who answers for it; those who forget hold it with nobody in charge."""
    if happens(transfer.rng, share):
        lead = transfer.thread.who(place, transfer.thread.today)
        facts = {"organisation": place, "staff": transfer.thread.leads[place]}
        transfer.thread.write_as(lead, everywhere.LEAD_NAMED, facts)


def _direct(transfer: Transfer, day: date) -> None:
    """The direction; where it expires, the clock says so and a new one is given."""
    thread, mhcs = transfer.thread, transfer.life.land.mhcs
    restricted = not transfer.life.sentenced or happens(transfer.rng, 0.93)
    facts = {"secure-hospital": transfer.hospital.key, "section": transfer.section, "restricted": restricted}
    thread.step(day, "transfer-direction-given", mhcs, facts)
    if transfer.expires:
        given = thread.today
        thread.lapse(given + timedelta(days=14), "tr-warrant")
        thread.step(after(thread.today, transfer.rng.randint(2, 12)), "transfer-direction-given", mhcs, facts)
    if happens(transfer.rng, 0.85):
        booked = {"date": after(thread.today, 2).isoformat(), "by": words(transfer.rng, "escort")}
        thread.step(thread.today, "escort-booked", transfer.life.prison.key, booked)


DO: Mapping[str, Callable[[Transfer, date], None]] = {
    "report": _report,
    "go-on": _go_on,
    "assessed": _assess,
    "bed": _bed,
    "second": _second,
    "applied": _apply,
    "directed": _direct,
}


def travel(transfer: Transfer, *, as_far_as: str = "directed") -> None:
    """Take the legs in order, with what is done while people wait; the last one taken is `as_far_as`."""
    for leg in LEGS[: LEGS.index(as_far_as) + 1]:
        day = max(transfer.days[leg], transfer.thread.today)
        if leg == transfer.held_up:
            lose_days(transfer.thread, transfer.waiting, leg=leg, day=day, health=transfer.health)
        transfer.waiting.until(transfer.thread, day, health=transfer.health, manager=manager(transfer))
        DO[leg](transfer, after(day, 0) if leg != "directed" else day)
        if transfer.waiting.losing:
            transfer.waiting.found(transfer.thread, transfer.health)


def manager(transfer: Transfer) -> str:
    return transfer.life.land.regions[transfer.life.prison.region].case_management
