"""The mentors of a scheme as the judgement of matching reads them: in one question, however many there are."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Count, F, Func, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import JSONObject

from throughcare.care.keeping import apart
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
    # The placement of somebody who has died lasts out their last day.
    lives = Placement.objects.filter(holds_on(london_day(at)), person=OuterRef("person"), person__died_on=None)
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


def with_wants(mentees: QuerySet[Mentee], *, at: datetime) -> QuerySet[Mentee]:
    """Those who asked with what is judged of them: when they can meet, as they said last, and where they live now; and
    the people between whom and them one has said no.
    """
    wish = Wish.objects.filter(mentee=OuterRef("pk")).order_by("-pk").values("hours")[:1]
    lives = Placement.objects.filter(holds_on(london_day(at)), person=OuterRef("person")).values("unit__name")[:1]
    vetoes = Veto.objects.filter(mentee__person=OuterRef("person")).values("mentor__person")
    return mentees.annotate(can_meet=Subquery(wish), wing=Subquery(lives), vetoed=ArraySubquery(vetoes))


def candidates(mentee: Mentee, mentors: QuerySet[Mentor], *, at: datetime) -> list[Candidate]:
    """Every active mentor of the scheme whom whoever acts may see, the best fit first, each with all reasons.

    The mentee was read `with_wants`. One question.
    """
    active = mentors.filter(scheme=mentee.scheme_id, active=True).annotate(kept_apart=_apart_from(mentee.person_id))
    found = list(with_all(active, at=at).select_related("scheme"))
    return _judged(mentee, found, {one.pk for one in found if vars(one)["kept_apart"]}, at=at)


def judged_alone(mentee: Mentee, mentor: Mentor, *, at: datetime) -> Fit:
    """How one mentor fits, of all there is: for the verb, which may know what nobody is shown."""
    asked = with_wants(Mentee.objects.filter(pk=mentee.pk), at=at).get()
    found = with_all(Mentor.objects.filter(pk=mentor.pk), at=at).select_related("scheme").get()
    [one] = _judged(asked, [found], {found.pk} if apart([asked.person_id, found.person_id]) else set(), at=at)
    return one.fit


def _apart_from(person_id: int) -> Func:
    """Whether a mentor must not meet somebody, as far as whoever acts may know of both."""
    says = "EXISTS (SELECT FROM care_apart(ARRAY[%(expressions)s]::bigint[]))"
    return Func(Value(person_id), F("person_id"), template=says, output_field=BooleanField())


def _judged(mentee: Mentee, found: list[Mentor], apart: Collection[int], *, at: datetime) -> list[Candidate]:
    """`apart` are the mentors whom this mentee, who was read `with_wants`, must not meet."""
    said, today = vars(mentee), london_day(at)
    asked = Wanted(mentee.need, mentee.language, said["wing"] or "", frozenset(said["can_meet"] or ()))
    by_key: Mapping[int, Mentor] = {one.pk: one for one in found}
    fits = (
        fit(
            offered(one),
            asked,
            Between(
                kept_apart=one.pk in apart,
                vetoed=one.person_id in said["vetoed"],
                same_person=one.person_id == mentee.person_id,
            ),
            as_of=today,
        )
        for one in found
    )
    return [Candidate(by_key[one.mentor.key], one) for one in best_first(fits)]
