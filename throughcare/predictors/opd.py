"""The screen for the Offender Personality Disorder pathway: who is looked at for it, not who has a disorder."""

from collections.abc import Mapping

from throughcare.predictors.opd_input import InputOfOpd
from throughcare.predictors.question import Answer, questions_of
from throughcare.predictors.result import Screen, Term
from throughcare.predictors.rules import Rule
from throughcare.predictors.screens import A_SCREEN, TOOK_FROM

ENOUGH_PERSONALITY, ENOUGH_INDICATORS, ENOUGH_OF_WOMEN = 7, 2, 10
YOUNG = 18
SERIOUS = ("high", "very-high")
NO_ITEMS = ("mappa", "override")
ITEMS = tuple(one.name for one in questions_of(InputOfOpd) if one.may_be_unknown and one.name not in NO_ITEMS)
# How the ids of terms begin: those of men, and those of women.
PERSONALITY, INDICATOR, WOMEN = "personality", "indicator", "item"


def _answered(*answers: Answer) -> Mapping[str, str]:
    return {} if any(answer is not None for answer in answers) else {"": "None of the items of the screen is answered."}


ANSWERED = Rule(ITEMS, _answered)


def work_out(given: InputOfOpd) -> Screen:
    """Screened in or out; an override stands beside it and does not change it."""
    men = given.sex == "male"
    applies = _for_men(given) if men else given.overall_risk in SERIOUS or bool(given.mappa)
    terms = (_men(given) if men else _women(given)) if applies else ()
    enough, says = _enough(terms, men=men)
    return Screen(
        model="opd",
        version=f"OPD pathway screen, {TOOK_FROM}",
        meaning=A_SCREEN,
        terms=terms,
        total=int(sum(term.weight for term in terms)),
        how=(says,) if applies else (),
        notes=_notes(given, applies=applies, men=men),
        applies=applies,
        outcome=("screened in" if enough else "screened out") if applies else None,
        override=given.override,
        missing=_missing(given) if applies else (),
    )


def _for_men(given: InputOfOpd) -> bool:
    return given.overall_risk in SERIOUS and given.violent_or_sexual_offence and given.custodial_sentence


def _enough(terms: tuple[Term, ...], *, men: bool) -> tuple[bool, str]:
    sums = {
        part: int(sum(one.weight for one in terms if one.id.startswith(part)))
        for part in (PERSONALITY, INDICATOR, WOMEN)
    }
    if not men:
        return sums[WOMEN] >= ENOUGH_OF_WOMEN, f"{sums[WOMEN]} points: {ENOUGH_OF_WOMEN} screen in."
    enough = sums[PERSONALITY] >= ENOUGH_PERSONALITY or sums[INDICATOR] >= ENOUGH_INDICATORS
    return enough, (
        f"{sums[PERSONALITY]} points of personality ({ENOUGH_PERSONALITY} screen in), "
        f"{sums[INDICATOR]} indicators ({ENOUGH_INDICATORS} screen in)."
    )


def _men(given: InputOfOpd) -> tuple[Term, ...]:
    personality = {
        "First sanction under 18": (given.age_at_first_sanction or YOUNG) < YOUNG,
        "Violence": bool(given.violence),
        "Excessive violence": _excess(given),
        "Does not recognise the impact on others": given.recognises_impact is False,
        "Over-reliance on others": bool(given.over_reliance),
        "Manipulative": bool(given.manipulative),
        "Reckless": bool(given.recklessness),
        "Behaviour problems in childhood": bool(given.childhood_behaviour),
        "Impulsive": bool(given.impulsivity),
        "Controlling": bool(given.controlling),
    }
    indicators = {
        "Difficulties in childhood": bool(given.childhood),
        "Mental health, now or before": _mental_health(given),
        "Self-harm or a suicide attempt": bool(given.self_harm),
        "Challenging behaviour": _challenging(given),
    }
    return (*_terms(PERSONALITY, personality), *_terms(INDICATOR, indicators))


def _women(given: InputOfOpd) -> tuple[Term, ...]:
    return _terms(
        WOMEN,
        {
            "Weapon": bool(given.weapon),
            "Violence": bool(given.violence),
            "Excessive violence": _excess(given),
            "Arson": bool(given.arson),
            "Emotional state as a motive": bool(given.emotional_motive),
            "The offence, linked to serious harm": bool(given.offence_linked),
            "Accommodation, linked to serious harm": bool(given.accommodation_linked),
            "Difficulties in childhood": bool(given.childhood),
            "Domestic abuse": bool(given.abuse_of_partner or given.abuse_of_family),
            "Relationships, linked to serious harm": bool(given.relationships_linked),
            "Difficulties coping": bool(given.coping),
            "Psychological problems": bool(given.psychological_problems),
            "Self-harm or a suicide attempt": bool(given.self_harm),
            "Emotional wellbeing, linked to serious harm": bool(given.emotions_linked),
            "Thinking and behaviour, linked to serious harm": bool(given.thinking_linked),
        },
    )


def _excess(given: InputOfOpd) -> int:
    """A quirk of the screen: excessive violence counts twice where violence was denied."""
    if not given.excessive_violence:
        return 0
    return 1 if given.violence else 2


def _mental_health(given: InputOfOpd) -> bool:
    now = (given.psychological_problems, given.psychiatric_problems, given.psychiatric_treatment)
    before = (given.psychiatric_history, given.medication, given.secure_hospital, given.obsessive)
    return any((*now, *before))


def _challenging(given: InputOfOpd) -> bool:
    return any((given.supervision, given.assaulted_staff, given.escaped, given.control_issues))


def _terms(part: str, items: Mapping[str, int]) -> tuple[Term, ...]:
    return tuple(Term(f"{part}-{number}", says, int(counts)) for number, (says, counts) in enumerate(items.items(), 1))


def _missing(given: InputOfOpd) -> tuple[str, ...]:
    return tuple(name for name in ITEMS if vars(given)[name] is None)


def _notes(given: InputOfOpd, *, applies: bool, men: bool) -> tuple[str, ...]:
    if not applies:
        who = "men at high or very high risk, in custody for a violent or sexual offence"
        return (f"This screen is for {who if men else 'women at high or very high risk, or eligible for MAPPA'}.",)
    return (
        ("Clinicians asked for them to be screened in: they decide, whatever the screen says.",)
        if given.override
        else ()
    )
