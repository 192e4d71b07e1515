"""The mentors of a scheme as the judgement of matching reads them: in four questions, however many there are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from throughcare.care.keeping import apart, apart_as_seen
from throughcare.matching import Between, Fit, best_first, fit
from throughcare.matching import Mentee as Wanted
from throughcare.matching import Mentor as Offered
from throughcare.organisations.spans import holds_on
from throughcare.peers.models import Match, Mentee, Mentor, Profile, Veto, Wish
from throughcare.people.lives import london_day
from throughcare.people.models import Placement


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mentor who could be suggested, with how they fit."""

    mentor: Mentor
    fit: Fit


def with_all(mentors: QuerySet[Mentor], *, at: datetime) -> QuerySet[Mentor]:
    """Mentors with what is judged of them: their newest profile, where they live now and how many they support."""
    newest = Profile.objects.filter(mentor=OuterRef("pk")).order_by("-pk")
    lives = Placement.objects.filter(holds_on(london_day(at)), person=OuterRef("person"))
    profile = JSONObject(languages="languages", needs="needs", hours="hours", most="most")
    place = JSONObject(organisation="organisation_id", wing="unit__name")
    carried = Match.objects.filter(mentor=OuterRef("pk"), ended_at=None).order_by().values("mentor")
    return mentors.annotate(
        profile=Subquery(newest.values(told=profile)[:1]),
        lives=Subquery(lives.values(told=place)[:1]),
        carries=Subquery(carried.annotate(n=Count("pk")).values("n")),
    )


def lives_at(person_id: int, place_id: int, *, at: datetime) -> bool:
    """Whether somebody lives at a place now: whoever left today does not, from the moment that it is recorded."""
    here = Placement.objects.filter(holds_on(london_day(at)), person=person_id, organisation=place_id)
    return here.exists()


def offered(mentor: Mentor) -> Offered:
    """A mentor who was read `with_all`, as the judgement sees them."""
    said = vars(mentor)
    profile, lives = said["profile"] or {}, said["lives"] or {}
    return Offered(
        key=mentor.pk,
        active=mentor.active,
        suspended=mentor.suspended,
        here=lives.get("organisation") == mentor.scheme.place_id,
        clearance_until=mentor.clearance_until,
        training_until=mentor.training_until,
        supervision_due_on=mentor.supervision_due_on,
        unsettled=mentor.unsettled,
        rest_until=mentor.rest_until,
        carries=said["carries"] or 0,
        most=mentor.most,
        wing=lives.get("wing") or "",
        **{name: frozenset(profile.get(name) or ()) for name in ("languages", "needs", "hours")},
    )


def wanted(mentee: Mentee, *, at: datetime) -> tuple[Wanted, set[int]]:
    """Somebody who asked, as the judgement sees them: what they said first, and where they live now; and the people
    between whom and them one has said no. One question.
    """
    wish = Wish.objects.filter(mentee=OuterRef("pk")).order_by("-pk").values("hours")[:1]
    lives = Placement.objects.filter(holds_on(london_day(at)), person=OuterRef("person")).values("unit__name")[:1]
    vetoes = Veto.objects.filter(mentee__person=OuterRef("person")).values("mentor__person")
    told = {"hours": Subquery(wish), "wing": Subquery(lives), "vetoed": ArraySubquery(vetoes)}
    said = Mentee.objects.filter(pk=mentee.pk).annotate(**told).values(*told).get()
    asked = Wanted(mentee.need, mentee.language, said["wing"] or "", frozenset(said["hours"] or ()))
    return asked, set(said["vetoed"])


def candidates(mentee: Mentee, mentors: QuerySet[Mentor], *, at: datetime) -> list[Candidate]:
    """Every active mentor of the scheme whom whoever acts may see, the best fit first, each with all reasons."""
    found = list(with_all(mentors.filter(scheme=mentee.scheme_id, active=True), at=at).select_related("scheme"))
    return _judged(mentee, found, _apart(apart_as_seen([mentee.person_id, *(one.person_id for one in found)])), at=at)


def judged_alone(mentee: Mentee, mentor: Mentor, *, at: datetime) -> Fit:
    """How one mentor fits, of all there is: for the verb, which may know what nobody is shown."""
    found = with_all(Mentor.objects.filter(pk=mentor.pk), at=at).select_related("scheme").get()
    [one] = _judged(mentee, [found], _apart(apart([mentee.person_id, found.person_id])), at=at)
    return one.fit


def _apart(pairs: Iterable[tuple[int, int]]) -> set[frozenset[int]]:
    return {frozenset(pair) for pair in pairs}


def _judged(mentee: Mentee, found: list[Mentor], apart: set[frozenset[int]], *, at: datetime) -> list[Candidate]:
    (asked, vetoed), today = wanted(mentee, at=at), london_day(at)
    by_key: Mapping[int, Mentor] = {one.pk: one for one in found}
    fits = (
        fit(
            offered(one),
            asked,
            Between(
                kept_apart=frozenset((mentee.person_id, one.person_id)) in apart,
                vetoed=one.person_id in vetoed,
                same_person=one.person_id == mentee.person_id,
            ),
            as_of=today,
        )
        for one in found
    )
    return [Candidate(by_key[one.mentor.key], one) for one in best_first(fits)]
