"""How a worry comes in: a mentor's tap, which asks nothing, and a slip that staff enter in seconds."""

from collections.abc import Iterable
from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from django import forms
from django.http import QueryDict

from throughcare.episodes.models import Service
from throughcare.fields.boxes import SubmissionField
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole, Unit
from throughcare.web.forms import PlainForm
from throughcare.worries import answering, raising
from throughcare.worries.raising import Passed, Slip
from throughcare.worries.slips import slip_code
from throughcare.worries.whom import Tapped, slip_of

LONGEST_REFERENCE = 40
# What tells taps without a key apart, and for how many seconds it does not.
TAPS = uuid5(NAMESPACE_URL, "throughcare:taps")
TWICE_AT_ONCE = 10


def key_of(sent: QueryDict, *, by: StaffRole, at: datetime) -> UUID:
    """The key that came with a tap. Without one a tap is taken too, and pressed twice at once it is one."""
    try:
        return UUID(sent.get("submission", ""))
    except ValueError:
        return uuid5(TAPS, f"{by.pk} {reference_of(sent)} {at.timestamp() // TWICE_AT_ONCE}")


def reference_of(sent: QueryDict) -> str:
    """Whom a tap is about, as the mentor's screen has it; empty for somebody else on the wing."""
    return sent.get("about", "").strip()[:LONGEST_REFERENCE]


class SlipForm(PlainForm):
    """What stands on a slip: its code, and where the code says nobody a first name and a wing."""

    service = forms.ChoiceField(label="Which scheme")
    code = forms.CharField(label="Code on the slip", max_length=24, help_text="'None' where none can be read")
    first_name = forms.CharField(
        label="First name on the slip", max_length=60, required=False, help_text="'Not known' where there is none"
    )
    unit = forms.ChoiceField(label="Wing on the slip", required=False)
    mine = forms.BooleanField(label="I see to it now", required=False)
    submission = SubmissionField()

    def __init__(self, data: QueryDict | None, services: Iterable[Service], units: Iterable[Unit]) -> None:
        super().__init__(data)
        self.services = {str(one.pk): one for one in services}
        self.units = {str(one.pk): one for one in units}
        self.offer_choices("service", [(key, one.title) for key, one in self.services.items()])
        self.offer_choices("unit", [("", "Not on the slip"), *((key, str(one)) for key, one in self.units.items())])
        if len(self.services) == 1:
            self.fields["service"].initial = next(iter(self.services))
            self.fields["service"].widget = forms.HiddenInput()

    def enter(self, *, by: StaffRole, at: datetime) -> bool:
        """Whether it was taken; `outcome` then is what staff have now."""

        @verb
        def entered(*, service: str, unit: str, mine: bool, submission: UUID, code: str, first_name: str) -> Passed:
            slip = Slip(code, first_name, self.units.get(unit))
            tapped = slip_of(slip_code(code), by.organisation, as_of=at) or Tapped(None, None)
            passed = raising.enter_slip(
                slip=slip, tapped=tapped, service=self.services[service], key=submission, by=by, at=at
            )
            if mine:
                answering.acknowledge(worry=passed.worry, by=by, at=at)
            return passed

        return self.carry_out(entered)
