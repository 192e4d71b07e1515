"""The stories of those who are held up on the last day of the world: one for every reason the blueprint knows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from throughcare.pathways import everywhere
from throughcare.stories.chance import happens
from throughcare.stories.threads import after
from throughcare.stories.transfers import Transfer, begin, manager, travel
from throughcare.stories.wording import words

# Days ago of the request, at least and at most; a live warrant is always some days old only.
LONG, SHORT = (60, 330), (10, 40)


@dataclass(frozen=True)
class Hold:
    """How far a transfer has come (a leg of the way), how long ago it began, and who disputes whose delay it is.

    Where no hospital is `named`, or the one named has not `acknowledged` it, nobody holds the person.
    """

    leg: str
    began: tuple[int, int] = LONG
    then: str = ""
    disputed_by: str = ""
    acknowledged: bool = True
    named: bool = True


HOLDS: Mapping[str, Hold] = {
    "no-bed": Hold("assessed"),
    "no-hospital-staff": Hold("assessed", (30, 90)),
    "no-assessor": Hold("go-on", (25, 80), acknowledged=False, named=False),
    "assessor-distance": Hold("go-on", (25, 80), acknowledged=False),
    "threshold-dispute": Hold("assessed", then="threshold"),
    "security-level-dispute": Hold("assessed", then="security-level"),
    "commissioner-dispute": Hold("assessed", then="commissioner", disputed_by="commissioner"),
    "wrong-provider-referred": Hold("go-on", (20, 60), acknowledged=False),
    "late-referral-near-sentence-end": Hold("bed", (20, 50)),
    "second-report-late": Hold("bed", (35, 90), disputed_by="hospital"),
    "pack-incomplete": Hold("second", (40, 110), disputed_by="prison"),
    "mhcs-query": Hold("applied", (45, 120), then="query"),
    "escort-unavailable": Hold("directed", (40, 120)),
    "warrant-expired": Hold("directed", (60, 160), then="expiry"),
    "court-date": Hold("second", (30, 90)),
    "person-physically-unfit": Hold("directed", (35, 100)),
    "infection-outbreak": Hold("bed", (25, 70)),
    "major-incident": Hold("directed", (40, 90)),
    "person-improved": Hold("report", SHORT),
    "unknown": Hold("report", SHORT),
}


def asked_on(reason: str, rng: Random, *, ends_on: date) -> date:
    return after(ends_on - timedelta(days=rng.randint(*HOLDS[reason].began)), 0)


def days_until_held(reason: str, rng: Random, asked: date, *, ends_on: date) -> dict[str, date]:
    """When each leg is over: one a week or so, but a live warrant is never more than some days old."""
    gap = max(2, min(11, (ends_on - asked).days // 9))
    legs = ("report", "go-on", "assessed", "bed", "second", "applied", "directed", "moved")
    days = {leg: asked + timedelta(days=gap * number) for number, leg in enumerate(legs, start=1)}
    if HOLDS[reason].leg == "directed":
        ago = 24 if HOLDS[reason].then == "expiry" else rng.randint(5, 9)
        days["directed"] = ends_on - timedelta(days=ago)
        days["applied"] = days["directed"] - timedelta(days=2)
    return days


def hold_up(transfer: Transfer, reason: str, *, ends_on: date) -> None:
    """Come as far as the reason lets the person come; then nothing but waiting until the last day."""
    held = HOLDS[reason]
    transfer.acknowledged, transfer.named = held.acknowledged, held.named
    begin(transfer)
    travel(transfer, as_far_as=held.leg)
    if held.then:
        THEN[held.then](transfer, held.then)
    # With a warrant that lives for days nobody waits until offices open.
    noted = after(transfer.thread.today, 2, working=held.leg != "directed")
    transfer.thread.delay(noted, transfer.health, reason, since=transfer.thread.today, tag="held")
    answerer = _who(transfer, held.disputed_by) if held.disputed_by else transfer.health
    if held.disputed_by or happens(transfer.rng, 0.4):
        said = {"delay": "held", "answer": "disputed" if held.disputed_by else "agreed"}
        transfer.thread.step(after(transfer.thread.today, 2), everywhere.DELAY_ANSWERED, answerer, said)
    transfer.waiting.until(transfer.thread, ends_on, health=transfer.health, manager=manager(transfer))


def _dispute(transfer: Transfer, about: str) -> None:
    facts = {"about": about, "what": words(transfer.rng, "who_says")}
    transfer.thread.step(after(transfer.thread.today, 3), "dispute-opened", transfer.health, facts)


def _query(transfer: Transfer, _then: str) -> None:
    facts = {"question": words(transfer.rng, "missing")}
    transfer.thread.step(after(transfer.thread.today, 1), "mhcs-query", transfer.life.land.mhcs, facts)


def _expiry(transfer: Transfer, _then: str) -> None:
    given = transfer.days["directed"]
    transfer.thread.lapse(given + timedelta(days=14), "tr-warrant")


THEN: Mapping[str, Callable[[Transfer, str], None]] = {
    "threshold": _dispute,
    "security-level": _dispute,
    "commissioner": _dispute,
    "query": _query,
    "expiry": _expiry,
}


def _who(transfer: Transfer, party: str) -> str:
    region = transfer.life.land.regions[transfer.life.prison.region]
    places = {"hospital": transfer.hospital.key, "prison": transfer.life.prison.key}
    return places.get(party, region.commissioner)
