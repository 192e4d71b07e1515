"""Loading an example world, and saying what is in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction

from throughcare.audit import actions as audit
from throughcare.episodes.models import Episode, Event, Service
from throughcare.episodes.tasks import record_leads_gone, record_reliefs
from throughcare.organisations import actions as organisations
from throughcare.organisations.models import Organisation, Staff, StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.pathways import LONDON
from throughcare.people.models import Person
from throughcare.stories.cast import PASSWORD, WHO_CAN_SIGN_IN
from throughcare.stories.planning import SEED, Plan, plan
from throughcare.stories.scales import SCALES
from throughcare.synthetic.building import Ground, Progress, build
from throughcare.synthetic.playing import play
from throughcare.synthetic.said import say_of_themselves
from throughcare.transfers.tasks import record_endings

# Places are on record some days before the first thing happens in them.
BEFORE = timedelta(days=7)


@dataclass(frozen=True)
class Loaded:
    """What a world holds, and who can sign in to it: what the demo says when it starts."""

    counts: Mapping[str, int]
    accounts: Sequence[Mapping[str, str]]


def silent(_title: str, _done: int, _total: int) -> None:
    """Progress for nobody."""


def load_world(*, name: str, at: datetime, progress: Progress = silent, seed: int = SEED) -> Loaded:
    """Put a world on record whose history ends with the day before `at`: `north`, or the few people of `tiny`.

    The same seed and day give the same world. `progress` is told a title, how many are done and how many there are.
    Raises Refused: world.
    """
    if name not in SCALES:
        raise Refused({"world": f"There is no example world called “{name}”: choose {' or '.join(SCALES)}."})
    planned = plan(SCALES[name], ends_on=at.astimezone(LONDON).date(), seed=seed)
    with transaction.atomic():
        opens = _morning(planned.world.begins_on - BEFORE)
        ground = build(planned, at=opens, progress=progress)
        organisations.load_shipped_codes(by=ground.operator, at=opens)
        for number, deed in enumerate(planned.deeds, start=1):
            play(ground, deed, seed=seed)
            if number % 100 == 0 or number == len(planned.deeds):
                progress("History", number, len(planned.deeds))
        say_of_themselves(ground, seed=seed)
        _end_roles(ground, planned)
    # What the worker does, batch by batch and by the hour.
    for record in (record_endings, record_reliefs, record_leads_gone):
        record(timestamp=int(at.timestamp()))
    while audit.seal(at=at):
        pass
    return summary()


def summary() -> Loaded:
    """What is on record now."""
    counted = {
        "prisons": Organisation.objects.filter(kind="prison", fictional=True).count(),
        "secure hospitals": Organisation.objects.filter(kind="secure-hospital", fictional=True).count(),
        "organisations": Organisation.objects.filter(fictional=True).count(),
        "staff": Staff.objects.filter(is_active=True).count(),
        "services": Service.objects.count(),
        "people": Person.objects.filter(fictional=True).count(),
        "referrals": Episode.objects.count(),
        "open now": Episode.objects.filter(closed_on=None).count(),
        "held by nobody": Episode.objects.filter(closed_on=None, nobody_holds=True).count(),
        "recorded facts": Event.objects.count(),
    }
    return Loaded(counted, tuple(_accounts()))


def _accounts() -> list[dict[str, str]]:
    """The cast as far as it is on record, in the order of the table."""
    roles = StaffRole.objects.filter(staff__username__in=[member.username for member in WHO_CAN_SIGN_IN])
    places = {role.staff.username: role.organisation.name for role in roles.select_related("staff", "organisation")}
    return [
        {
            "username": member.username,
            "password": PASSWORD,
            "name": member.name,
            "role": member.does,
            "organisation": places[member.username],
        }
        for member in WHO_CAN_SIGN_IN
        if member.username in places
    ]


def _end_roles(ground: Ground, planned: Plan) -> None:
    """Some have left; what they led is theirs by name until the clock keeper notices."""
    for post in (post for there in planned.world.posts.values() for post in there):
        if post.left_on:
            held, at = ground.roles[post.username], _morning(post.left_on)
            organisations.end_role(held=held, on=post.left_on, by=ground.operator, at=at)


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(7, 30), tzinfo=LONDON).astimezone(UTC)
