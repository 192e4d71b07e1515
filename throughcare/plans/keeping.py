"""A summary that is not signed yet: kept whenever somebody leaves it, gone on with by whoever may sign it, or given up.

A draft belongs to the next version of the summary and ends with it. It is never sent: sendings are of what was signed.
Of two who write at once the second is told what the first wrote, and loses nothing of their own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from throughcare.access.seeing import levels_of_record, may_write
from throughcare.audit import actions as audit
from throughcare.episodes.models import Episode
from throughcare.episodes.recording import lock
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole
from throughcare.organisations.plain_text import read_line
from throughcare.organisations.refusals import Refused, refuse_if, sound
from throughcare.plans.changing import read, refuse_unless_theirs
from throughcare.plans.models import DraftSection, Summary, SummaryDraft
from throughcare.plans.typed import read_texts
from throughcare.plans.words import CARE_PLAN, HEADINGS, SECTION, SHORT
from throughcare.sharing.levels import reaches

# Of what somebody else wrote meanwhile under one heading, so much is shown beside what is typed there.
GLIMPSE = 400
IN_SHORT = "in_short"


@dataclass(frozen=True, slots=True)
class Known:
    """What whoever typed had in front of them: the last version of the summary, and the last draft, by number."""

    version: int
    draft: int


@dataclass(frozen=True)
class Writing:
    """A summary that is being written, under the lock of its episode."""

    episode: Episode
    before: Summary | None
    drafts: list[SummaryDraft]
    by: StaffRole
    at: datetime

    @property
    def version(self) -> int:
        return 1 + (self.before.number if self.before else 0)

    @property
    def draft(self) -> SummaryDraft | None:
        return live(self.drafts[-1] if self.drafts else None, self.version)

    def hidden(self, says: Mapping[str, str]) -> list[str]:
        """The headings of parts of the record that whoever acts may not read."""
        levels = levels_of_record(person_id=self.episode.person_id, staff=self.by, as_of=self.at)
        return [key for key in says if not reaches(levels.get(HEADINGS[key].category), "read")]


def live(last: SummaryDraft | None, version: int) -> SummaryDraft | None:
    """The last draft, while it is neither discarded nor signed."""
    return last if last and last.version == version and not last.discarded else None


def texts_of(draft: SummaryDraft | None) -> dict[str, str]:
    return {one.key: one.says for one in draft.sections.order_by("pk")} if draft else {}


def _all_of(draft: SummaryDraft | None) -> dict[str, str]:
    return {**texts_of(draft), IN_SHORT: draft.in_short if draft else ""}


def begin(
    episode: Episode, *, known: Known | None, typed: Mapping[str, str] | None, by: StaffRole, at: datetime
) -> Writing:
    """Takes the lock and looks whether this may be written now.

    Raises Refused with "": it is not theirs, or somebody signed, kept or discarded meanwhile; with what others wrote by
    the key of its heading.
    """
    locked = lock(episode.pk)
    before = Summary.objects.filter(episode=locked).select_related("by__staff").order_by("-number").first()
    drafts = list(SummaryDraft.objects.filter(episode=locked).select_related("by__staff").order_by("number"))
    writing = Writing(locked, before, drafts, by, at)
    _refuse_unless_signs(writing)
    if known and before and before.number > known.version:
        said = f"{before.by.staff} signed version {before.number} meanwhile. Yours would be a correction of it."
        raise Refused({"": said})
    if known and drafts and drafts[-1].number > known.draft:
        raise Refused(_meanwhile(writing, known, typed))
    return writing


def _refuse_unless_signs(writing: Writing) -> None:
    """Those who write plans here; and whoever's own summary is wrong corrects it, also once the episode has ended."""
    before, by = writing.before, writing.by
    own = before is not None and before.by.organisation_id == by.organisation_id
    if not (own and may_write(CARE_PLAN, person_id=writing.episode.person_id, staff=by, as_of=writing.at)):
        refuse_unless_theirs(writing.episode, by=by, at=writing.at)


