"""The forms about somebody who waits, is offered a bed, or is in one. Each calls one verb of this room."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from django import forms
from django.http import QueryDict

from throughcare.bedboard.ward_forms import one_of, several, typed
from throughcare.beds import asking, offering, staying
from throughcare.beds.models import Bed, BedNeed, Offer, Parking, Stay
from throughcare.fields.boxes import DayField
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.placing.deciding import BED_NAMED, DECISIONS, WITHDRAWN_FOR
from throughcare.placing.lists import LEFT_FOR, MEETS, PARKED_FOR, SAID_BY_THE_WARD, SPECIALTIES
from throughcare.web.forms import RowForm


def who_said_it() -> forms.CharField:
    return forms.CharField(
        label="Who said it", max_length=120, required=False, help_text="If it was not you: their name and part"
    )


class OfferForm(RowForm[Any]):
    """About an episode; `beds` are those that may be chosen."""

    title, button = "Offer a bed", "Offer it"
    follows = (
        "The bed is kept for 48 hours (local default) while others decide. A hospital not asked yet is asked by this."
    )
    bed = forms.TypedChoiceField(label="Which bed", coerce=int)

    def __init__(self, data: QueryDict | None, row: Any, beds: Iterable[Bed]) -> None:
        super().__init__(data, row)
        self.beds = {bed.pk: bed for bed in beds}
        self.offer_choices("bed", [(key, str(bed)) for key, bed in self.beds.items()])

    def clean(self) -> dict[str, Any]:
        if self.data.get("bed") and "bed" in self.errors:
            del self.errors["bed"]
            self.add_error("bed", "This bed is not free any more. Choose another.")
        return self.cleaned_data

    def record(self, *, by: StaffRole, at: datetime, bed: int) -> Offer:
        return offering.offer(episode=self.row, bed=self.beds[bed], by=by, at=at)


class OfferAnswer(RowForm[Offer]):
    """About one offer, whose next decision is `decision`. A key counts for that one decision."""

    def __init__(self, data: QueryDict | None, row: Offer, decision: str) -> None:
        super().__init__(data, row)
        self.decision = decision

    def clean_submission(self) -> UUID:
        key: UUID = self.cleaned_data["submission"]
        return uuid5(key, f"{self.row.pk} {self.decision}")


class AgreeForm(OfferAnswer):
    button = "Record a yes"
    expected_on = DayField(label="The bed is theirs from")
    who = who_said_it()

    def __init__(self, data: QueryDict | None, row: Offer, decision: str) -> None:
        super().__init__(data, row, decision)
        if decision != BED_NAMED:
            del self.fields["expected_on"]

    def record(self, *, by: StaffRole, at: datetime, who: str, expected_on: date | None = None) -> Offer:
        return offering.agree(offer=self.row, who=who, expected_on=expected_on, by=by, at=at)


class LookAgain(Refused):
    """Everything is as it must be; whoever records it is asked once more whether it is meant."""


class DeclineForm(OfferAnswer):
    """A no is recorded once it has been looked at again: `looked` is the reason that was shown then."""

    title, button = "Decline", "Continue"
    reason = forms.ChoiceField(label="Why", widget=forms.RadioSelect)
    says = typed("More about it: which criterion is not met, and how", required=False)
    instead = typed("Care proposed instead, where the hospital says no", required=False)
    who = who_said_it()
    looked = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None, row: Offer, decision: str) -> None:
        super().__init__(data, row, decision)
        noes = DECISIONS[decision].noes if decision else {}
        self.offer_choices("reason", [(key, no.title) for key, no in noes.items()])

    def record(self, *, by: StaffRole, at: datetime, looked: str, **said: Any) -> Offer:
        declined = offering.decline(offer=self.row, by=by, at=at, **said)
        if looked != said["reason"]:
            raise LookAgain({"": "Look at this again before it is recorded."})
        return declined

    def refuse(self, refused: Refused) -> None:
        super().refuse(refused)
        if self.asks_again and isinstance(self.data, QueryDict):
            self.data["looked"] = self["reason"].value()

    @property
    def asks_again(self) -> bool:
        return isinstance(self.refused, LookAgain)

    @property
    def no(self) -> Any:
        """What the chosen reason brings with it."""
        return DECISIONS[self.decision].noes[str(self["reason"].value())]


class WithdrawForm(OfferAnswer):
    title, button = "Withdraw the offer", "Withdraw it"
    follows = (
        "The bed is free at once. An offer that was accepted can be withdrawn too; everybody who takes part is told."
    )
    reason = one_of("Why", {key: no.title for key, no in WITHDRAWN_FOR.items()})
    says = typed("More about it", most=300, required=False)
    instead = typed("Care proposed instead, where the hospital says no", required=False)

    def record(self, *, by: StaffRole, at: datetime, reason: str, says: str, instead: str) -> Offer:
        return offering.withdraw(offer=self.row, reason=reason, says=says, instead=instead, by=by, at=at)


class EpisodeForm(RowForm[Any]):
    """About one episode."""

    def __init__(self, data: QueryDict | None, row: Any, initial: dict[str, Any]) -> None:
        super().__init__(data, row)
        self.initial = initial


class NeedForm(EpisodeForm):
    title, button = "What the bed must be", "Record it"
    follows = "Beside level, sex and age, which the record knows. Why somebody needs it is not said here."
    specialty = forms.ChoiceField(
        label="Specialty", required=False, widget=forms.RadioSelect,
        choices=[(key, kind.title) for key, kind in SPECIALTIES.items()],
    )  # fmt: skip
    meets = several("What it must have", MEETS, required=False)

    def record(self, *, by: StaffRole, at: datetime, specialty: str, meets: list[str]) -> BedNeed:
        return asking.say_need(episode=self.row, specialty=specialty, meets=meets, by=by, at=at)


class ParkForm(EpisodeForm):
    title, button = "The person cannot move yet", "Record it"
    follows = "Until that day they are matched with no bed. No clock stops. Choose today to end it."
    reason = one_of("Why", PARKED_FOR)
    until_on = DayField(label="Matched again from")
    says = typed("More about it", required=False)

    def record(self, *, by: StaffRole, at: datetime, **said: Any) -> Parking:
        return asking.park(episode=self.row, by=by, at=at, **said)


class SettleForm(OfferForm):
    title, button = "Which bed they are in", "Record it"
    follows = "For somebody who was received, or who moves to another bed of this hospital."
    from_on = DayField(label="In this bed since")

    def __init__(self, data: QueryDict | None, row: Any, beds: Iterable[Bed]) -> None:
        super().__init__(data, row, beds)
        # Of every ward of the hospital: two wards may each have a first room.
        self.offer_choices("bed", [(key, f"{bed}, {bed.ward}") for key, bed in self.beds.items()])

    def record(self, *, by: StaffRole, at: datetime, bed: int, from_on: date) -> Stay:  # type: ignore[override]
        return staying.settle(episode=self.row, bed=self.beds[bed], from_on=from_on, by=by, at=at)


class LeaveForm(EpisodeForm):
    title, button = "They left this bed", "Record it"
    follows = "A return to prison, what a court decided, and a death end a stay by themselves: record those as facts."
    reason = one_of("Why", {key: LEFT_FOR[key] for key in SAID_BY_THE_WARD})
    on = DayField(label="Left on")

    def record(self, *, by: StaffRole, at: datetime, on: date, reason: str) -> Stay:
        return staying.leave(stay=self.row, on=on, reason=reason, by=by, at=at)
