"""The values read from a file, made into a Blueprint. What is wrong has been told by then and is only filled in."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from throughcare.blueprints.blueprint import Blueprint, Criterion, Field, Form, Share, Source
from throughcare.clocks import Counting, DelayReason, Escalation, Force, Restart, Standard, Unit
from throughcare.datafiles.shape import in_words
from throughcare.law import Rule
from throughcare.meanings import OUTCOMES, WORDS, OutcomeMeaning, read_as
from throughcare.pathways import Party, Pathway, Stage, Step, with_what_every_pathway_has

Values = Mapping[str, Any]

# A reading without a review day has a problem; the value itself needs some day.
NO_DAY = date.max
RULE_AS_READ = ("steps", "says", "answer", "must_be", "of", "because", "which_is", "number")
STANDARD_AS_READ = (
    "starts", "may_start_at", "stops", "each", "each_in", "ends", "resets", "pauses", "resumes", "blocks", "opens",
    "limit", "buckets", "counts_to", "warn_at",
)  # fmt: skip
AS_THEY_ARE = ("title", "version", "summary", "authored_by", "checked_by")


def build(values: Values, *, digest: str) -> Blueprint:
    """The blueprint that these values say."""
    means = _meanings(values)
    return Blueprint(
        id=_id(values),
        **{name: values[name] for name in AS_THEY_ARE},
        digest=digest,
        review_by=values["review_by"] or NO_DAY,
        pathway=with_what_every_pathway_has(_pathway(values, means["step"])),
        sources=tuple(Source(_id(row), row["title"], row["address"]) for row in values["source"]),
        criteria=tuple(_criterion(row) for row in values["criterion"]),
        standards=tuple(_standard(row, means["standard"]) for row in values["standard"]),
        rules=tuple(_rule(row) for row in values["rule"]),
        forms=tuple(_form(row, values["criterion"]) for row in values["form"]),
        form_of={_id(row): row["form"] for row in values["step"] if row["form"]},
        plain={_id(row): row["plain"] for row in values["step"] if row["plain"]},
        shares=_shares(values["share"]),
        delay_reasons=tuple(_delay_reason(row) for row in values["delay_reason"]),
        escalations=tuple(_escalation(row) for row in values["escalation"]),
        indicators=tuple(_as_read(row) for row in values["indicator"]),
        instruments=tuple(_as_read(row) for row in values["instrument"]),
        evaluation=_as_read(values["evaluation"] or {}),
        outcome_titles=_outcome_titles(values),
        outcome_means=_outcome_means(values),
    )


def _id(row: Values) -> str:
    return row["id"] or ""


def _meanings(values: Values) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """By kind of row and id, what each means; a file that says it of none is read as files were before it could."""
    said = {kind: {_id(row): row["means"] for row in values[kind] if row["means"]} for kind in WORDS}
    if any(said.values()):
        return said
    return {kind: read_as(words, map(_id, values[kind])) for kind, words in WORDS.items()}


def _pathway(values: Values, means: Mapping[str, tuple[str, ...]]) -> Pathway:
    return Pathway(
        id=_id(values),
        title=values["title"],
        parties=tuple(
            Party(_id(row), row["title"], row["kinds"], accountable=bool(row["accountable"])) for row in values["party"]
        ),
        stages=tuple(
            Stage(
                id=_id(row),
                title=row["title"],
                accountable=row["accountable"],
                waiting_on=row["waiting_on"],
                final=bool(row["final"]),
                outcomes=row["outcomes"],
                joint=row["joint"],
                joint_days=row["joint_days"] or 0,
            )
            for row in values["stage"]
        ),
        steps=tuple(_step(row, means.get(_id(row), ())) for row in values["step"]),
        opened_by=values["opened_by"] or "",
    )


def _step(row: Values, means: tuple[str, ...]) -> Step:
    return Step(
        id=_id(row),
        title=row["title"],
        by=row["by"],
        sources=tuple(dict.fromkeys([*row["from"], *row["within"]])),
        to=row["to"],
        returns=bool(row["returns"]),
        begins=bool(row["begins"]),
        needs=row["needs"],
        binds=row["binds"],
        outcome=row["outcome"],
        once=bool(row["once"]),
        within=row["within"],
        upon=row["upon"],
        means=means,
    )


def _standard(row: Values, means: Mapping[str, tuple[str, ...]]) -> Standard:
    return Standard(
        **_dated(row),
        **{name: row[name] for name in STANDARD_AS_READ},
        unit=_member(Unit, row["unit"]),
        counting=_member(Counting, row["counting"]),
        force=_member(Force, row["force"], otherwise=Force.LOCAL),
        owner=row["owner"] or "",
        restarts=_member(Restart, row["restarts"]),
        means=means.get(_id(row), ()),
    )


def _dated(row: Values) -> dict[str, Any]:
    """What a standard and a rule both say of where they come from and when they hold."""
    days = {name: row[name] for name in ("title", "effective_from", "effective_to")}
    flags = {name: bool(row[name]) for name in ("shadow", "confirmed")}
    return {"id": _id(row), "source": row["source"] or "", **days, **flags}


def _rule(row: Values) -> Rule:
    force = _member(Force, row["force"], otherwise=Force.LOCAL).value
    return Rule(
        **_dated(row),
        **{name: row[name] for name in RULE_AS_READ},
        kind=row["kind"] or "",
        force=force,
        demands=bool(row["demands"]),
    )


def _member(words: type[Any], given: str | None, *, otherwise: Any = None) -> Any:
    """The member of an enumeration that a word names; where it names none, a stand-in."""
    members = {str(member): member for member in words}
    return members.get(given or "", otherwise or next(iter(members.values())))


def _criterion(row: Values) -> Criterion:
    return Criterion(_id(row), row["says"], row["needed"] or "", row["instead"])


def _form(row: Values, criteria: Sequence[Values]) -> Form:
    return Form(_id(row), tuple(_field(each, criteria) for each in row["field"]))


def _field(row: Values, criteria: Sequence[Values]) -> Field:
    """A question; one that asks for a criterion offers those of the blueprint."""
    grounds = tuple((_id(criterion), criterion["says"]) for criterion in criteria)
    return Field(
        id=_id(row),
        label=row["label"],
        kind=row["kind"] or "text",
        category=row["category"] or "",
        required=bool(row["required"]),
        hint=row["hint"],
        choices=grounds if row["kind"] == "criterion" else row["choices"],
    )


def _shares(rows: Sequence[Values]) -> tuple[Share, ...]:
    return tuple(
        Share(row["party"] or "", category, row["level"] or "") for row in rows for category in row["category"]
    )


def _delay_reason(row: Values) -> DelayReason:
    return DelayReason(
        id=_id(row),
        title=row["title"],
        party=row["party"] or "",
        can_excuse=bool(row["can_excuse"]),
        cause_can_excuse=bool(row["cause_can_excuse"]),
        closable=row["closable"] is not False,
    )


def _escalation(row: Values) -> Escalation:
    return Escalation(
        id=_id(row),
        standard=row["standard"] or "",
        at=row["at"] or 0,
        to=row["to"],
        says=row["says"],
        does=row["does"],
        unless=row["unless"],
        daily=bool(row["daily"]),
    )


def _outcome_titles(values: Values) -> dict[str, str]:
    """Every outcome's title: a code that is given none is its own."""
    codes = [code for row in values["stage"] for code in row["outcomes"]]
    return {code: in_words(code) for code in codes} | dict(values["outcomes"])


def _outcome_means(values: Values) -> dict[str, OutcomeMeaning]:
    """What an outcome means; a file that says it of none is read by the ids that outcomes had."""
    known = {str(word): word for word in OutcomeMeaning}
    if said := dict(values["outcomes_mean"]):
        return {code: known[word] for code, word in said.items() if word in known}
    codes = (code for row in values["stage"] for code in row["outcomes"])
    return {code: words[0] for code, words in read_as(OUTCOMES, codes).items()}


def _as_read(row: Values) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value not in (None, "", ())}
