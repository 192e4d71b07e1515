"""The forms about papers: notices to all recipients, a paper that was sent, and what a hospital says of itself."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from throughcare.access.models import Disclosure
from throughcare.episodes.models import Episode
from throughcare.episodes.reading import Account
from throughcare.fields.boxes import LOST_KEY, MomentField
from throughcare.fields.questions import Groups, ReferenceField
from throughcare.organisations.models import StaffRole
from throughcare.papers.keeping import WORDS, NewPhoto, keep_words
from throughcare.papers.models import LONGEST, HospitalWords
from throughcare.papers.notices import Recipient
from throughcare.papers.sending import SENT_BY, Sending, log_sent, send_notices
from throughcare.papers.value import Paper
from throughcare.pathways import Moment
from throughcare.typesetting import Unfit, redrawn
from throughcare.web.forms import KeyedForm

# A form may have a megabyte in all.
MOST_BYTES = 900_000


class NoticesForm(KeyedForm):
    """Who is told. `offered` says of each whether they have yet to be; one more may be named that takes no part yet."""

    to = forms.MultipleChoiceField(label="Send it to", required=False, widget=forms.CheckboxSelectMultiple)
    other = forms.ChoiceField(label="Somebody else who is to be told", required=False)
    happened = MomentField(label="When they were sent", hint="Leave the time empty if it is not known")
    form = forms.ChoiceField(label="How", choices=list(SENT_BY.items()), widget=forms.RadioSelect)
    seen = forms.IntegerField(widget=forms.HiddenInput, error_messages={"required": LOST_KEY, "invalid": LOST_KEY})

    def __init__(
        self,
        data: QueryDict | None,
        *,
        told: Account,
        offered: Mapping[Recipient, bool],
        kinds: Sequence[tuple[str, str]],
        groups: Groups,
    ) -> None:
        super().__init__(data)
        self.episode, self.person_id = told.episode, told.episode.person_id
        self.offered, self.kinds = {one.key: one for one in offered}, dict(kinds)
        self.offer_choices(
            "to", [(one.key, one.says if due else f"{one.says} (told already)") for one, due in offered.items()]
        )
        self.offer_choices("other", [("", "Choose one"), *kinds])
        which = ReferenceField(label="Which organisation", required=False, help_text="Of that somebody", groups=groups)
        self.fields["organisation"] = which
        self.names = {key: name for _, there in groups for key, name in there}
        self.order_fields(["to", "other", "organisation", "happened", "form"])
        self.initial.update(
            to=[one.key for one, due in offered.items() if due], happened=told.course.as_of.on, form="mail"
        )
        self.initial.update(seen=told.episode.event_count)

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("other") and not said.get("organisation"):
            self.add_error("organisation", "Say which.")
        return said

    def record(
        self, *, to: Sequence[str], other: str, organisation: str, happened: Moment, form: str, seen: int,
        by: StaffRole, at: datetime,
    ) -> Episode:  # fmt: skip
        chosen = [self.offered[key] for key in to]
        if other:
            chosen.append(Recipient(other, self.kinds[other], organisation, self.names[organisation]))
        sending = Sending(happened, form)
        return send_notices(episode=self.episode, to=chosen, sending=sending, seen=seen, by=by, at=at)


class SentForm(KeyedForm):
    """That a paper was sent to somebody, into the log of disclosures."""

    to = forms.CharField(label="To whom", max_length=200)
    basis = forms.CharField(
        label="On which basis in law", max_length=400, help_text="Such as: Mental Health Act 1983, section 47"
    )
    form = forms.ChoiceField(label="How", choices=list(SENT_BY.items()), widget=forms.RadioSelect)

    def __init__(self, data: QueryDict | None, *, paper: Paper, person_id: int) -> None:
        super().__init__(data)
        self.paper, self.person_id = paper, person_id

    def record(self, *, by: StaffRole, at: datetime, to: str, basis: str, form: str) -> Disclosure:
        assert self.person_id is not None
        return log_sent(paper=self.paper, to=to, basis=basis, form=form, person_id=self.person_id, by=by, at=at)


def _written(label: str, hint: str) -> forms.CharField:
    help_text = f"{hint}. At most {LONGEST} characters"
    return forms.CharField(label=label, max_length=LONGEST, help_text=help_text, widget=forms.Textarea({"rows": 4}))


class HospitalForm(KeyedForm):
    """What a hospital or one of its wards says to whoever will come there."""

    ward = forms.CharField(label="Ward", max_length=80, required=False, help_text="Leave open for all of the hospital")
    place = _written("What the place is like", "In short sentences of short words")
    people = _written("Who they will meet", "By what they do, not by name: names change")
    different = _written("What is different from prison", "Such as doors, meals, telephone, visits, smoking")
    things = _written("What happens to their things", "What they may keep, and where the rest goes")
    photo = forms.FileField(
        label="A photo of the place",
        required=False,
        widget=forms.FileInput,
        help_text="JPEG or PNG, up to 900 KB, with nobody on it",
    )
    alt = forms.CharField(
        label="What is on the photo", max_length=200, required=False, help_text="For whoever does not see it"
    )
    without_photo = forms.BooleanField(label="Show no photo any more", required=False)

    def __init__(
        self, data: QueryDict | None, files: MultiValueDict[str, Any], *, before: HospitalWords | None
    ) -> None:
        super().__init__(data)
        self.files = files
        if before:
            self.initial.update({name: str(vars(before)[name]) for name in ("ward", *WORDS)})

    def clean_photo(self) -> object:
        """The photo drawn anew, where one was sent."""
        sent = self.cleaned_data.get("photo")
        if sent is None:
            return None
        if sent.size > MOST_BYTES:
            raise ValidationError("This photo is larger than 900 KB: make it smaller first.")
        found = redrawn(sent.read())
        if isinstance(found, Unfit):
            raise ValidationError(found.says)
        return found

    def record(
        self, *, by: StaffRole, at: datetime, ward: str, photo: Any, alt: str, without_photo: bool, **words: str
    ) -> HospitalWords:
        new = NewPhoto(photo, alt) if photo else None
        return keep_words(words=words, ward=ward, photo=new, without_photo=without_photo, by=by, at=at)

    def about(self, _: HospitalWords) -> None:
        """Nobody's record."""
