"""Forms made from what a blueprint asks: a step, a correction, a fact struck out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from throughcare.blueprints.blueprint import Field
from throughcare.blueprints.holding import questions
from throughcare.episodes import actions, referring
from throughcare.episodes.answers import shown
from throughcare.episodes.models import Episode
from throughcare.episodes.reading import Account
from throughcare.fields.boxes import LOST_KEY, MomentField, SubmissionField
from throughcare.fields.choosing import Group, organisations_for, staff_for
from throughcare.fields.held import KnowsHowHeld, read_with
from throughcare.fields.needed import NO_LAW, Needed, needed_by_law
from throughcare.fields.questions import field_for, given, typed
from throughcare.meanings import StepMeaning
from throughcare.organisations.models import StaffRole
from throughcare.pathways import LONDON, Event, Moment, Step, everywhere, spell_day
from throughcare.web.forms import PlainForm

UNTIMED = "Leave the time empty if it is not known"
# What of an earlier answer is worth saying again beside the same question.
SHORT = frozenset({"choice", "yes-no", "organisation", "staff", "text"})
# Answers of one word that an address may bring along: each is one of those offered, and in sight before it is sent.
BROUGHT = frozenset({"choice", "organisation"})

# What a step means, and the question -> the texts to choose from instead of one typed. Rooms above add to these.
OFFERED: dict[tuple[StepMeaning, str], Callable[[Account], Sequence[str]]] = {}


class AskedForm(KnowsHowHeld, PlainForm):
    """When something happened, and the questions of its step."""

    happened = MomentField(label="When it happened", hint=UNTIMED)
    submission = SubmissionField()
    asked: Sequence[Field] = ()

    def ask(
        self, asked: Sequence[Field], groups: Callable[[Field], Sequence[Group]], known: dict[str, str],
        law: Mapping[str, Needed] = NO_LAW,
    ) -> None:  # fmt: skip
        """Put the questions before the day, with what is on record of how somebody is held, and what the law needs."""
        self.asked = self.beside_record(asked)
        for one in self.asked:
            told, needed = known.get(one.id, ""), law.get(one.id, ("", ""))
            self.fields[one.id] = field_for(one, groups=groups(one), known=told, needed=needed)
        self.order_fields([one.id for one in asked])

    def clean(self) -> dict[str, Any]:
        """The answers apart, as `facts`: a question may be called as something else is that a verb is told."""
        said = dict(super().clean())
        answers = {one.id: said.pop(one.id, None) for one in self.asked}
        return {**said, "facts": given(answers, self.asked)}


class StepForm(AskedForm):
    """One step. `seen` is how many facts there were when the page was shown."""

    seen = forms.IntegerField(widget=forms.HiddenInput, error_messages={"required": LOST_KEY, "invalid": LOST_KEY})

    def __init__(self, data: QueryDict | None, told: Account, step: Step, brought: Mapping[str, str]) -> None:
        asked = questions_of(told, step)
        known = {one.id: brought[one.id] for one in asked if one.kind in BROUGHT and one.id in brought}
        super().__init__(data, {**known, **beforehand(told, step), "seen": told.episode.event_count})
        self.step, self.read = step, told.stands
        self.held = read_with(told, step.id)
        self.ask(asked, choices_of(told, step), known_of(told, step), needed_by_law(told.course, step.id))

    def record(
        self,
        *,
        episode: Episode,
        by: StaffRole,
        at: datetime,
        happened: Moment,
        submission: UUID,
        seen: int,
        facts: Mapping[str, Any],
    ) -> Episode:
        if self.step.id == everywhere.REFERRAL_SENT:
            return referring.send(episode=episode, happened=happened, by=by, at=at, submission=submission)
        verb = partial(actions.take_step, episode=episode, step=self.step.id, happened=happened, by=by, at=at)
        return verb(facts=facts, seen=seen, submission=submission, read=self.read)


class CorrectForm(AskedForm):
    """Another version of one fact. It is filled in with what is on record."""

    why_corrected = forms.CharField(label="Why it is corrected", max_length=200)

    def __init__(self, data: QueryDict | None, told: Account, fact: Event) -> None:
        asked = questions(told.blueprint, fact.step)
        on_record = told.answers[fact.number]
        answers = {one.id: typed(one, on_record[one.id]) for one in asked if one.id in on_record}
        super().__init__(data, {**answers, "happened": typed_moment(fact.when)})
        law = needed_by_law(told.course, fact.step)
        self.ask(asked, choices_of(told, told.blueprint.pathway.step[fact.step]), {}, law)
        self.number, self.shown = fact.number, frozenset(answers)

    def record(
        self,
        *,
        episode: Episode,
        by: StaffRole,
        at: datetime,
        happened: Moment,
        submission: UUID,
        why_corrected: str,
        facts: Mapping[str, Any],
    ) -> Episode:
        verb = partial(actions.correct, episode=episode, number=self.number, happened=happened, by=by, at=at)
        return verb(facts={**dict.fromkeys(self.shown), **facts}, why=why_corrected, submission=submission)


class StrikeOutForm(PlainForm):
    why = forms.CharField(label="Why it was recorded in error", max_length=200)
    submission = SubmissionField()


def beforehand(told: Account, step: Step) -> dict[str, Any]:
    """What is filled in before anybody types: today, and for the lead one's own place."""
    own = {"organisation": str(told.reader.organisation_id)} if step.id == everywhere.LEAD_NAMED else {}
    return {"happened": told.course.as_of.on, **own}