def _meanwhile(writing: Writing, known: Known, typed: Mapping[str, str] | None) -> dict[str, str]:
    """Who was there meanwhile, and at each heading what they wrote that is neither what was there nor what is typed."""
    last = writing.drafts[-1]
    if last.discarded:
        said = f"{last.by.staff} discarded the draft meanwhile: {last.why}."
        return {"": f"{said} What you typed is still here: keep it anew if it still holds."}
    before = next((one for one in writing.drafts if one.number == known.draft), None)
    was, theirs, mine = _all_of(before), _all_of(last), typed or {}
    hidden = writing.hidden(texts_of(last))
    other = {
        key: f"{last.by.staff} wrote here meanwhile: “{theirs.get(key, '')[:GLIMPSE]}”"
        for key in ([IN_SHORT, *HEADINGS] if typed is not None else ())
        if theirs.get(key, "") not in {was.get(key, ""), mine.get(key, "").strip()} and key not in hidden
    }
    who = " and ".join(dict.fromkeys(str(one.by.staff) for one in writing.drafts if one.number > known.draft))
    says = f"{who} kept a draft meanwhile. What you typed is still here: look at theirs, then send again."
    return {"": says, **other}


def sections_of_draft(writing: Writing, sections: Mapping[str, str]) -> dict[str, str]:
    """What is typed below each heading, in their order. Raises Refused by the key of a heading.

    Nobody writes what they may not read: they cannot vouch for it.
    """
    typed = read_texts({key: sections.get(key, "") for key in HEADINGS}, most=SECTION)
    says = {key: text for key, text in typed.items() if text}
    beyond = "This is of a part of the record that you may not read yourself: leave it empty."
    refuse_if(dict.fromkeys(writing.hidden(says), beyond))
    return says


@verb
def keep(
    *, episode: Episode, sections: Mapping[str, str], in_short: str, changed: str, known: Known | None, by: StaffRole,
    at: datetime,
) -> SummaryDraft:  # fmt: skip
    """Keep a summary as far as it is written. Nothing is needed in it; what others wrote that one may not read stays.

    Raises Refused by field, or by the key of a heading.
    """
    writing = begin(episode, known=known, typed={**sections, IN_SHORT: in_short}, by=by, at=at)
    says = sections_of_draft(writing, sections)
    told = sound({"in_short": read_line(in_short, most=2 * SHORT), "changed": read_line(changed, most=SHORT)})
    former = texts_of(writing.draft)
    stays = {key: former[key] for key in writing.hidden(former)}
    made = _append(writing, in_short=told["in_short"], changed=told["changed"])
    DraftSection.objects.bulk_create(
        DraftSection(draft=made, person_id=made.person_id, key=key, category=HEADINGS[key].category, says=text)
        for key, text in {**says, **stays}.items()
    )
    return made


@verb
def discard(*, episode: Episode, why: str, known: Known | None, by: StaffRole, at: datetime) -> SummaryDraft:
    """Give the draft up, and say why. What it said stays on record, and the next summary is begun anew.

    Raises Refused: why; "" where there is no draft, or somebody wrote on meanwhile.
    """
    writing = begin(episode, known=known, typed=None, by=by, at=at)
    if writing.draft is None:
        raise Refused({"": "There is no draft to discard."})
    return _append(writing, discarded=True, why=read({"why": why}, needed=["why"])["why"])


def _append(writing: Writing, *, discarded: bool = False, **says: str) -> SummaryDraft:
    number = 1 + (writing.drafts[-1].number if writing.drafts else 0)
    about: dict[str, Any] = {"episode": writing.episode, "person_id": writing.episode.person_id}
    stamp = {"number": number, "version": writing.version, "by": writing.by, "at": writing.at}
    made = SummaryDraft.objects.create(**about, **stamp, **says, discarded=discarded)
    did = "discarded-summary-draft" if discarded else "kept-summary-draft"
    audit.record(
        by=writing.by, at=writing.at, did=did, person_id=made.person_id, episode_id=writing.episode.pk,
        detail={"number": number},
    )  # fmt: skip
    return made
