"""The verbs of answers: entered by staff or from paper, corrected, or not given at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from throughcare.access.words import line, refuse_unknown
from throughcare.access.writing import expect_writer
from throughcare.audit import actions as audit
from throughcare.episodes.models import Episode, Event
from throughcare.episodes.recording import lock
from throughcare.instruments import Instrument, answers, instrument
from throughcare.instruments import Refused as Faulty
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused, refuse_if
from throughcare.pathways import spell_day
from throughcare.people.lives import impossible_day, london_day
from throughcare.responses.answer_tables import CLINICAL, CONTENT, Answers, NotAnswered, Response, Version
from throughcare.responses.raising import Saved, follow
from throughcare.responses.scoring import instrument_of, last_answers
from throughcare.responses.words import (
    AMENDED,
    BEGUN,
    CLINICIAN,
    DONE,
    ENTERED,
    FILLED,
    LATER,
    NOT_ANSWERED,
    NUMBERED,
    OCCASIONS,
)

MOST = 400
NOTHING = "Nothing is answered. If the person did not want to answer, record that instead."


@dataclass(frozen=True, slots=True)
class Sheet:
    """A filled-in instrument as it is entered. `digest` is that of the edition that the page showed."""

    instrument: str
    digest: str
    given: Mapping[str, object]
    entered: str
    filled: str
    completed_on: date
    occasion: str
    nth: int | None = None
    stopped_at: str = ""


@verb
def record(*, episode: Episode, sheet: Sheet, by: StaffRole, at: datetime) -> Response:
    """Keep what was answered, raise what it asks for, and score it.

    Raises Refused: instrument, completed_on, filled, occasion, nth, stopped_at, item-N for each faulty answer, or
    "" where the same was entered before.
    """
    measured = shown(sheet.instrument, sheet.digest)
    expect_writer(category_of(measured), person_id=episode.person_id, by=by, at=at)
    held = lock(episode.pk)
    given = sound(measured, sheet.given)
    refuse_if(_impossible(held, sheet, measured, at=at))
    refuse_if({"": NOTHING} if not any(one is not None for one in given.values()) else {})
    refuse_twice(held, sheet.instrument, sheet.occasion, sheet.nth, sheet.completed_on)
    made = Response.objects.create(
        person_id=held.person_id, episode=held, instrument=measured.id, edition=measured.version, digest=measured.hash,
        occasion=sheet.occasion, nth=sheet.nth, rater=str(measured.rater), filled=sheet.filled,
        entered=sheet.entered, completed_on=sheet.completed_on, by=by, at=at,
    )  # fmt: skip
    append(held, made, given, kind=DONE, stopped_at=sheet.stopped_at, by=by, at=at)
    return made


@verb
def amend(
    *, response: Response, given: Mapping[str, object], seen: int, why: str, by: StaffRole, at: datetime
) -> Response:
    """Correct the answers of a response, with the reason. No alert goes; one that was missing is raised late.

    `seen` is the number of the version that was looked at. Raises Refused: why, item-N, or "" where nothing changes,
    somebody is still answering, or somebody corrected it meanwhile.
    """
    measured = instrument_of(response)
    expect_writer(category_of(measured), person_id=response.person_id, by=by, at=at)
    held = lock(response.episode_id)
    before = last_answers(response)
    refuse_if({"": "The person is still answering this on a shared device."} if before is None else {})
    refuse_if(_meanwhile(response, seen))
    wanted = sound(measured, given)
    refuse_if({"": "Nothing is changed: these are the answers on record."} if wanted == before else {})
    said = line(why, field="why", missing="Say why it is corrected.")
    append(held, response, wanted, kind=AMENDED, why=said, by=by, at=at)
    return response


def _meanwhile(response: Response, seen: int) -> dict[str, str]:
    """Who corrected it after a form was opened: nobody takes a correction back that they have not read."""
    last = Version.objects.filter(response=response).select_related("by__staff").latest("number")
    says = f"{last.by.staff} corrected this meanwhile: “{last.why}”. Read that version, then send yours again."
    return {"": says} if last.number > seen else {}


@verb
def not_answered(*, row: NotAnswered, by: StaffRole, at: datetime) -> NotAnswered:
    """Record, as a row not yet saved, that an instrument which was due was not answered. Raises Refused by field."""
    expect_writer(CLINICAL, person_id=row.episode.person_id, by=by, at=at)
    held = lock(row.episode.pk)
    refuse_unknown("outcome", row.outcome, NOT_ANSWERED)
    refuse_if(impossible_occasion(row.occasion, row.nth) | _impossible_date(held, row.on, "on", at=at))
    known(row.instrument)
    row.says = line(row.says, field="says")
    same = {"occasion": row.occasion, "nth": row.nth, "on": row.on}
    if NotAnswered.objects.filter(episode=held, instrument=row.instrument, **same).exists():
        raise Refused({"": f"That is on record for {spell_day(row.on)} already."})
    row.person_id, row.by, row.at = held.person_id, by, at
    row.save(force_insert=True)
    detail = {"instrument": row.instrument, "outcome": row.outcome}
    audit.record(by=by, at=at, did="not-answered", person_id=held.person_id, episode_id=held.pk, detail=detail)
    return row


def append(
    episode: Episode,
    response: Response,
    given: Mapping[str, int | None],
    *,
    kind: str,
    by: StaffRole,
    at: datetime,
    stopped_at: str = "",
    why: str = "",
) -> Version:
    """Write the next version of a response, and all that follows from it. The caller holds the episode's row lock."""
    number = Version.objects.filter(response=response).count() + 1
    about = {"person_id": response.person_id, "by": by, "at": at}
    version = Version.objects.create(
        **about, response=response, number=number, kind=kind, stopped_at=stopped_at, why=why
    )
    Answers.objects.create(version=version, person_id=response.person_id, given=dict(given))
    follow(Saved(episode, response, version, given, by, at))
    if kind != BEGUN:
        detail = {"response": response.pk, "version": number}
        audit.record(by=by, at=at, did="answered", person_id=response.person_id, episode_id=episode.pk, detail=detail)
    return version


