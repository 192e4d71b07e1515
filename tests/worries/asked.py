"""Something of everything about worries, put on record past every rule, for those who look at all pages."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from throughcare.episodes.models import Episode
from throughcare.organisations.models import StaffRole
from throughcare.worries.models import Heard, MentorTold, OnCall, Tap, Worry, WorryEntry, WorryLine, WorryWatch
from throughcare.worries.words import SHIFTS


def a_worry(episode: Episode, *, by: StaffRole) -> Worry:
    """A worry about whose episode it is, on the list of whoever recorded it, from two slips."""
    at = episode.created_at + timedelta(days=1)
    about: dict[str, Any] = {"person_id": episode.person_id, "by": by, "at": at}
    seen_by = at + timedelta(hours=8)
    worry = Worry.objects.create(
        **about, episode=episode, service=episode.service, first_name="x", within=15, seen_by=seen_by
    )
    for number, because in ((1, ""), (2, "x")):
        Tap.objects.create(
            **about, worry=worry, service=episode.service, number=number, how="slip", key=uuid4(), slip=f"S-{number}",
            mentor=episode, folded_because=because,
        )  # fmt: skip
    WorryLine.objects.create(
        worry=worry, person_id=episode.person_id, organisation=by.organisation, title="x", rung=0, from_at=at,
        told=True, first_name="x", where="x", raised_by="x", raised_at=at, due_at=worry.due_at, seen_by=seen_by,
    )  # fmt: skip
    return worry


def all_of_worries(episode: Episode, *, by: StaffRole) -> None:
    """The same, heard, sent up and acted on; what the mentor was told; and what the scheme has set."""
    worry = a_worry(episode, by=by)
    about: dict[str, Any] = {"person_id": episode.person_id, "by": by, "at": worry.at, "worry": worry}
    Heard.objects.create(**about, says="x")
    WorryEntry.objects.create(**about, kind="escalated", told=by.organisation, told_as="x")
    WorryEntry.objects.create(**about, kind="acted", action="talked", says="x")
    WorryEntry.objects.create(**about, kind="acct", acct="x")
    MentorTold.objects.create(
        person_id=episode.person_id, episode=episode, staff=by, worry=worry, word="passed-on", first_name="x",
        raised_at=worry.at, at=worry.at,
    )  # fmt: skip
    said: dict[str, Any] = {"service": episode.service, "by": by, "at": worry.at}
    WorryWatch.objects.create(
        **said, owner="x", why="x", minutes=15, fold_minutes=5, shifts=list(SHIFTS), duty_manager="x"
    )
    OnCall.objects.create(**said, rung=0, organisation=by.organisation, title="x", starts_at=worry.at)
