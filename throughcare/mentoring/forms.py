"""The forms of coordinators: what a mentor takes, a wish, a match and its end, a no, slips."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

from throughcare.audit.models import Submission
from throughcare.fields.boxes import DayField
from throughcare.matching import HOURS, NEEDS
from throughcare.organisations.models import StaffRole
from throughcare.peers import accounts, contacts, pairing, schemes
from throughcare.peers.contacts import MOST_SLIPS, Met
from throughcare.peers.models import Match, Mentee, Mentor, Profile, Scheme, SchemeValues, Wish
from throughcare.peers.pairing import CHOSEN
from throughcare.peers.words import CONTACTS, LONGEST, MOST_DAYS, MOST_EVER, PREFERS, SIDES, USUAL_MINUTES
from throughcare.web.forms import KeyedForm


class SchemeForm(KeyedForm):
    """`title`, `button` and `follows` are the words of its page."""

    title: ClassVar[str] = ""
    follows: ClassVar[str] = ""
    button: ClassVar[str] = "Record it"


def several(label: str, table: Iterable[tuple[str, str]], *, hint: str = "") -> forms.MultipleChoiceField:
    boxes = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(label=label, choices=list(table), required=False, widget=boxes, help_text=hint)


class ValuesForm(SchemeForm):
    title, button = "What is local in this scheme", "Set it"
    follows = "It holds for whoever comes next: nobody loses their mentor by a lower limit."
    most = forms.IntegerField(label="People a mentor supports at most", min_value=1, max_value=MOST_EVER)
    minutes = forms.IntegerField(label="Usual minutes of a contact", min_value=1, max_value=LONGEST)
    days = forms.IntegerField(label="Days within which a contact is logged", min_value=0, max_value=MOST_DAYS)

    def __init__(self, data: QueryDict | None, scheme: Scheme, now: SchemeValues) -> None:
        super().__init__(data, {"most": now.most, "minutes": now.minutes, "days": now.days})
        self.scheme = scheme

    def about(self, _made: Any) -> None:
        return None

    def record(self, *, by: StaffRole, at: datetime, most: int, minutes: int, days: int) -> SchemeValues:
        values = schemes.Values(most, minutes, days)
        return schemes.set_values(scheme=self.scheme, values=values, by=by, at=at)


class ProfileForm(SchemeForm):
    title = "What this mentor takes"
    languages = forms.CharField(label="Languages", max_length=400, required=False, help_text="Such as: English, Polish")
    needs = several("What they take", NEEDS.items(), hint="Nothing chosen: anything")
    hours = several("When they can meet", HOURS.items(), hint="Nothing chosen: at any time")
    most = forms.IntegerField(
        label="People at most",
        min_value=1,
        max_value=MOST_EVER,
        required=False,
        help_text="Empty: the limit of the scheme",
    )

    def __init__(self, data: QueryDict | None, mentor: Mentor, now: Profile | None) -> None:
        said = (
            {"languages": ", ".join(now.languages), "needs": now.needs, "hours": now.hours, "most": now.most}
            if now
            else {}
        )
        super().__init__(data, said)
        self.mentor, self.person_id = mentor, mentor.person_id

    def record(
        self, *, by: StaffRole, at: datetime, languages: str, needs: list[str], hours: list[str], most: int | None
    ) -> Profile:
        spoken = [one.strip() for one in languages.split(",") if one.strip()]
        takes = schemes.Takes(spoken, needs, hours, most)
        return schemes.set_profile(mentor=self.mentor, takes=takes, by=by, at=at)


class WishForm(SchemeForm):
    title = "When and how they would like to meet"
    hours = several("When", HOURS.items(), hint="Nothing chosen: at any time")
    prefers = forms.ChoiceField(label="How", choices=list(PREFERS.items()), required=False, widget=forms.RadioSelect)

    def __init__(self, data: QueryDict | None, mentee: Mentee, now: Wish | None) -> None:
        super().__init__(data, {"hours": now.hours, "prefers": now.prefers} if now else {})
        self.mentee, self.person_id = mentee, mentee.person_id

    def record(self, *, by: StaffRole, at: datetime, hours: list[str], prefers: str) -> Wish:
        return schemes.set_wish(mentee=self.mentee, hours=hours, prefers=prefers, by=by, at=at)


class MatchForm(SchemeForm):
    title, button = "Match these two", "Match them"
    follows = "The mentor reads the aim. Leave out what a mentor must not know."
    aim = forms.CharField(label="What they agreed to work towards, in the person's own words", max_length=400)

    def __init__(self, data: QueryDict | None, mentor: Mentor, mentee: Mentee) -> None:
        super().__init__(data, {"aim": mentee.aim[:400]})
        self.mentor, self.mentee, self.person_id = mentor, mentee, mentee.person_id

    def record(self, *, by: StaffRole, at: datetime, aim: str) -> Match:
        return pairing.match(mentor=self.mentor, mentee=self.mentee, aim=aim, by=by, at=at)


class UnmatchForm(SchemeForm):
    title, button = "End this match", "End it"
    follows = "Whoever is supported waits for another mentor from now on."
    why = forms.ChoiceField(label="Why", choices=list(CHOSEN.items()), widget=forms.RadioSelect)

    def __init__(self, data: QueryDict | None, match: Match) -> None:
        super().__init__(data)
        self.match, self.person_id = match, match.person_id

    def record(self, *, by: StaffRole, at: datetime, why: str) -> Match:
        return pairing.unmatch(match=self.match, why=why, by=by, at=at)


class VetoForm(SchemeForm):
    title = "One of the two says no"
    follows = (
        "The two are not matched again, and a match of theirs ends. Nobody is asked why, and the other is not told."
    )
    side = forms.ChoiceField(label="Who says no", choices=list(SIDES.items()), widget=forms.RadioSelect)

    def __init__(self, data: QueryDict | None, mentor: Mentor, mentee: Mentee) -> None:
        super().__init__(data)
        self.mentor, self.mentee, self.person_id = mentor, mentee, mentee.person_id

    def record(self, *, by: StaffRole, at: datetime, side: str) -> Any:
        return pairing.veto(mentor=self.mentor, mentee=self.mentee, side=side, by=by, at=at)


class PrintForm(SchemeForm):
    title, button = "Slips to print", "Make the slips"
    follows = "One slip is for one contact. Each has a code of its own; a slip that is entered twice is counted once."
    count = forms.IntegerField(label="How many", min_value=1, max_value=MOST_SLIPS, initial=4)

    def __init__(self, data: QueryDict | None, match: Match) -> None:
        super().__init__(data)
        self.match, self.person_id = match, match.person_id

    def about(self, _made: Any) -> int:
        return self.match.person_id

    def record(self, *, by: StaffRole, at: datetime, count: int) -> Any:
        return contacts.print_slips(match=self.match, count=count, by=by, at=at)


class SlipForm(SchemeForm):
    """A slip in seconds: the day and the length are filled in with what is usual."""

    title, button = "Enter a slip", "Enter it"
    code = forms.CharField(label="Code on the slip", max_length=12)
    on = DayField(label="Day")
    minutes = forms.IntegerField(label="Minutes", min_value=1, max_value=LONGEST, initial=USUAL_MINUTES)
    kind = forms.ChoiceField(
        label="Kind", choices=list(CONTACTS.items()), widget=forms.RadioSelect, initial=next(iter(CONTACTS))
    )

    def __init__(self, data: QueryDict | None, today: Any) -> None:
        super().__init__(data, {"on": today})

    def about(self, made: Any) -> int:
        return int(made.contact.person_id)

    def record(self, *, by: StaffRole, at: datetime, code: str, **met: Any) -> contacts.Entered:
        return contacts.enter_slip(code=code, met=Met(**met), by=by, at=at)


class AccountForm(SchemeForm):
    """An account, a new code for it, or its end: `deed` is which."""

    DEEDS: ClassVar = {
        "give": ("Give an account", accounts.give),
        "code": ("Give a new code", accounts.renew_code),
        "end": ("End the account", accounts.end),
    }

    def __init__(self, data: QueryDict | None, mentor: Mentor, deed: str) -> None:
        super().__init__(data)
        self.mentor, self.deed, self.person_id = mentor, deed, mentor.person_id

    @property
    def words(self) -> str:
        return str(self.DEEDS[self.deed][0])

    def about(self, _made: Any) -> int:
        return self.mentor.person_id

    def record(self, *, by: StaffRole, at: datetime) -> Any:
        return self.DEEDS[self.deed][1](mentor=self.mentor, by=by, at=at)

    def done_before(self, _earlier: Submission, *, by: StaffRole, at: datetime) -> None:
        """Sent again it shows no code: whoever has lost it is given another."""