def questions_of(told: Account, step: Step) -> tuple[Field, ...]:
    """What a step asks here. Receiving a referral asks nothing again that whoever referred has answered."""
    if told.course.state.stage in everywhere.RESERVED_STAGES and step.begins:
        return ()
    asked = tuple(_among_delays(told, one) if one.id == "delay" else one for one in questions(told.blueprint, step.id))
    offered = {asks: texts for (word, asks), texts in OFFERED.items() if told.blueprint.means(step.id, word)}
    return tuple(_among_offered(told, one, offered.get(one.id)) for one in asked)


def choices_of(told: Account, step: Step) -> Callable[[Field], Sequence[Group]]:
    """The organisations or staff that a question of this step may name."""
    as_of = told.course.as_of.on

    def groups(asked: Field) -> Sequence[Group]:
        if asked.kind == "organisation":
            return organisations_for(told.course, step, asked.id, as_of=as_of)
        if asked.kind == "staff":
            return staff_for(told.course, step, own=told.reader.organisation_id, as_of=as_of)
        return ()

    return groups


def known_of(told: Account, step: Step) -> dict[str, str]:
    """What is on record already for a question of the same name: shown beside it, and asked again only to change it."""
    known, form_of = {}, told.blueprint.form_of
    # Two steps that share a form ask for two answers: the second doctor is not told what the first one found.
    for fact in (fact for fact in told.course.facts if form_of.get(fact.step) != form_of.get(step.id)):
        before = {(one.id, one.kind, one.choices) for one in questions(told.blueprint, fact.step)}
        for asked in questions(told.blueprint, step.id):
            answer = told.answers[fact.number].get(asked.id)
            if answer is not None and asked.kind in SHORT and (asked.id, asked.kind, asked.choices) in before:
                known[asked.id] = f"{shown(told, asked, answer)}, {spell_day(fact.when.on)}"
    return known


def typed_moment(when: Moment) -> tuple[str, ...]:
    """A moment as the boxes hold it."""
    at = when.at.astimezone(LONDON).strftime("%H:%M") if when.at else ""
    return (str(when.on.day), str(when.on.month), str(when.on.year), at)


def _among_offered(told: Account, asked: Field, offered: Callable[[Account], Sequence[str]] | None) -> Field:
    """A text that is one of several is chosen, and kept as the words that were chosen."""
    return replace(asked, kind="choice", choices=tuple((text, text) for text in offered(told))) if offered else asked


def _among_delays(told: Account, asked: Field) -> Field:
    """A delay is chosen by its reason and first day; its number alone tells nobody anything."""
    reasons = told.blueprint.delay_reason
    delays = ((str(d.number), f"{reasons[d.reason].title}, since {spell_day(d.since)}") for d in told.course.delays)
    return replace(asked, kind="choice", label="Which delay", choices=tuple(delays))
