"""The forms of groups and sessions. Each calls one verb, once however often it is sent."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from throughcare.care import booking, cancelling, programmes, waiting
from throughcare.care.booking import Group, Single
from throughcare.care.keeping import year_of
from throughcare.care.models import Attendance, Cohort, Membership, Programme, ProgrammeVersion, Room, Session, Wait
from throughcare.care.programmes import Said
from throughcare.care.tables import LONGEST, MOST_PLACES
from throughcare.care.waiting import LEAVES
from throughcare.episodes.models import Episode
from throughcare.fields.boxes import DayField, MomentField
from throughcare.organisations.models import Organisation, StaffRole, Unit
from throughcare.organisations.refusals import Refused
from throughcare.pathways import Moment
from throughcare.pathways.moments import LONDON
from throughcare.regimes import places
from throughcare.sessions.words import CANCELLED_FOR, ENDINGS, FITS, INTENSITIES, NEEDS, REASONS, REGIME, ROOM_NEEDS
from throughcare.web.forms import KeyedForm, RowForm

NAME_NOBODY = "Name nobody here: it stands in calendars"


def one_of(label: str, table: Any, initial: str | None = None) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=list(table.items()), widget=forms.RadioSelect, initial=initial)


def words(label: str, *, required: bool = True, hint: str = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=400, required=required, help_text=hint)


class AboutForm(KeyedForm):
    """A form about nobody's record: a programme, a room, a group. `thing` is what it is about."""

    title: ClassVar[str] = ""
    follows: ClassVar[str] = ""
    button: ClassVar[str] = "Record it"

    def __init__(self, data: QueryDict | None, thing: Any, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial)
        self.thing = thing

    def about(self, _made: Any) -> None:
        return None


class DescribeForm(AboutForm):
    title, button = "Say what the programme is", "Record it"
    follows = "Groups that run hold to what it was when they began. What was said before stays on record."
    pathway = forms.CharField(label="Pathway", max_length=60, required=False)
    intensity = one_of("Intensity", INTENSITIES)
    minutes = forms.IntegerField(label="Minutes of a session", min_value=5, max_value=LONGEST)
    smallest = forms.IntegerField(label="People in the smallest group", min_value=1, max_value=MOST_PLACES)
    largest = forms.IntegerField(label="People in the largest group", min_value=1, max_value=MOST_PLACES)
    modules = forms.CharField(
        label="Modules", max_length=4000, widget=forms.Textarea({"rows": 6}),
        help_text="One a line with how many sessions it takes, such as: Understanding emotions, 4",
    )  # fmt: skip

    @staticmethod
    def said(version: ProgrammeVersion | None) -> dict[str, Any]:
        """What the form holds when it is opened."""
        if version is None:
            return {}
        names = ("pathway", "intensity", "minutes", "smallest", "largest")
        lines = "\n".join(f"{module['title']}, {module['sessions']}" for module in version.modules)
        return {name: getattr(version, name) for name in names} | {"modules": lines}

    def clean_modules(self) -> list[tuple[str, int]]:
        found = []
        for line in filter(None, map(str.strip, self.cleaned_data["modules"].splitlines())):
            title, _, sessions = line.rpartition(",")
            if not title.strip() or not sessions.strip().isdecimal() or len(sessions.strip()) > 3:
                raise ValidationError(f"“{line[:40]}” lacks a title, a comma, or how many sessions it takes.")
            found.append((title.strip(), int(sessions)))
        return found

    def record(self, *, by: StaffRole, at: datetime, **said: Any) -> ProgrammeVersion:
        return programmes.describe_programme(programme=self.thing, said=Said(**said), by=by, at=at)


class OpenProgrammeForm(DescribeForm):
    title, button = "Add a programme", "Add it"
    follows = ""
    thing: Organisation
    name = forms.CharField(label="Title", max_length=120, help_text=NAME_NOBODY)
    field_order = ["name"]

    def record(self, *, by: StaffRole, at: datetime, name: str, **said: Any) -> Programme:  # type: ignore[override]
        return programmes.open_programme(organisation=self.thing, title=name, said=Said(**said), by=by, at=at)


class RetireForm(AboutForm):
    title, button = "Take no new groups", "Record it"
    follows = "Groups that run go on. Nobody is put on its waiting list any more, and it is not opened again."
    thing: Programme

    def record(self, *, by: StaffRole, at: datetime) -> Programme:
        return programmes.retire_programme(programme=self.thing, by=by, at=at)


