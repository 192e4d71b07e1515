"""May this be seen? A decision is a value that carries its reasons, and when it is no, what would make it yes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from throughcare.sharing.categories import CATEGORIES, IN_NOBODYS_RECORD
from throughcare.sharing.levels import LEVEL_IN_WORDS, least, reaches
from throughcare.sharing.matrix import BESIDE, MARK_OF, QUALIFIERS, keepers, levels_of
from throughcare.sharing.purposes import PURPOSES, PURPOSES_OF, Purpose
from throughcare.sharing.roles import ROLE_IN_WORDS, TOLD_WHAT_TO_DO
from throughcare.sharing.routes import Route, routes
from throughcare.sharing.sights import Question, Reason, Sight, best, refusal, sights
from throughcare.sharing.standing import GROUNDS, Given, Ground, spell


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether the level asked for may be had, and which level is shown; None shows nothing.

    `ground` is what the level stands on and `until` when that stops, None if no end is set. A refusal has routes, or a
    reason of the kind `never`. `mark` says how sure the matrix is.
    """

    category: str
    allowed: bool
    level: str | None
    reasons: tuple[Reason, ...]
    mark: str
    ground: Ground | None = None
    until: datetime | None = None
    routes: tuple[Route, ...] = ()

    @property
    def nearest(self) -> Route | None:
        return next(iter(self.routes), None)


def may(
    category: str,
    *,
    role: str,
    purpose: Purpose,
    given: Sequence[Given],
    as_of: datetime,
    level: str = "read",
    narrowed: Mapping[str, str | None] | None = None,
) -> Decision:
    """Judge whether a role, for a purpose, may see a category of a person's record at a level, on these grounds.

    `given` are the grounds of whoever asks: of their organisation, and of themselves in an emergency. `narrowed` is
    category -> the most that the service they act in leaves its parties; what it does not name is as the matrix says.
    Raises KeyError on a category or role that is none, ValueError on a level that is none.
    """
    return _decided(Question(category, role, purpose, as_of, narrowed or {}), given, level)


def explain(
    *,
    role: str,
    purpose: Purpose,
    given: Sequence[Given],
    as_of: datetime,
    narrowed: Mapping[str, str | None] | None = None,
) -> Mapping[str, Decision]:
    """Category -> whether anything at all is shown of it, how much and why, in the order of the table."""
    return {
        category: may(category, role=role, purpose=purpose, given=given, as_of=as_of, level="flag", narrowed=narrowed)
        for category in CATEGORIES
    }


def _decided(question: Question, given: Sequence[Given], level: str) -> Decision:
    theirs = question.purpose in PURPOSES_OF[question.role]
    found = sights(question, given) if theirs else ()
    shown = best(found)
    allowed = reaches(_level(shown), level)
    return Decision(
        category=question.category,
        allowed=allowed,
        level=_level(shown),
        reasons=(*_grounds(question, shown, given), *(() if allowed else _objections(question, found, level))),
        mark=MARK_OF[question.role],
        ground=shown.given.ground if shown else None,
        until=shown.until if shown else None,
        routes=() if allowed else _routes(question, given, shown, level),
    )


def _grounds(question: Question, shown: Sight | None, given: Sequence[Given]) -> tuple[Reason, ...]:
    """On what ground something is shown, and what else whoever looks should know."""
    if shown is None:
        return ()
    return (_ground(shown), *_in_few_words(question, shown), *_against_their_wish(question, given))


def _ground(shown: Sight) -> Reason:
    source = f" ({shown.given.source})" if shown.given.source else ""
    until = f"until {spell(shown.until)}" if shown.until else "with no end set"
    return Reason("ground", f"{GROUNDS[shown.given.ground].says}{source}, {until}.")


def _in_few_words(question: Question, shown: Sight) -> tuple[Reason, ...]:
    """What a flag says, where the matrix or a rule gives it words."""
    word = BESIDE.get((question.category, question.role))
    if word:
        return (Reason("qualifier", QUALIFIERS[word]),)
    if shown.level == "flag" and question.role in TOLD_WHAT_TO_DO:
        return (Reason("what-to-do", "The flag says what to do, never the diagnosis."),)
    return ()


def _against_their_wish(question: Question, given: Sequence[Given]) -> tuple[Reason, ...]:
    no = refusal(question, [each for each in given if each.category == question.category])
    if no is None:
        return ()
    says = f"This person said no to sharing on consent ({spell(no.since)}). What is shown does not rest on consent."
    return (Reason("against-their-wish", says),)


def _objections(question: Question, found: Sequence[Sight], level: str) -> tuple[Reason, ...]:
    """Why not, the most final first: the matrix, the purpose, then what each ground lacks."""
    never = _never(question, level)
    if question.purpose not in PURPOSES_OF[question.role]:
        return (*never, _not_their_purpose(question))
    if never and reaches(_level(best(found)), levels_of(question.role)[question.category].ever):
        return never
    missed = tuple(dict.fromkeys(sight.why_no_more for sight in found))
    return (*never, *(missed or (_no_ground(question),)))


def _level(shown: Sight | None) -> str | None:
    return shown.level if shown else None


def _never(question: Question, level: str) -> tuple[Reason, ...]:
    ever = levels_of(question.role)[question.category].ever
    title, role = CATEGORIES[question.category], ROLE_IN_WORDS[question.role]
    if reaches(ever, level):
        return ()
    if question.category in IN_NOBODYS_RECORD:
        return (Reason("never", f"'{title}' are figures about a service. They are in nobody's record."),)
    most = f"The most that is ever shown of '{title}' to {role}: {LEVEL_IN_WORDS[ever]}."
    others = " or ".join(ROLE_IN_WORDS[other] for other in keepers(question.category) if other != question.role)
    return (Reason("never", f"{most} It is kept by {others}."),)


def _theirs(role: str) -> str:
    return "; ".join(PURPOSES[purpose].says for purpose in PURPOSES_OF[role])


def _not_their_purpose(question: Question) -> Reason:
    purpose, role = PURPOSES[question.purpose].says, ROLE_IN_WORDS[question.role]
    says = f"This is not what {role} looks at a record for: {purpose}. Theirs: {_theirs(question.role)}."
    return Reason("not-their-purpose", says)


def _no_ground(question: Question) -> Reason:
    says = f"Nothing connects you with this person that would open '{CATEGORIES[question.category]}'."
    return Reason("no-ground", says)


def _routes(question: Question, given: Sequence[Given], shown: Sight | None, level: str) -> tuple[Route, ...]:
    """Towards as much of what was asked for as the role may ever see."""
    target = least(level, levels_of(question.role)[question.category].ever)
    if target is None or reaches(_level(shown), target):
        return ()
    if question.purpose not in PURPOSES_OF[question.role]:
        return (Route("purpose", f"a purpose of your own: {_theirs(question.role)}", "you, saying so"),)
    return routes(question, given, target=target)