def sound(measured: Instrument, given: Mapping[str, object]) -> dict[str, int | None]:
    """The answers, all of them right. Raises Refused with every faulty item."""
    found = answers(measured, given)
    if isinstance(found, Faulty):
        raise Refused(
            {f"item-{fault.item}" if fault.item in measured.item else "": fault.says for fault in found.faults}
        )
    return found


def shown(name: str, digest: str) -> Instrument:
    """The instrument in its newest edition, where that is the one that was filled in. Raises Refused: instrument."""
    measured = known(name)
    if digest != measured.hash:
        says = f"{measured.title} has come in another version since this form was opened: look at the answers again."
        raise Refused({"instrument": says})
    return measured


def category_of(measured: Instrument) -> str:
    """Who may write answers: what the person says belongs to therapy, what a clinician rates to clinical notes."""
    return CLINICAL if measured.rater == CLINICIAN else CONTENT


def on_record(episode: Episode, name: str, occasion: str, nth: int | None, on: date) -> Response | None:
    """What was answered on the same occasion of the same day, with who entered it."""
    same = {"instrument": name, "occasion": occasion, "nth": nth, "completed_on": on}
    return Response.objects.filter(episode=episode, **same).select_related("by__staff").first()


def refuse_twice(episode: Episode, name: str, occasion: str, nth: int | None, on: date) -> None:
    """Raises Refused where the same occasion of the same day is on record, naming what is."""
    if earlier := on_record(episode, name, occasion, nth, on):
        when, who = spell_day(london_day(earlier.at)), earlier.by.staff
        says = f"This was entered for {spell_day(on)} before, on {when} by {who}."
        raise Refused({"": f"{says} If it is wrong there, correct that one."})


def known(name: str) -> Instrument:
    """The newest edition of an instrument. Raises Refused: instrument."""
    try:
        return instrument(name)
    except KeyError as unknown:
        raise Refused({"instrument": unknown.args[0]}) from None


def _impossible(episode: Episode, sheet: Sheet, measured: Instrument, *, at: datetime) -> dict[str, str]:
    found = impossible_occasion(sheet.occasion, sheet.nth)
    found |= _impossible_date(episode, sheet.completed_on, "completed_on", at=at)
    if sheet.entered not in ENTERED:
        found["entered"] = "Say how it was entered."
    if sheet.filled not in FILLED or (measured.rater == CLINICIAN) != (sheet.filled == CLINICIAN):
        who = "a clinician rates it" if measured.rater == CLINICIAN else "the person answers it themselves"
        found["filled"] = f"{measured.title}: {who}. Say who filled it in."
    if sheet.entered not in LATER and sheet.completed_on < london_day(at):
        found["completed_on"] = "What was filled in on another day is entered as from paper."
    if sheet.stopped_at and sheet.stopped_at not in measured.item:
        found["stopped_at"] = f"{measured.title} has no item {sheet.stopped_at[:8]}."
    return found


def impossible_occasion(occasion: str, nth: int | None) -> dict[str, str]:
    if occasion not in OCCASIONS:
        return {"occasion": "Choose one of those offered."}
    if occasion in NUMBERED and not (nth and 1 <= nth <= MOST):
        return {"nth": f"Say after how many sessions or months, from 1 to {MOST}."}
    return {"nth": "A number belongs to sessions and months alone."} if nth and occasion not in NUMBERED else {}


def _impossible_date(episode: Episode, on: date, field: str, *, at: datetime) -> dict[str, str]:
    if why := impossible_day(on, person=episode.person, at=at):
        return {field: why}
    first = Event.objects.filter(episode=episode).order_by("happened_on").values_list("happened_on", flat=True).first()
    if first and on < first:
        return {field: f"{spell_day(on)} is before this episode began, on {spell_day(first)}."}
    return {}
