"""What must never be false of any decision, over grounds of every kind."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.sharing.cases import NOW
from throughcare.sharing import (
    CATEGORIES,
    LEVELS,
    MATRIX,
    PURPOSES_OF,
    Consent,
    Decision,
    Given,
    Ground,
    Purpose,
    levels_of,
    may,
)
from throughcare.sharing.levels import greatest, least, rank, reaches

CATEGORY = st.sampled_from(sorted(CATEGORIES))
OPEN = [(role, category) for role in MATRIX["clinical"] for category, most in levels_of(role).items() if most.ever]
ASKED = st.sampled_from([*OPEN * 4, *((role, category) for role in MATRIX["clinical"] for category in CATEGORIES)])
LEVEL = st.sampled_from(LEVELS)
PURPOSES = st.frozensets(st.sampled_from(Purpose))
# Mostly of the last day and still open, so that something is often shown; and everything else at times.
BEGAN = (st.integers(-23, 0) | st.integers(-24 * 60, 24 * 30)).map(lambda hours: NOW + timedelta(hours=hours))
LASTS = st.one_of(st.none(), st.integers(24, 24 * 90), st.integers(0, 24 * 90))
NARROWED = st.dictionaries(CATEGORY, st.none() | LEVEL, max_size=3)


@st.composite
def one_ground(draw: st.DrawFn, category: str | None = None, purpose: Purpose | None = None) -> Given:
    ground = draw(st.sampled_from(Ground))
    since, hours = draw(BEGAN), draw(LASTS)
    served = st.one_of(PURPOSES.map(lambda purposes: purposes | {purpose}) if purpose else PURPOSES, PURPOSES)
    named = ground in {Ground.AGREEMENT, Ground.CONSENT}
    return Given(
        ground=ground,
        category=category or draw(CATEGORY),
        level=draw(st.just("write") | LEVEL),
        since=since,
        until=None if hours is None else since + timedelta(hours=hours),
        purposes=draw(served if named else st.none() | served),
        consent=draw(st.sampled_from(Consent)) if ground is Ground.CONSENT else None,
        rests_on_consent=ground is Ground.AGREEMENT and draw(st.booleans()),
    )


@st.composite
def cases(draw: st.DrawFn) -> "Case":
    role, category = draw(ASKED)
    purpose = draw(st.sampled_from([*PURPOSES_OF[role] * 4, *Purpose]))
    grounds = st.one_of(one_ground(category, purpose), one_ground(category, purpose), one_ground())
    return Case(
        role=role,
        category=category,
        purpose=purpose,
        level=draw(LEVEL),
        grounds=tuple(draw(st.lists(grounds, min_size=2, max_size=5) | st.lists(grounds, max_size=2))),
        narrowed=draw(NARROWED),
    )


class Case:
    """A question with its grounds; `asked` puts it, with anything in it changed."""

    def __init__(self, **said: object) -> None:
        self.said = said

    def __repr__(self) -> str:
        return repr(self.said)

    def asked(self, **changed: object) -> Decision:
        said = self.said | changed
        return may(
            said["category"],  # type: ignore[arg-type]
            role=said["role"],  # type: ignore[arg-type]
            purpose=said["purpose"],  # type: ignore[arg-type]
            given=said["grounds"],  # type: ignore[arg-type]
            as_of=said.get("as_of", NOW),  # type: ignore[arg-type]
            level=said["level"],  # type: ignore[arg-type]
            narrowed=said["narrowed"],  # type: ignore[arg-type]
        )

    @property
    def role(self) -> str:
        return str(self.said["role"])

    @property
    def category(self) -> str:
        return str(self.said["category"])

    @property
    def grounds(self) -> Sequence[Given]:
        return self.said["grounds"]  # type: ignore[return-value]


def live(each: Given, as_of: datetime = NOW) -> bool:
    return each.since <= as_of and (each.ends is None or as_of < each.ends)


@given(cases())
def test_never_more_than_the_role_ever_sees(case: Case) -> None:
    assert reaches(levels_of(case.role)[case.category].ever, case.asked().level)


@given(cases())
def test_never_more_than_the_best_live_ground_of_the_category_gives(case: Case) -> None:
    about = [each for each in case.grounds if each.category == case.category and live(each)]
    assert reaches(greatest(None, *(each.level for each in about)), case.asked().level)


@given(cases())
def test_never_anything_without_a_live_ground(case: Case) -> None:
    over = [replace(each, until=max(each.since, min(each.until or NOW, NOW))) for each in case.grounds]
    decision = case.asked(grounds=[each for each in over if each.since <= NOW])
    assert (decision.level, decision.ground, decision.allowed) == (None, None, False)


@given(cases())
def test_a_ground_shows_nothing_after_its_end(case: Case) -> None:
    for each in case.grounds:
        assert each.ends is None or case.asked(grounds=[each], as_of=each.ends).level is None


@given(cases())
def test_a_level_holds_exactly_until_it_says(case: Case) -> None:
    begun = [each for each in case.grounds if each.since <= NOW]
    decision = case.asked(grounds=begun)
    if decision.level is not None:
        until = decision.until or NOW + timedelta(days=3650)
        last = case.asked(grounds=begun, as_of=until - timedelta(microseconds=1))
        assert last.level == decision.level
        after = case.asked(grounds=begun, as_of=until)
        assert decision.until is None or rank(after.level) < rank(decision.level)


@given(cases(), st.data())
def test_another_ground_never_lowers(case: Case, data: st.DataObject) -> None:
    more = data.draw(one_ground(case.category))
    assume(more.consent not in {Consent.REFUSED, Consent.WITHDRAWN})
    assert reaches(case.asked(grounds=[*case.grounds, more]).level, case.asked().level)


@given(cases())
def test_the_order_of_the_grounds_does_not_matter(case: Case) -> None:
    there, back = case.asked(), case.asked(grounds=case.grounds[::-1])
    assert (there.level, there.ground, there.until) == (back.level, back.ground, back.until)


@given(cases(), CATEGORY, st.none() | LEVEL)
def test_narrowing_never_widens(case: Case, category: str, level: str | None) -> None:
    narrowed: dict[str, str | None] = dict(case.said["narrowed"])  # type: ignore[call-overload]
    narrower = narrowed | {category: least(level, narrowed.get(category, level))}
    assert reaches(case.asked().level, case.asked(narrowed=narrower).level)
    assert reaches(case.asked(narrowed=None).level, case.asked().level)


@given(cases())
def test_a_no_stops_whatever_rests_on_consent(case: Case) -> None:
    purpose = Purpose(case.said["purpose"])  # type: ignore[arg-type]
    no = Given(
        ground=Ground.CONSENT,
        category=case.category,
        level="read",
        since=NOW,
        purposes=frozenset({purpose}),
        consent=Consent.WITHDRAWN,
    )
    resting = [each for each in case.grounds if each.rests_on_consent or each.consent]
    assert case.asked(grounds=[*resting, no]).level is None


CLINICAL = ("clinical", "diagnosis-and-medication", "therapy-content", "care-plan", "risk-to-others")


@given(cases(), st.sampled_from(CLINICAL))
def test_a_peer_mentor_never_sees_anything_clinical(case: Case, category: str) -> None:
    grounds = [replace(each, category=category) for each in case.grounds]
    decision = case.asked(role="PM", purpose=Purpose.DIRECT_CARE, category=category, grounds=grounds)
    assert (decision.allowed, decision.level, decision.routes) == (False, None, ())


@given(cases())
def test_no_grant_shows_a_peer_mentor_anybody(case: Case) -> None:
    """Whom they support is told by a door of their own (ADR 44): here is only what the matrix calls their own."""
    decision = case.asked(role="PM", purpose=Purpose.DIRECT_CARE)
    assert decision.ground in {None, Ground.OWN}
    assert decision.level is None or case.category in {"peer-contacts", "mentor-vetting", "incidents"}


@given(cases(), st.sampled_from(["COMM", "EVAL", "CG", "ADMIN"]))
def test_commissioners_evaluators_and_administrators_never_see_a_row(case: Case, role: str) -> None:
    assert case.asked(role=role, purpose=PURPOSES_OF[role][0]).level is None


@given(cases())
def test_no_emergency_opens_security_or_victims_or_serves_those_who_treat_nobody(case: Case) -> None:
    decision = case.asked()
    if decision.ground is Ground.BREAK_GLASS:
        assert case.category not in {"security-intelligence", "victim"}
        assert case.role not in {"PM", "MC", "COMM", "EVAL", "ADMIN", "OPS", "POM", "COM", "CRT", "LAH"}
        assert rank(decision.level) <= rank("read")


@given(cases())
def test_there_is_always_a_reason_and_a_refusal_has_a_way_or_says_that_there_is_none(case: Case) -> None:
    decision = case.asked()
    kinds = [reason.kind for reason in decision.reasons]
    assert kinds
    assert all(reason.says.strip().endswith(".") for reason in decision.reasons)
    assert (decision.ground is None) == (decision.level is None)
    assert decision.allowed == reaches(decision.level, str(case.said["level"]))
    assert decision.allowed or decision.routes or "never" in kinds
    assert not (decision.allowed and decision.routes)


@given(cases())
def test_every_way_that_is_offered_opens_more(case: Case) -> None:
    decision = case.asked()
    purpose = Purpose(case.said["purpose"])  # type: ignore[arg-type]
    for route in decision.routes:
        if route.kind in {"wait", "purpose"}:
            continue
        had = Given(
            ground=Ground(route.kind),
            category=case.category,
            level="write",
            since=NOW,
            purposes=frozenset({purpose}),
            consent=Consent.GIVEN if route.kind == Ground.CONSENT else None,
        )
        assert rank(case.asked(grounds=[*case.grounds, had]).level) > rank(decision.level)
