"""The story of a stay in hospital after a transfer: admission, and return, release date or the court's decision."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from throughcare.stories.chance import happens, skewed, weighted
from throughcare.stories.jointly import follow, plan_return, receive_back, settle_in
from throughcare.stories.lives import Life, die, hold, live_at, release, staff
from throughcare.stories.places import LEVELS
from throughcare.stories.threads import after
from throughcare.stories.transfers import Transfer, name_lead
from throughcare.stories.wording import words

# Code of legal status: sections 47 and 49, 48 and 49; section 37 is what a transfer counts as after the release date.
UNDER = {"section-47": "15", "section-48": "17"}
RETURNED_UNDER = {"sentenced": "section-50", "crown-court-remand": "section-51"}
AS_IF_37 = "10"
RESTRICTED_ORDER = "09"
ENDINGS = {
    "section-47": {"return": 66, "release-date": 16, "stays": 17, "death": 1},
    "section-48": {"return": 52, "court": 30, "stays": 18},
}
DECISIONS = {"ho-37": 30, "ho-37-41": 25, "remitted-court": 33, "bail": 12}


def ending(transfer: Transfer) -> str:
    return weighted(transfer.rng, ENDINGS[transfer.section])


def admit(transfer: Transfer, day: date) -> None:
    """Leave prison and be received: the person lives on the ward from now on, under the Act."""
    thread, rng, life = transfer.thread, transfer.rng, transfer.life
    if happens(rng, 0.9):
        thread.step(day, "left-prison", life.prison.key, {"acct-sent": True, "handover": happens(rng, 0.93)})
    facts = {"prison": life.prison.key, "goals": words(rng, "admission"), "ward": LEVELS[transfer.level]}
    thread.step(day, "received-into-hospital", transfer.hospital.key, facts)
    if happens(rng, 0.8):
        thread.step(thread.today, "aftercare-opened", transfer.hospital.key, {"who": "Ward, family, home area team"})
    by = staff(life, transfer.hospital.key, day)
    live_at(life, by, transfer.hospital.key, f"{LEVELS[transfer.level]} ward", thread.today)
    under(life, by, UNDER[transfer.section], thread.today)
    settle_in(transfer.teams, life.land.regions[life.prison.region].probation_units[0])


def under(life: Life, by: str, code: str, since: date) -> None:
    """Record the section of the Act under which the person is held."""
    life.diary.write(since, "status", by, {"kind": "mental-health-act", "code": code, "from": since, "until": None})


def stay(transfer: Transfer, end: str) -> None:
    """The time in hospital, ending as said. Of whoever serves a sentence, the prison says when it ends."""
    thread, life = transfer.thread, transfer.life
    if life.sentenced and life.leaves_on > thread.today:
        thread.step(thread.today, "release-date-given", life.prison.key, {"release-date": life.leaves_on.isoformat()})
    day = after(thread.today, skewed(transfer.rng, 125, 0.65, least=18, most=640))
    too_late = end == "return" and life.sentenced and life.leaves_on - day < timedelta(days=30)
    STAYS["release-date" if too_late else end](transfer, day)


def _return(transfer: Transfer, day: date) -> None:
    """The notice, the meeting, the prison's agreement, the warrant and the way back."""
    thread, rng, life, mhcs = transfer.thread, transfer.rng, transfer.life, transfer.life.land.mhcs
    wait = skewed(rng, 17, 0.7, least=4, most=max(5, min(160, (life.leaves_on - day).days - 10)))
    ground = weighted(rng, {"no-longer-requires": 8, "no-effective-treatment": 2})
    facts = {"ground": ground, "notified-by": "responsible-clinician", "why": words(rng, "remission")}
    not_over = {"release-date-passed": False} if life.sentenced else {}
    thread.step(day, "rc-notifies-no-longer-requires", transfer.hospital.key, {**facts, **not_over})
    notified = thread.today
    plan_return(transfer.teams, after(notified, min(wait // 4, 5)))
    if happens(rng, 0.85):
        met = {"plan": words(rng, "s117"), "minutes-sent": happens(rng, 0.7)}
        thread.step(after(notified, wait // 3), "s117-meeting", transfer.hospital.key, met)
    agreed = {"prison": life.prison.key, "why": words(rng, "return_why")}
    thread.step(after(notified, wait // 2), "prison-agrees-remission", life.prison.key, agreed)
    section = {"section": RETURNED_UNDER.get(transfer.held_as, "section-53")}
    thread.step(after(notified, wait * 4 // 5), "remission-warrant-given", mhcs, section)
    _arrive_back(transfer, max(notified + timedelta(days=wait), thread.today))


def _arrive_back(transfer: Transfer, day: date) -> None:
    thread, rng, life = transfer.thread, transfer.rng, transfer.life
    arrived = {"prison-mental-health": transfer.health, "papers": happens(rng, 0.75)}
    thread.step(day, "returned-to-prison", life.prison.key, arrived)
    by = staff(life, transfer.health, thread.today)
    life.wing = rng.choice(life.prison.wings)
    live_at(life, by, life.prison.key, life.wing, thread.today)
    life.diary.write(thread.today, "end-status", by, {"kind": "mental-health-act", "on": thread.today})
    returned = thread.today
    receive_back(transfer.teams)
    reviewed = after(returned, skewed(rng, 6, 0.5, least=1, most=40))
    thread.step(reviewed, "return-review-held", transfer.health, {"plan": words(rng, "s117")})
    follow(transfer.teams, life, returned)


def _release_date(transfer: Transfer, _day: date) -> None:
    """The sentence ends while the person is in hospital: restriction goes, the hospital remains."""
    thread, rng, life = transfer.thread, transfer.rng, transfer.life
    day = max(life.leaves_on, thread.today + timedelta(days=3))
    if happens(rng, 0.6):
        met = {"plan": words(rng, "s117"), "minutes-sent": False}
        thread.step(day - timedelta(days=20), "s117-meeting", transfer.hospital.key, met)
    thread.step(day, "release-date-reached", transfer.hospital.key, {"told": happens(rng, 0.6)})
    reached = thread.today
    by = staff(life, transfer.hospital.key, reached)
    under(life, by, AS_IF_37, reached)
    release(life, reached, from_hospital=True)
    follows = weighted(rng, {"notional-37": 7, "discharged-licence": 3})
    settled = after(reached, skewed(rng, 12, 0.8, least=1, most=90))
    facts = {"outcome": follows, "care-instead": words(rng, "s117")}
    thread.step(settled, "status-after-release-date", transfer.hospital.key, facts)
    if follows == "discharged-licence":
        _discharge(transfer, thread.today)


def _discharge(transfer: Transfer, day: date) -> None:
    by = staff(transfer.life, transfer.hospital.key, day)
    transfer.life.diary.write(day, "leave", by, {"on": day})
    transfer.life.diary.write(day, "end-status", by, {"kind": "mental-health-act", "on": day})


def _court(transfer: Transfer, day: date) -> None:
    """The court decides on somebody who was not sentenced: an order, back to prison, or bail."""
    decided = weighted(transfer.rng, DECISIONS)
    facts = {"outcome": decided, "court-date": day.isoformat()}
    transfer.thread.step(day, "court-disposal", transfer.hospital.key, facts)
    life, on = transfer.life, transfer.thread.today
    by = staff(life, transfer.hospital.key, on)
    life.diary.write(on, "end-status", by, {"kind": "sentence", "on": on})
    if decided in ("ho-37", "ho-37-41"):
        under(life, by, AS_IF_37 if decided == "ho-37" else RESTRICTED_ORDER, on)
    elif decided == "bail":
        _discharge(transfer, on)
    else:
        _back_by_the_court(transfer, on)


def _back_by_the_court(transfer: Transfer, on: date) -> None:
    life = transfer.life
    by = staff(life, transfer.health, on)
    live_at(life, by, life.prison.key, life.wing, on)
    life.diary.write(on, "end-status", by, {"kind": "mental-health-act", "on": on})
    life.sentence = "determinate"
    hold(life, on, "sentence", life.sentence, since=on, until=on + timedelta(days=400))


def _death(transfer: Transfer, day: date) -> None:
    die(transfer.life, day)
    transfer.thread.step(day, "died-after-admission", transfer.hospital.key, {"told": "Family, coroner, prison"})


def _stays(transfer: Transfer, _day: date) -> None:
    """Nothing ends the stay within the time of the world; the new lead is named when the first goes."""
    name_lead(transfer, transfer.hospital.key, 0.3)


STAYS: Mapping[str, Callable[[Transfer, date], None]] = {
    "return": _return,
    "release-date": _release_date,
    "court": _court,
    "death": _death,
    "stays": _stays,
}
