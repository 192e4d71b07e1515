"""The story of one referral to day care: referral and triage, the wait, and how it ends before treatment."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from throughcare.clocks import add_working_days
from throughcare.pathways import everywhere
from throughcare.stories.chance import drawn, happens, skewed, weighted
from throughcare.stories.lives import Life, die
from throughcare.stories.threads import Thread, after
from throughcare.stories.wording import words

PRIORITIES = {"routine": 78, "urgent": 17, "very-urgent": 4, "emergency": 1}
ASKED_BY = {"person": 35, "wing-officer": 15, "safer-custody": 12, "health-care": 25, "peer-mentor": 8, "chaplaincy": 5}
# Who writes the referral: the health team, the prison, or the day-care team for somebody who asked it.
WRITTEN_BY = {"health": 52, "prison": 18, "daycare": 30}
# Working days from receipt to triage: mostly by the next.
TRIAGE = {0: 52, 1: 36, 2: 5, 3: 3, 4: 2, 6: 2}
AFTER_TRIAGE = {"accepted": 76, "question": 8, "declined": 9, "redirected": 3, "withdrawn": 4}
GROUNDS = {"mild": 42, "acute": 14, "leaving-soon": 26, "moderate-to-severe": 12, "willing": 6}
AFTER_ASSESSMENT = {"suitable": 88, "not-suitable": 8, "withdrawn": 4}
APART_WAITS_LONGER = 1.5


@dataclass
class Case:
    """One referral being planned. `apart`: the person lives on a wing away from the main site."""

    life: Life
    thread: Thread
    rng: Random
    team: str
    apart: bool

    def gone_by(self, day: date) -> bool:
        return day >= self.life.leaves_on


def referral(case: Case, on: date, *, follows: str = "") -> bool:
    """Refer, receive and triage. True when the person is accepted; then `case.thread.today` is that day."""
    writer = _write(case, on, follows)
    if happens(case.rng, 0.012) and writer != case.team:
        case.thread.step(after(case.thread.today, 2), everywhere.REFERRAL_WITHDRAWN, writer)
        return False
    if writer != case.team:
        wait = 0 if happens(case.rng, 0.8) else 1
        case.thread.step(after(case.thread.today, wait), "referral-received", case.team)
    return _triage(case, writer)


def _write(case: Case, on: date, follows: str) -> str:
    """Begin the episode; returns the place that wrote the referral."""
    places = {"health": case.life.prison.health, "prison": case.life.prison.key, "daycare": case.team}
    writer = places[weighted(case.rng, WRITTEN_BY)]
    facts = {
        "reason": drawn(case.rng, "daycare-reason"),
        "worry": words(case.rng, "worry"),
        "priority": weighted(case.rng, PRIORITIES),
        "self-harm-now": happens(case.rng, 0.3),
        "asked-by": weighted(case.rng, ASKED_BY),
        "knows": happens(case.rng, 0.94),
    }
    begin = "referral-received" if writer == case.team else ""
    case.thread.refer(on, writer, facts, begin=begin, follows=follows)
    return writer


def _triage(case: Case, writer: str) -> bool:
    day = add_working_days(after(case.thread.today, 0), weighted(case.rng, TRIAGE))
    what = weighted(case.rng, AFTER_TRIAGE)
    if case.gone_by(day):
        return _left(case)
    if what == "question":
        what = "accepted" if happens(case.rng, 0.7) else "declined"
        day = _ask(case, day, writer)
        if case.gone_by(day):
            return _left(case)
    if what != "accepted":
        ENDINGS[what](case, day)
        return False
    first = after(day, skewed(case.rng, 8, 0.4, least=1, most=30)).isoformat()
    facts = {"priority": weighted(case.rng, PRIORITIES), "first-appointment": first}
    case.thread.step(day, "accepted", case.team, facts, tag="accepted")
    if happens(case.rng, 0.04):
        case.thread.correct(
            day + timedelta(days=1), "accepted", facts | {"priority": "urgent"}, "Priority was misread."
        )
    return True


def _ask(case: Case, day: date, writer: str) -> date:
    case.thread.step(day, "returned-for-information", case.team, {"question": words(case.rng, "question")})
    day = after(day, skewed(case.rng, 4, 0.7, least=1, most=25))
    case.thread.step(day, "information-given", writer, {"answer": words(case.rng, "answer")})
    return after(day, 1)


def wait(case: Case) -> bool:
    """Assess, and wait for treatment to start. True when it can: then `case.thread.today` is the day of assessment."""
    longer = APART_WAITS_LONGER if case.apart else 1
    accepted = case.thread.today
    assessed = after(accepted, skewed(case.rng, 10 * longer, 0.38, least=1, most=60))
    if happens(case.rng, 0.12):
        lose_to_regime(case, after(accepted, max(1, (assessed - accepted).days - 3)))
    if case.gone_by(assessed):
        return _left(case)
    facts = {
        "formulation": words(case.rng, "formulation"),
        "risk": words(case.rng, "risk"),
        "escort-needs": words(case.rng, "regime"),
    }
    case.thread.step(assessed, "assessed", case.team, facts)
    what = weighted(case.rng, AFTER_ASSESSMENT)
    if what != "suitable":
        ENDINGS[what](case, after(assessed, 3))
    elif happens(case.rng, 0.06):
        case.thread.step(
            after(assessed, 2), "safer-custody-note", case.life.prison.key, {"note": words(case.rng, "note")}
        )
    return what == "suitable"


def lose_to_regime(case: Case, day: date) -> None:
    """A session the prison prevented, and mostly a new time for it."""
    if case.gone_by(day):
        return
    by = case.team if happens(case.rng, 0.75) else case.life.prison.key
    case.thread.step(day, "session-lost-to-regime", by, {"reason": drawn(case.rng, "lost-to")})
    later = after(day, skewed(case.rng, 3, 0.6, least=1, most=12))
    if happens(case.rng, 0.8) and not case.gone_by(later):
        case.thread.step(later, "session-rebooked", case.team, {"new-date": after(later, 4).isoformat()})


def _left(case: Case) -> bool:
    """The person went before treatment began. Always False: nothing further happens here."""
    outcome = "transferred-prison" if case.life.to_another else "released"
    facts = {"outcome": outcome, "told": words(case.rng, "letter")}
    case.thread.step(max(case.life.leaves_on, case.thread.today), "left-before-treatment", case.team, facts)
    return False


def _decline(case: Case, day: date) -> None:
    ground = weighted(case.rng, GROUNDS)
    kind = {"mild": "rejected-wrong-level", "acute": "contraindicated"}.get(ground, "declined")
    facts = {"criterion": ground, "outcome": kind, "instead": words(case.rng, "instead")}
    case.thread.step(day, "declined", case.team, facts)


def _redirect(case: Case, day: date) -> None:
    case.thread.step(day, "redirected", case.team, {"sent-to": words(case.rng, "redirected")})


def _withdraw(case: Case, day: date) -> None:
    who = case.rng.choice(("person", "person", "referrer"))
    case.thread.step(day, "withdrawn", case.team, {"who-withdrew": who, "why": words(case.rng, "withdrawn")})


def _not_suitable(case: Case, day: date) -> None:
    facts = {"criterion": "moderate-to-severe", "outcome": "not-suitable", "instead": words(case.rng, "instead")}
    case.thread.step(day, "not-suitable", case.team, facts)


def death(case: Case, day: date) -> None:
    """The person dies, and the prison records it here too."""
    die(case.life, day)
    case.thread.step(day, "died", case.life.prison.key, {"told": "Family liaison officer, safer custody"})


ENDINGS: Mapping[str, Callable[[Case, date], None]] = {
    "declined": _decline,
    "redirected": _redirect,
    "withdrawn": _withdraw,
    "not-suitable": _not_suitable,
}
