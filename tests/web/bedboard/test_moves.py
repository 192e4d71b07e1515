"""Receiving somebody moves nobody on record: whoever may record the move is led to it."""

from django.test import Client

from tests.beds.conftest import Rowan, received, warranted
from tests.web.conftest import SignIn
from tests.web.pages import words

LINE = "Record the move to Rowan Unit"


def page(client: Client, rowan: Rowan) -> str:
    return words(client.get(f"/episodes/{rowan.alex.reference}"))


def test_once_received_the_page_leads_those_who_may_to_the_move_and_not_before(as_: SignIn, rowan: Rowan):
    warranted(rowan.cast, rowan.alex)
    assert LINE not in page(as_("nadia"), rowan)
    received(rowan.cast, rowan.alex, on=20)
    told = page(as_("nadia"), rowan)
    assert f"{LINE} . They were received there, and the record still says HMP Eastmoor." in told
    address = f'href="/people/{rowan.alex.person.reference}/move"'
    assert address in as_("nadia").get(f"/episodes/{rowan.alex.reference}").content.decode()
