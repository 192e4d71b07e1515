"""Two who mend one record at once: one of them is recorded, the other is told, and nothing is half done."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest

from tests.cast import Cast, gather
from tests.crowd import at_once
from tests.episodes.test_at_once import MANY
from tests.web.conftest import TODAY
from tests.web.upkeep.conftest import furnish
from throughcare.access import actions, writing
from throughcare.access.seeing import seen_by, with_what_may_be_written
from throughcare.audit.models import Entry
from throughcare.people.models import Alert, LegalStatus, Need, Person, Placement
from throughcare.upkeep.person_forms import CorrectForm, fingerprint

pytestmark = pytest.mark.django_db(transaction=True)

FRIDAY = date(2026, 3, 20)


@pytest.fixture
def committed() -> Cast:
    """The cast and Alex's record, for other connections to see."""
    cast = gather()
    furnish(cast)
    return cast


DEEDS: dict[str, Callable[[Cast], object]] = {
    "ended-note": lambda c: writing.end_note(note=Need.objects.get(), on=FRIDAY, by=c.nadia, at=TODAY),
    "ended-legal-status": lambda c: writing.end_legal_status(
        status=LegalStatus.objects.get(), on=FRIDAY, by=c.nadia, at=TODAY
    ),
    "ended-placement": lambda c: actions.leave(placement=Placement.objects.get(), on=FRIDAY, by=c.nadia, at=TODAY),
    "recorded-death": lambda c: writing.record_death(person=c.people["alex"], on=FRIDAY, by=c.nadia, at=TODAY),
}


@pytest.mark.parametrize("did", DEEDS)
def test_what_many_end_at_once_is_ended_by_one(committed: Cast, did: str):
    said = at_once(lambda _: DEEDS[did](committed), times=MANY, lines=MANY)
    assert said.count("done") == 1
    assert all("already" in refusal for refusal in said if refusal != "done")
    assert Entry.objects.filter(did=did).count() == 1


def test_of_many_looks_at_one_alert_one_day_is_set_and_the_others_are_told_of_it(committed: Cast):
    shown = Alert.objects.get()

    def look(number: int) -> object:
        read = Alert(pk=shown.pk, person_id=shown.person_id, review_on=shown.review_on)
        return writing.review_alert(alert=read, next_on=date(2026, 5, 1 + number), by=committed.nadia, at=TODAY)

    said = at_once(look, times=MANY, lines=MANY)
    assert said.count("done") == 1
    assert sum("Somebody else has looked meanwhile" in refusal for refusal in said) == MANY - 1


def test_of_many_corrections_opened_at_once_none_undoes_another(committed: Cast):
    people = seen_by(Person, staff=committed.nadia, as_of=TODAY)
    alex = with_what_may_be_written(people, staff=committed.nadia, as_of=TODAY).get()
    opened = fingerprint(alex)

    def correct(number: int) -> object:
        names = {"family_name": "Marlow", "given_names": "Alex", "known_as": "ABCDEF"[number]}
        said = {**names, "birth_date": alex.birth_date, "sex": "X", "language": "", "interpreter_needed": False}
        form = CorrectForm(None, person=alex)
        return form._once(by=committed.nadia, at=TODAY, submission=uuid4(), seen=opened, **said)

    said = at_once(correct, times=MANY, lines=MANY)
    assert (said.count("done"), Entry.objects.filter(did="corrected-person").count()) == (1, 1)
    assert sum("Corrected meanwhile. On record now:" in refusal for refusal in said) == MANY - 1


def test_one_form_sent_from_many_places_is_recorded_once(committed: Cast):
    """The same page sent again before the first sending was answered."""
    people = seen_by(Person, staff=committed.nadia, as_of=TODAY)
    alex = with_what_may_be_written(people, staff=committed.nadia, as_of=TODAY).get()
    sent = {"family_name": "Marlowe", "given_names": "Alex", "birth_date": alex.birth_date, "sex": "X"}
    sent |= {"known_as": "", "language": "", "interpreter_needed": False, "seen": fingerprint(alex)}
    key = uuid4()
    form = CorrectForm(None, person=alex)
    said = at_once(lambda _: form._once(by=committed.nadia, at=TODAY, submission=key, **sent), times=MANY, lines=MANY)
    assert said == ["done"] * MANY
    assert Entry.objects.filter(did="corrected-person").count() == 1
