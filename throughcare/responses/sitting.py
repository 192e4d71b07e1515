"""Answering in one's own hands, on a device of the service: for a short time, one response and nothing else.

Whoever holds the device has a token that opens this one sitting. It names nobody, shows nothing but the questions, and
is good until its time is over. Each answer is saved at once, so that an alert is raised at once.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from hmac import compare_digest
from re import fullmatch
from secrets import token_urlsafe

from throughcare.access.writing import expect_writer
from throughcare.audit import actions as audit
from throughcare.episodes.models import Episode
from throughcare.episodes.recording import lock
from throughcare.instruments import Instrument
from throughcare.instruments.absent import at_hand
from throughcare.organisations.acting import CLOCK_KEEPER, serving, verb
from throughcare.organisations.in_turn import in_turn
from throughcare.organisations.keeper import refuse_staff
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused, refuse_if
from throughcare.people.lives import london_day
from throughcare.responses.answer_tables import Answers, Response, Sitting
from throughcare.responses.answering import (
    Sheet,
    append,
    category_of,
    impossible_occasion,
    on_record,
    refuse_twice,
    shown,
    sound,
)
from throughcare.responses.wording import texts_of
from throughcare.responses.words import ALONE, BEGUN, CLINICIAN, DONE, SHARED

# A local default: long enough for 34 questions read slowly, short enough for a device left on a table.
LASTS = timedelta(minutes=45)
TRIES = 5
CLOSED = "These questions are closed. Please give the device back."
FINISHED, STOPPED, TIME_OVER = "finished", "stopped", "time-over"


@dataclass(frozen=True, slots=True)
class Handed:
    """What is given out once: the token for the device."""

    sitting: Sitting
    token: str


@verb
def hand_over(*, episode: Episode, sheet: Sheet, code: str, by: StaffRole, at: datetime) -> Handed:
    """Open a sitting; of the sheet it takes the instrument and the occasion. `code` gives the device back.

    Raises Refused as `record` does, and: code.
    """
    measured = shown(sheet.instrument, sheet.digest)
    expect_writer(category_of(measured), person_id=episode.person_id, by=by, at=at)
    refuse_if(_not_by_hand(measured, by) | _weak(code))
    held = lock(episode.pk)
    refuse_if(impossible_occasion(sheet.occasion, sheet.nth))
    refuse_twice(held, sheet.instrument, sheet.occasion, sheet.nth, london_day(at))
    token = token_urlsafe(32)
    made = Sitting.objects.create(
        person_id=held.person_id, episode=held, instrument=measured.id, edition=measured.version, digest=measured.hash,
        occasion=sheet.occasion, nth=sheet.nth, token=hashed(token), code=hashed(token + code),
        until=at + LASTS, by=by, at=at,
    )  # fmt: skip
    detail = {"sitting": made.pk, "instrument": measured.id}
    audit.record(by=by, at=at, did="handed-over-device", person_id=held.person_id, episode_id=held.pk, detail=detail)
    return Handed(made, token)


@verb
def sitting_of(token: str, *, at: datetime) -> tuple[Sitting, dict[str, int | None]] | None:
    """The sitting that a token opens, with what was answered so far; None where it opens none that stands.

    The page that shows it knows nobody's name: this is all that it may read.
    """
    found = Sitting.objects.filter(token=hashed(token), until__gt=at).select_related("by").first()
    return (found, _so_far(found)) if found else None


@verb
def answer(*, token: str, item: str, value: object, at: datetime) -> None:
    """Keep one answer, None where it was skipped, and go on to the next question. Raises Refused: item."""
    held = _open(token, at=at)
    measured = measured_by(held)
    if item not in measured.item:
        raise Refused({"": "This question is not there."})
    before = _so_far(held)
    given = sound(measured, {**before, item: value})
    if held.response_id is None or given != before:
        episode = lock(held.episode_id)
        append(episode, _response(held, episode, at=at), given, kind=BEGUN, by=held.by, at=at)
    held.place = list(measured.item).index(item) + 1
    held.save(update_fields=["place", "response"])


@verb
def turn_back(*, token: str, at: datetime) -> None:
    """Show the question before."""
    held = _open(token, at=at)
    held.place = max(0, held.place - 1)
    held.save(update_fields=["place"])


@verb
def end(*, token: str, stopped: bool, at: datetime) -> None:
    """Hand the answers in: all of them, or as far as the person came."""
    _end(_open(token, at=at), STOPPED if stopped else FINISHED, at=at)


@verb
def hand_back(*, token: str, code: str, at: datetime) -> bool:
    """Give the device back to staff, with the code; whether it was right. Open answers are handed in as stopped.

    Raises Refused: code, after five wrong ones; then only time ends it.
    """
    held = Sitting.objects.select_for_update().filter(token=hashed(token)).first()
    if held is None:
        return True
    if held.tries >= TRIES:
        raise Refused({"code": "Too many wrong codes. The device is free again when the time of this sitting is over."})
    if not compare_digest(hashed(token + code.strip()), held.code):
        held.tries += 1
        held.save(update_fields=["tries"])
        return False
    if not (held.ended or measured_by(held).broken):
        _end(held, STOPPED, at=at)
    return True


def close_left(*, by: StaffRole, at: datetime) -> int:
    """Hand in what was left on a device until its time was over; how many. Nobody does it by hand."""
    refuse_staff(by)
    with serving(CLOCK_KEEPER):
        left = list(Sitting.objects.filter(ended_at=None, until__lte=at).order_by("pk").values_list("pk", flat=True))
    return sum(in_turn(partial(_close, at=at), left))


@verb
def _close(key: int, *, at: datetime) -> int:
    held = Sitting.objects.select_for_update(of=("self",)).select_related("by").get(pk=key)
    if held.ended or measured_by(held).broken:
        return 0  # With a broken file nothing can be scored: it is handed in once that is put back.
    _end(held, TIME_OVER, at=at)
    return 1


def measured_by(sitting: Sitting) -> Instrument:
    """The edition that is answered in a sitting, or what stands in for it where its file is broken."""
    return at_hand(sitting.instrument, sitting.edition)


def _not_by_hand(measured: Instrument, by: StaffRole) -> dict[str, str]:
    """Why the person cannot answer this by themselves here."""
    if measured.rater == CLINICIAN:
        return {"instrument": f"{measured.title} is for a clinician to rate."}
    if not texts_of(measured, by.organisation_id):
        return {
            "instrument": f"No wording of {measured.title} may be shown here: enter it by number from the paper form."
        }
    return {}


def _weak(code: str) -> dict[str, str]:
    if fullmatch("[0-9]{4,12}", code) and len(set(code)) > 1 and code not in "01234567890, 09876543210":
        return {}
    return {"code": "Choose a code of 4 to 12 digits that are not all the same, and do not run like 1234."}


def hashed(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def _open(token: str, *, at: datetime) -> Sitting:
    """The sitting, to oneself, while it can be answered. Raises Refused."""
    found = Sitting.objects.select_for_update(of=("self",)).select_related("by", "response")
    held = found.filter(token=hashed(token)).first()
    if held is None or held.ended or held.until <= at:
        raise Refused({"": CLOSED})
    refuse_if({"": "These questions cannot be used just now."} if measured_by(held).broken else {})
    return held


def _so_far(sitting: Sitting) -> dict[str, int | None]:
    blank: dict[str, int | None] = dict.fromkeys(measured_by(sitting).item)
    if sitting.response_id is None:
        return blank
    last = Answers.objects.filter(version__response=sitting.response_id).order_by("-version__number").first()
    return {**blank, **last.given} if last else blank


def _response(sitting: Sitting, episode: Episode, *, at: datetime) -> Response:
    """The response that the answers of this sitting are of, made with the first of them."""
    if sitting.response is None:
        on = london_day(at)
        # Entered by staff meanwhile, perhaps: by whom is nothing for whoever holds the device.
        refuse_if({"": CLOSED} if on_record(episode, sitting.instrument, sitting.occasion, sitting.nth, on) else {})
        sitting.response = Response.objects.create(
            person_id=sitting.person_id, episode=episode, instrument=sitting.instrument, edition=sitting.edition,
            digest=sitting.digest, occasion=sitting.occasion, nth=sitting.nth, rater="self", filled=ALONE,
            entered=SHARED, completed_on=on, by=sitting.by, at=at,
        )  # fmt: skip
    return sitting.response


def _end(sitting: Sitting, how: str, *, at: datetime) -> None:
    """Where no question was passed there is no response: what was due stays due."""
    sitting.ended, sitting.ended_at = how, at
    sitting.save(update_fields=["ended", "ended_at"])
    if sitting.response_id is None:
        return
    episode, response = lock(sitting.episode_id), Response.objects.get(pk=sitting.response_id)
    numbers = list(measured_by(sitting).item)
    stopped = numbers[sitting.place] if how != FINISHED and sitting.place < len(numbers) else ""
    append(episode, response, _so_far(sitting), kind=DONE, stopped_at=stopped, by=sitting.by, at=at)