class RoomForm(AboutForm):
    title, button = "Add a room", "Add it"
    thing: Organisation
    name = forms.CharField(label="Name", max_length=60)
    holds = forms.IntegerField(label="How many people it holds", min_value=1, max_value=500)
    unit = forms.ChoiceField(label="Wing on which it lies", required=False)
    needs = one_of("When it can be used", ROOM_NEEDS, initial="regime")

    def __init__(self, data: QueryDict | None, place: Organisation, wings: Sequence[Unit]) -> None:
        super().__init__(data, place)
        self.wings = {str(one.pk): one for one in wings}
        self.offer_choices("unit", [("", "On none"), *((key, one.name) for key, one in self.wings.items())])

    def record(self, *, by: StaffRole, at: datetime, unit: str, **said: Any) -> Room:
        return places.add_room(place=self.thing, unit=self.wings.get(unit), by=by, at=at, **said)


def at_a_time(when: Moment) -> datetime:
    """Raises ValidationError where only a day was typed, or one of a year that nobody plans for."""
    if when.at is None:
        raise ValidationError("Say at what time it begins, such as 10:00.")
    if not year_of(when.at.date()):
        raise ValidationError("Check the year.")
    return when.at


class PlanForm(AboutForm):
    """A time, a room and who holds it: looked at first, then booked."""

    when = MomentField(label="When", hint="With its time, such as 10:00")
    room = forms.ChoiceField(label="Room")
    givers = forms.MultipleChoiceField(label="Who holds it", widget=forms.CheckboxSelectMultiple)
    over = words("Why it is booked all the same", required=False, hint="Only where something stands against it")

    def offer(self, rooms: Sequence[Room], givers: Sequence[StaffRole]) -> None:
        """The rooms and colleagues to choose from."""
        self.rooms, self.staff = {str(one.pk): one for one in rooms}, {str(one.pk): one for one in givers}
        self.offer_choices("room", [(key, f"{one.name}, for {one.holds}") for key, one in self.rooms.items()])
        self.offer_choices("givers", [(key, str(one.staff)) for key, one in self.staff.items()])

    def refuse(self, refused: Refused) -> None:
        """What was planned is kept where its reason is refused: the page shows what stands against it."""
        planned = dict(self.cleaned_data)
        super().refuse(refused)
        self.cleaned_data = planned

    def clean_when(self) -> datetime:
        return at_a_time(self.cleaned_data["when"])

    def clean_room(self) -> Room:
        return self.rooms[self.cleaned_data["room"]]

    def clean_givers(self) -> list[StaffRole]:
        return [self.staff[key] for key in self.cleaned_data["givers"]]


class GroupForm(PlanForm):
    title, button = "Open a group", "Open it and book its sessions"
    follows = "Its sessions are a week apart. Bank holidays and closed days move them a week on."
    thing: ProgrammeVersion
    name = forms.CharField(label="Name of the group", max_length=120, help_text=NAME_NOBODY)
    places = forms.IntegerField(label="Places", min_value=1, max_value=MOST_PLACES)
    field_order = ["name", "places"]

    def planned(self) -> Group:
        said = self.cleaned_data
        local = said["when"].astimezone(LONDON)
        return Group(
            version=self.thing, room=said["room"], title=said["name"], first=local.date(), starts=local.time(),
            places=said["places"], givers=said["givers"], over=said["over"],
        )  # fmt: skip

    def record(self, *, by: StaffRole, at: datetime, **_said: Any) -> Cohort:
        return booking.open_cohort(group=self.planned(), by=by, at=at)


class SingleForm(PlanForm):
    title, button = "Book a session", "Book it"
    thing: Episode
    instead_of: Attendance | None = None
    minutes = forms.IntegerField(label="Minutes", min_value=5, max_value=LONGEST, initial=50)
    field_order = ["when", "minutes"]

    def planned(self) -> Single:
        said = self.cleaned_data
        return Single(
            room=said["room"], starts_at=said["when"], minutes=said["minutes"], givers=said["givers"],
            over=said["over"], instead_of=self.instead_of,
        )  # fmt: skip

    def record(self, *, by: StaffRole, at: datetime, **_said: Any) -> Session:
        return booking.book(episode=self.thing, single=self.planned(), by=by, at=at)


