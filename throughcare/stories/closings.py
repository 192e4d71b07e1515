"""The stories of transfers that end without one."""

from collections.abc import Callable, Mapping
from datetime import date

from throughcare.stories.chance import skewed
from throughcare.stories.lives import die, release
from throughcare.stories.threads import after
from throughcare.stories.transfers import Transfer, begin, decline, manager, travel
from throughcare.stories.waiting import LADDER, Waiting
from throughcare.stories.wording import words


def _close(transfer: Transfer, step: str, by: str, *, on: date = date.min) -> None:
    facts = {"care-instead": words(transfer.rng, "care_instead")}
    day = max(on, after(transfer.thread.today, skewed(transfer.rng, 5, 0.8, least=1, most=40)))
    transfer.waiting.until(transfer.thread, day, health=transfer.health, manager=manager(transfer))
    transfer.thread.step(day, step, by, facts)


def _withdrawn(transfer: Transfer) -> None:
    travel(transfer, as_far_as=transfer.rng.choice(("report", "go-on", "assessed", "bed")))
    _close(transfer, "withdrawn", transfer.health)


def _not_met(transfer: Transfer) -> None:
    travel(transfer, as_far_as="report")
    _close(transfer, "criteria-not-met", transfer.health)


def _declined(transfer: Transfer) -> None:
    travel(transfer, as_far_as="assessed")
    decline(transfer, after(transfer.thread.today, 4))
    facts = {"outcome": "declined-threshold", "care-instead": words(transfer.rng, "care_instead")}
    day = after(transfer.thread.today, skewed(transfer.rng, 15, 0.6, least=3, most=60))
    transfer.thread.step(day, "closed-without-transfer", manager(transfer), facts)


def _released(transfer: Transfer) -> None:
    travel(transfer, as_far_as="assessed")
    _close(transfer, "released", transfer.life.prison.key, on=transfer.life.leaves_on)
    release(transfer.life, transfer.thread.today)


def _court(transfer: Transfer) -> None:
    travel(transfer, as_far_as="go-on")
    day = after(transfer.thread.today, 6)
    facts = {"outcome": "bail", "court-date": day.isoformat()}
    transfer.thread.step(day, "court-disposal", transfer.life.prison.key, facts)
    release(transfer.life, transfer.thread.today)


def _refused(transfer: Transfer) -> None:
    travel(transfer, as_far_as="applied")
    _close(transfer, "direction-refused", transfer.life.land.mhcs)


def _died(transfer: Transfer) -> None:
    travel(transfer, as_far_as="assessed")
    day = after(transfer.thread.today, 3, working=False)
    die(transfer.life, day)
    transfer.thread.step(day, "died", transfer.life.prison.key, {"told": "Family liaison officer, coroner"})


def not_indicated(transfer: Transfer) -> None:
    """A need looked into and not found: no doctor was asked."""
    facts = {"why": words(transfer.rng, "need"), "capacity": "yes"}
    transfer.thread.refer(transfer.asked_on, transfer.health, facts, begin="need-identified")
    # Nobody up the ladder is told of a transfer that was never asked for.
    transfer.waiting = Waiting(since=transfer.thread.today, climbed=len(LADDER))
    _close(transfer, "not-indicated", transfer.health)


CLOSINGS: Mapping[str, Callable[[Transfer], None]] = {
    "withdrawn": _withdrawn,
    "not-met": _not_met,
    "declined": _declined,
    "released": _released,
    "court": _court,
    "refused": _refused,
    "died": _died,
}


def close(transfer: Transfer, course: str) -> None:
    """Begin and end without a transfer, as the course says."""
    begin(transfer)
    CLOSINGS[course](transfer)
