"""What is compared about two versions of a blueprint, row by row, and how each thing is put into words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from throughcare.blueprints.blueprint import Blueprint, Field
from throughcare.blueprints.ways import own_stages, own_steps
from throughcare.clocks import FORCE_IN_WORDS, Force, Standard
from throughcare.handbook.spoken import limit_in_words
from throughcare.pathways import spell_day
from throughcare.sharing import CATEGORIES

# A name is the kind and the id of another row; it is compared as such and told by its title.
Name = tuple[str, str]
Said = str | tuple[str, ...] | tuple[Name, ...]
# How one thing about a row of a blueprint is put into words.
Say = Callable[[Blueprint, Any], Said]


@dataclass(frozen=True)
class Compared:
    """One kind of row: which there are, what each is called, and what is compared about it: everything it says."""

    rows: Callable[[Blueprint], Sequence[Any]]
    called: Callable[[Any], str]
    about: Mapping[str, Say]
    # False where the row it belongs to says already that it has come or gone.
    comes_and_goes: bool = True


def _names(kind: str, ids: Sequence[str | None]) -> tuple[Name, ...]:
    return tuple((kind, id_) for id_ in ids if id_)


def _of(kind: str, name: str) -> Say:
    """The other rows that a row names."""

    def say(_: Blueprint, row: Any) -> Said:
        named = getattr(row, name)
        return _names(kind, named if isinstance(named, tuple) else [named])

    return say


def _as_is(name: str) -> Say:
    """What a row says under a name: a word, several, or yes and no."""
    return lambda _, row: _plain(row.get(name) if isinstance(row, Mapping) else getattr(row, name))


def _plain(value: object) -> str | tuple[str, ...]:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return tuple(map(str, value))
    return spell_day(value) if isinstance(value, date) else "" if value is None else str(value)


def _evaluation(blueprint: Blueprint, _: Any) -> tuple[str, ...]:
    said = {name: _plain(value) for name, value in blueprint.evaluation.items()}
    return tuple(f"{name}: {one if isinstance(one, str) else ', '.join(one)}" for name, one in said.items())


@dataclass(frozen=True)
class Question:
    """A field with the form it belongs to: fields of two forms may bear one id."""

    form: str
    field: Field

    @property
    def id(self) -> tuple[str, str]:
        return self.form, self.field.id


def _asks(name: str) -> Say:
    return lambda _, question: _plain(getattr(question.field, name))


def _limit(_: Blueprint, standard: Standard) -> str:
    return limit_in_words(standard)


def _shared(blueprint: Blueprint, party: Any) -> tuple[str, ...]:
    return tuple(
        f"{CATEGORIES.get(s.category, s.category)} ({s.level})" for s in blueprint.shares if s.party == party.id
    )


# What a standard and a rule both say of where they come from and when they hold.
STANDS_ON: Mapping[str, Say] = {
    "force": lambda _, row: FORCE_IN_WORDS[Force(row.force)],
    "source": lambda b, row: next((each.title for each in b.sources if each.id == row.source), row.source),
    "shadow": _as_is("shadow"),
    "first day in force": _as_is("effective_from"),
    "last day in force": _as_is("effective_to"),
    "confirmation": _as_is("confirmed"),
}

BLUEPRINT_SAYS: Mapping[str, Say] = {
    "title": _as_is("title"),
    "version": _as_is("version"),
    "summary": _as_is("summary"),
    "author": _as_is("authored_by"),
    "checker": _as_is("checked_by"),
    "review day": _as_is("review_by"),
    "referring parties": lambda b, _: _names("party", [b.pathway.opened_by]),
    "outcome titles": lambda b, _: tuple(b.outcome_titles.values()),
    "meanings of outcomes": lambda b, _: tuple(f"{b.outcome_titles[c]}: {w}" for c, w in b.outcome_means.items()),
    "plans to evaluate": _evaluation,
}

KINDS: Mapping[str, Compared] = {
    "source": Compared(
        lambda b: b.sources, lambda s: s.title, {"title": _as_is("title"), "address": _as_is("address")}
    ),
    "criterion": Compared(
        lambda b: b.criteria,
        lambda c: c.says,
        {"wording": _as_is("says"), "place": _as_is("needed"), "service proposed instead": _as_is("instead")},
    ),
    "party": Compared(
        lambda b: b.pathway.parties,
        lambda p: p.title,
        {
            "title": _as_is("title"),
            "kinds": _as_is("kinds"),
            "power to hold somebody": _as_is("accountable"),
            "shared categories": _shared,
        },
    ),
    "stage": Compared(
        lambda b: own_stages(b.pathway),
        lambda s: s.title,
        {
            "title": _as_is("title"),
            "accountable parties": _of("party", "accountable"),
            "parties that hold jointly for a time": _of("party", "joint"),
            "days of joint holding": _as_is("joint_days"),
            "parties waited for": _of("party", "waiting_on"),
            "outcomes": lambda b, s: tuple(b.outcome_titles[code] for code in s.outcomes),
            "end": lambda _, s: "final" if s.final else "open",
        },
    ),
    "step": Compared(
        lambda b: own_steps(b.pathway),
        lambda s: s.title,
        {
            "title": _as_is("title"),
            "takers": _of("party", "by"),
            "stages": _of("stage", "sources"),
            "stages without a move": _of("stage", "within"),
            "destinations": _of("stage", "to"),
            "what brings it by itself": _as_is("upon"),
            "meaning": _as_is("means"),
            "way back": _as_is("returns"),
            "power to begin": _as_is("begins"),
            "limit to one": _as_is("once"),
            "steps needed before": _of("step", "needs"),
            "parties it names": _of("party", "binds"),
            "outcome": lambda b, s: b.outcome_titles.get(s.outcome or "", s.outcome or ""),
            "form": lambda b, s: b.form_of.get(s.id, ""),
            "words for the person": lambda b, s: b.plain.get(s.id, ""),
        },
    ),
    "standard": Compared(
        lambda b: b.standards,
        lambda s: s.title,
        {
            "title": _as_is("title"),
            "limit": _limit,
            "unit it is measured in": lambda _, s: s.unit.value if s.limit is None else "",
            "meaning": _as_is("means"),
            "marks it is measured by": _as_is("buckets"),
            "day it counts to": _as_is("counts_to"),
            "warning": _as_is("warn_at"),
            "counting": _as_is("counting"),
            "starts": _of("step", "starts"),
            "starts to choose from": _of("step", "may_start_at"),
            "way to start again": _as_is("restarts"),
            "stops": _of("step", "stops"),
            "answers it waits for": _as_is("each"),
            "question that tells them apart": _as_is("each_in"),
            "ends without a result": _of("step", "ends"),
            "steps that unsay it": _of("step", "resets"),
            "steps that pause it": _of("step", "pauses"),
            "steps that resume it": _of("step", "resumes"),
            "barred steps": _of("step", "blocks"),
            "steps barred until then": _of("step", "opens"),
            "owners": _of("party", "owner"),
            **STANDS_ON,
        },
    ),
    "rule": Compared(
        lambda b: b.rules,
        lambda r: r.title,
        {
            "title": _as_is("title"),
            "kind": _as_is("kind"),
            "judged steps": _of("step", "steps"),
            "questions": _as_is("answer"),
            "lawful answers": _as_is("must_be"),
            "earlier steps": _of("step", "of"),
            "question it depends on": _as_is("because"),
            "answers it depends on": _as_is("which_is"),
            "number": _as_is("number"),
            "demand of an answer": _as_is("demands"),
            "words": _as_is("says"),
            **STANDS_ON,
        },
    ),
    "form": Compared(
        lambda b: b.forms, lambda f: f.id, {"questions": lambda _, f: tuple(field.id for field in f.fields)}
    ),
    "question": Compared(
        lambda b: [Question(form.id, field) for form in b.forms for field in form.fields],
        lambda q: f"{q.form}: {q.field.label}",
        {
            "wording": _asks("label"),
            "kind": _asks("kind"),
            # Another category lets other people read the answer.
            "category": lambda _, q: CATEGORIES.get(q.field.category, q.field.category),
            "need for an answer": _asks("required"),
            "hint": _asks("hint"),
            "choices": lambda _, q: tuple(f"{code}: {title}" for code, title in q.field.choices),
        },
        comes_and_goes=False,
    ),
    "delay reason": Compared(
        lambda b: b.delay_reasons,
        lambda r: r.title,
        {
            "title": _as_is("title"),
            "parties": _of("party", "party"),
            "power to excuse": _as_is("can_excuse"),
            "power to excuse by what it comes of": _as_is("cause_can_excuse"),
            "right to stay to the end": _as_is("closable"),
        },
    ),
    "escalation": Compared(
        lambda b: b.escalations,
        lambda e: e.id,
        {
            "standard": lambda b, e: b.standard[e.standard].title if e.standard in b.standard else e.standard,
            "day": _as_is("at"),
            "receivers": _of("party", "to"),
            "words": _as_is("says"),
            "words for who sees a flag": _as_is("does"),
            "steps that make it needless": _of("step", "unless"),
            "repetition every day": _as_is("daily"),
        },
    ),
    "instrument": Compared(
        lambda b: b.instruments, lambda i: i["id"], {"title": _as_is("title"), "times": _as_is("when")}
    ),
    "indicator": Compared(
        lambda b: b.indicators,
        lambda i: i["title"],
        {
            "title": _as_is("title"),
            "numerator": _as_is("numerator"),
            "denominator": _as_is("denominator"),
            "exclusions": _as_is("exclusions"),
            "divisions": _as_is("by"),
            "better way": _as_is("better"),
            "standard": _as_is("standard"),
            "note": _as_is("note"),
        },
    ),
}
