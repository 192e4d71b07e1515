"""What one ground shows of a category, and what the grounds together show: the best of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from throughcare.sharing.categories import CATEGORIES
from throughcare.sharing.levels import LEVEL_IN_WORDS, least, rank
from throughcare.sharing.matrix import MATRIX, Cell, most
from throughcare.sharing.purposes import PURPOSES, Purpose
from throughcare.sharing.roles import ROLE_IN_WORDS
from throughcare.sharing.standing import GROUNDS, Consent, Given, Ground, spell


@dataclass(frozen=True, slots=True)
class Question:
    """Who wants to see what, for what, when. `narrowed`: category -> the most a service leaves its parties of it."""

    category: str
    role: str
    purpose: Purpose
    as_of: datetime
    narrowed: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, or why not, in one plain sentence. `kind` lets a page or a test tell reasons apart."""

    kind: str
    says: str


@dataclass(frozen=True, slots=True)
class Sight:
    """What one ground shows, and until when. `why_no_more` says what keeps it from showing more, or anything."""

    given: Given
    level: str | None
    until: datetime | None
    why_no_more: Reason


def sights(question: Question, given: Sequence[Given]) -> tuple[Sight, ...]:
    """One for each ground that is about the category asked for, in the order given."""
    about = [each for each in given if each.category == question.category]
    return tuple(_sight(question, each, about) for each in about)


def best(found: Sequence[Sight]) -> Sight | None:
    """The one that shows most; of these the one that holds longest; of these the first in the table of grounds."""
    shown = [sight for sight in found if sight.level is not None]
    return min(shown, key=_precedence, default=None)


def _precedence(sight: Sight) -> tuple[int, bool, float, int]:
    lasting = -sight.until.timestamp() if sight.until else 0.0
    return -rank(sight.level), sight.until is not None, lasting, list(Ground).index(sight.given.ground)


def _sight(question: Question, given: Given, about: Sequence[Given]) -> Sight:
    stopped = _out_of_time(question, given) or _other_purpose(question, given) or _unasked(question, given, about)
    if stopped:
        return Sight(given, None, None, stopped)
    limits = _limits(question, given)
    return Sight(given, least(*limits.values()), _until(question, given, about), _limited(question, given, limits))


def _out_of_time(question: Question, given: Given) -> Reason | None:
    says = GROUNDS[given.ground].says + _source(given)
    if not given.begun(question.as_of):
        return Reason("not-begun", f"{says}, but not before {spell(given.since)}.")
    if given.ends is not None and given.ended(question.as_of):
        return Reason("ended", f"{says}, but that ended at {spell(given.ends)}.")
    return None


def _other_purpose(question: Question, given: Given) -> Reason | None:
    if given.serves(question.purpose):
        return None
    purpose = PURPOSES[question.purpose].says
    return Reason("other-purpose", f"{GROUNDS[given.ground].says}{_source(given)}, but not for {purpose}.")


# What a record of asking says when it is not consent.
NOT_CONSENT: Mapping[Consent | None, str] = {
    Consent.REFUSED: "This person was asked, and refused",
    Consent.WITHDRAWN: "This person has withdrawn their consent",
    Consent.COULD_NOT_BE_ASKED: "This person could not be asked",
}


def _unasked(question: Question, given: Given, about: Sequence[Given]) -> Reason | None:
    """Why a ground that stands on the person's consent does not stand."""
    if given.consent in NOT_CONSENT:
        return Reason("no-consent", f"{NOT_CONSENT[given.consent]} ({spell(given.since)}{_comma(given)}).")
    if given.ground is not Ground.CONSENT and not given.rests_on_consent:
        return None
    if no := refusal(question, about):
        return Reason("no-consent", f"{NOT_CONSENT[no.consent]} ({spell(no.since)}{_comma(no)}).")
    if given.rests_on_consent and not _consented(question, about):
        says = f"{GROUNDS[given.ground].says}{_source(given)}, but only with this person's consent."
        return Reason("no-consent", says)
    return None


def refusal(question: Question, about: Sequence[Given]) -> Given | None:
    """The person's no to this purpose, if that is what they said last. Said at the same instant, no outweighs yes."""
    said = [each for each in about if each.begun(question.as_of) and each.serves(question.purpose)]
    answers = [each for each in said if each.consent not in {None, Consent.COULD_NOT_BE_ASKED}]
    last = max(answers, key=lambda each: (each.since, each.consent is not Consent.GIVEN), default=None)
    return None if last is None or last.consent is Consent.GIVEN else last


def _consented(question: Question, about: Sequence[Given]) -> list[Given]:
    return [
        each
        for each in about
        if each.consent is Consent.GIVEN
        and each.serves(question.purpose)
        and each.begun(question.as_of)
        and not each.ended(question.as_of)
    ]


def _until(question: Question, given: Given, about: Sequence[Given]) -> datetime | None:
    """When it stops holding: what rests on consent, no later than the consent does."""
    ends = [given.ends] if given.ends else []
    if given.rests_on_consent:
        lasting = [consent.ends for consent in _consented(question, about)]
        ends += [] if None in lasting else [max(end for end in lasting if end)]
    return min(ends, default=None)


def _limits(question: Question, given: Given) -> dict[str, str | None]:
    """What holds the level down, by what does it: the role's cell, the ground, the service."""
    footing = GROUNDS[given.ground]
    limits = {"role": most(question.role, question.category, footing.opening), "ground": given.level}
    if footing.narrowed and question.category in question.narrowed:
        limits["narrowed"] = question.narrowed[question.category]
    return limits


def _limited(question: Question, given: Given, limits: Mapping[str, str | None]) -> Reason:
    lowest = min(limits, key=lambda limit: rank(limits[limit]))
    category, role = CATEGORIES[question.category], ROLE_IN_WORDS[question.role]
    if lowest == "role" and limits["role"] is None and MATRIX[question.category][question.role] is Cell.WITH_BASIS:
        needs = f"'{category}' is shown to {role} only with consent, or another named basis, for this purpose."
        return Reason("needs-basis", needs)
    says = {
        "role": f"What this opens to {role} of '{category}'",
        "ground": f"{GROUNDS[given.ground].says}{_source(given)}. What that shows of '{category}'",
        "narrowed": f"What this service leaves those who take part of '{category}'",
    }
    return Reason(lowest, f"{says[lowest]}: {LEVEL_IN_WORDS[limits[lowest]]}.")


def _source(given: Given) -> str:
    return f" ({given.source})" if given.source else ""


def _comma(given: Given) -> str:
    return f", {given.source}" if given.source else ""