class CancelForm(AboutForm):
    title, button = "Cancel a session", "Cancel it"
    follows = (
        "Room and facilitators are free again. Where the regime took it, or nobody can hold it, that is written in the "
        "record of each person who was to come. It never counts against them. They must be told, and given a new time."
    )
    thing: Session
    why = one_of("Why", CANCELLED_FOR)
    lost_to = forms.ChoiceField(
        label="What in the regime", required=False, help_text="Only where the prison's regime took it",
        choices=[("", "Choose"), *((key, REASONS[key].title) for key in REGIME)],
    )  # fmt: skip

    def record(self, *, by: StaffRole, at: datetime, why: str, lost_to: str) -> Session:
        return cancelling.cancel(session=self.thing, why=why, lost_to=lost_to, by=by, at=at)


class WaitForm(KeyedForm):
    """Somebody waits for a programme."""

    title, button, follows = "Put on a waiting list", "Put on the list", ""
    programme = forms.ChoiceField(label="Programme", widget=forms.RadioSelect)
    since = DayField(label="Waits since", hint="The day on which a group was agreed with them")
    need = one_of("Need", NEEDS, initial="usual")
    fit = one_of("Whether a group fits", FITS, initial="fits")

    def __init__(self, data: QueryDict | None, episode: Episode, offered: Sequence[Programme]) -> None:
        super().__init__(data)
        self.episode, self.person_id = episode, episode.person_id
        self.offered = {str(one.pk): one for one in offered}
        self.offer_choices("programme", [(key, one.title) for key, one in self.offered.items()])
        self.fields["programme"].help_text = "" if self.offered else "There is none: add one on the page Groups first."

    def record(self, *, by: StaffRole, at: datetime, programme: str, **said: Any) -> Wait:
        return waiting.put_on_list(episode=self.episode, programme=self.offered[programme], by=by, at=at, **said)


class NeedForm(RowForm[Wait]):
    title, button = "Need and fit", "Record it"
    follows = "The place in line follows from the need. How long they have waited stays."
    need = one_of("Need", NEEDS)
    fit = one_of("Whether a group fits", FITS)

    def __init__(self, data: QueryDict | None, row: Wait) -> None:
        super().__init__(data, row)
        self.initial = {"need": row.need, "fit": row.fit}

    def record(self, *, by: StaffRole, at: datetime, **said: Any) -> Wait:
        return waiting.say_need_and_fit(wait=self.row, by=by, at=at, **said)


class StopForm(RowForm[Wait]):
    title, button = "Waits no longer", "Take off the list"
    follows = "What was said stays on record."

    def record(self, *, by: StaffRole, at: datetime) -> Wait:
        return waiting.stop_waiting(wait=self.row, by=by, at=at)


class OfferForm(RowForm[Wait]):
    title, button = "Offer a place", "Offer it"
    follows = "The next free place is kept for them until they say yes or no."
    cohort: Cohort
    out_of_turn = words("Why it goes to them before others", required=False, hint="Only where others come first")

    def record(self, *, by: StaffRole, at: datetime, out_of_turn: str) -> Membership:
        return waiting.offer(cohort=self.cohort, wait=self.row, out_of_turn=out_of_turn, by=by, at=at)


class AcceptForm(RowForm[Membership]):
    title, button = "They take the place", "Record the yes"
    follows = "They wait no longer, and are in the register from the next session on."

    def record(self, *, by: StaffRole, at: datetime) -> Membership:
        return waiting.accept(membership=self.row, by=by, at=at)


class DeclineForm(RowForm[Membership]):
    title, button = "They do not want this place", "Record the no"
    follows = "They stay on the waiting list, where they stood."
    because = words("What they said", required=False)

    def record(self, *, by: StaffRole, at: datetime, because: str) -> Membership:
        return waiting.decline(membership=self.row, because=because, by=by, at=at)


class LeaveForm(RowForm[Membership]):
    title, button = "Leave the group", "Record it"
    follows = "The place is free. Their treatment goes on until a step of its own says that it has ended."
    ended = one_of("What happened", {key: ENDINGS[key] for key in LEAVES})
    because = words("Why", required=False)

    def record(self, *, by: StaffRole, at: datetime, **said: Any) -> Membership:
        return waiting.leave(membership=self.row, by=by, at=at, **said)
