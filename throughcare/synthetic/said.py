"""What the invented people say of themselves, each as likely as a table of chances has it: written at once for all."""

from collections.abc import Iterator

from throughcare.people.kinds import CHARACTERISTICS
from throughcare.people.lives import london_day
from throughcare.people.models import Characteristic, Person
from throughcare.stories.chance import drawn, stream
from throughcare.synthetic.building import Ground

NOTHING = "none"
FEMALE = "2"


def say_of_themselves(ground: Ground, *, seed: int) -> int:
    """Whoever put somebody on record asked them on that day; how many answers there are.

    Each is drawn from a stream of its own, so that nothing else of the world depends on them.
    """
    alive = set(Person.objects.filter(died_on=None).values_list("pk", flat=True))
    rows = [row for key, person in ground.people.items() if person.pk in alive for row in _said(key, person, seed)]
    return len(Characteristic.objects.bulk_create(rows, batch_size=1000))


def _said(key: str, person: Person, seed: int) -> Iterator[Characteristic]:
    for kind in CHARACTERISTICS:
        of = "women" if person.sex == FEMALE else ""
        code = drawn(stream(seed, key, "said", kind), f"said-{kind}", of=of)
        if code != NOTHING:
            yield Characteristic(
                person=person,
                kind=kind,
                code=code,
                source="person",
                from_on=london_day(person.recorded_at),
                recorded_at=person.recorded_at,
                recorded_by=person.recorded_by,
            )
