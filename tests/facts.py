"""Histories as a clinician would write them down, one fact a line, for tests without a database."""

from throughcare.pathways import Event, Moment, parse_moment


def history(text: str) -> tuple[Event, ...]:
    """One line a fact: `2026-03-02 step party=daycare corrects=3 fact=value`; a time is written 2026-03-02T14:30 and
    `facts.party=` is a fact of that name."""
    lines = [line.split() for line in text.strip().splitlines()]
    return tuple(_event(number, *line) for number, line in enumerate(lines, start=1))


def day(text: str) -> Moment:
    return parse_moment(text)


def _event(number: int, when: str, step: str, *given: str) -> Event:
    facts = dict(fact.split("=", 1) for fact in given)
    return Event(
        number=number,
        step=step,
        when=parse_moment(when.replace("T", " ")),
        party=facts.pop("party", None),
        organisation=facts.pop("organisation", None),
        staff=facts.pop("staff", None),
        corrects=int(facts.pop("corrects", 0)) or None,
        facts={name.removeprefix("facts."): fact for name, fact in facts.items()},
    )
