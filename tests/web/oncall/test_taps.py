"""One tap of a mentor, what the mentor then hears, and slips that staff enter."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection

from tests.web.conftest import TODAY, SignIn
from tests.web.pages import words
from tests.worries.conftest import Scheme
from throughcare.config.database import APPLICATION
from throughcare.organisations.acting import act
from throughcare.worries import answering
from throughcare.worries.models import OnCall, Tap, Worry

ESCALATE = "/worries/escalate"


@pytest.mark.usefixtures("_screen")
def test_one_tap_is_enough_and_the_mentor_hears_that_staff_know(as_: SignIn, scheme: Scheme):
    milo, key = as_("milo"), str(uuid4())
    for _ in range(2):
        assert milo.post(ESCALATE, {"about": scheme.mentee.reference, "submission": key}).status_code == 303
    for _ in range(2):
        assert milo.post(ESCALATE, {"submission": "lost"}).status_code == 303
    assert [one.worry.first_name for one in Tap.objects.order_by("pk")] == ["Alex", "Somebody else"]
    said = words(milo.get("/worries/passed-on"))
    assert re.search(r"Alex, [^.]*09:30 It has reached staff. Somebody will come.", said), said
    answering.act(
        worry=Worry.objects.get(person__isnull=False), action="acct-opened", acct="E-9", says="Tablets",
        by=scheme.cast.owen, at=TODAY,
    )  # fmt: skip
    said = words(milo.get("/worries/passed-on"))
    assert "Staff know, and have seen them." in said
    assert not {"ACCT", "E-9", "Tablets", "Marlow"} & set(said.replace(".", " ").split())


@pytest.mark.usefixtures("_screen")
def test_a_mentor_passes_on_nothing_about_somebody_they_are_not_matched_with(as_: SignIn, scheme: Scheme):
    assert as_("milo").post(ESCALATE, {"about": "EP-ZZZ-999"}).status_code == 404
    for who in ("owen", "cora", "nadia", "sam"):
        assert as_(who).post(ESCALATE, {"about": scheme.mentee.reference}).status_code == 404
    assert not Worry.objects.exists()


def test_the_database_itself_shows_a_mentor_no_worry(scheme: Scheme, worry: Worry):
    answering.hear(worry=worry, says="He saved up tablets", by=scheme.cast.owen, at=TODAY)
    tables = ("worry", "tap", "worryentry", "heard", "namedworry", "worryline", "mentortold")
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {APPLICATION}")
        shown = {}
        for who in ("milo", "cora", "owen", "sam"):
            act(staff=scheme.cast.staff[who], as_of=TODAY + timedelta(minutes=1))
            shown[who] = {}
            for table in tables:
                cursor.execute(f"SELECT count(*) FROM worries_{table}")
                shown[who][table] = cursor.fetchone()[0]
        cursor.execute("RESET ROLE")
    assert {table for table, rows in shown["milo"].items() if rows} == {"mentortold"}
    assert not any(shown["sam"].values())
    assert (shown["cora"]["worry"], shown["cora"]["heard"]) == (1, 0)
    assert (shown["owen"]["worry"], shown["owen"]["heard"], shown["owen"]["tap"]) == (1, 1, 1)


def test_a_slip_is_entered_in_seconds_and_once(as_: SignIn, scheme: Scheme):
    owen = as_("owen")
    sent = {"service": scheme.support.pk, "code": "s-1042", "first_name": "Jo", "unit": scheme.wing.pk, "mine": "on"}
    assert owen.post("/worries/slip", {**sent, "code": ""}).status_code == 422
    taken = owen.post("/worries/slip", sent)
    worry = Worry.objects.get()
    assert taken["Location"] == f"/worries/{worry.pk}?done=slip"
    again = as_("nadia").post("/worries/slip", sent)
    assert again["Location"] == f"/worries/{worry.pk}?done=slip-folded"
    assert "this is the worry that staff have already" in words(owen.get(again["Location"]))
    said = words(owen.get(f"/worries/{worry.pk}/name"))
    assert "Or the number of their record" in said
    assert owen.post(f"/worries/{worry.pk}/name", {"person": "", "reference": "TC-ZZZ-999"}).status_code == 422
    assert owen.post(f"/worries/{worry.pk}/name", {"reference": "TC-AAA-222"}).status_code == 303
    assert "Alex Marlow" in words(owen.get(f"/worries/{worry.pk}"))
    assert as_("sam").get("/worries/slip").status_code == 404


def test_one_person_is_put_on_call_by_name(as_: SignIn, scheme: Scheme):
    cora, owen, at = as_("cora"), scheme.cast.owen, f"/services/{scheme.support.pk}/worries"
    now = {"starts_at-day": "24", "starts_at-month": "3", "starts_at-year": "2026", "starts_at-time": "09:00"}
    sent = {"organisation": owen.organisation_id, "staff": owen.pk, "title": "Tonight", "rung": "0", **now}
    assert "Or one person there" in words(cora.get(f"{at}/on-call"))
    both = cora.post(f"{at}/on-call", {**sent, "role": "OPS"})
    assert "Choose a role, or one person: not both." in words(both)
    elsewhere = cora.post(f"{at}/on-call", {**sent, "organisation": scheme.organisation.pk})
    assert "Choose somebody there who may answer a worry." in words(elsewhere)
    stranger = cora.post(f"{at}/on-call", {**sent, "staff": scheme.cast.sam.pk})
    assert (stranger.status_code, OnCall.objects.count()) == (422, 0)
    assert cora.post(f"{at}/on-call", sent).status_code == 303
    assert OnCall.objects.get().staff == owen
    assert f"{owen.organisation}, {owen.staff}" in words(cora.get(at))


def test_a_coordinator_says_who_is_on_call(as_: SignIn, scheme: Scheme):
    cora, at = as_("cora"), f"/services/{scheme.support.pk}/worries"
    assert "Nobody is named." in words(cora.get(at))
    now = {"starts_at-day": "24", "starts_at-month": "3", "starts_at-year": "2026", "starts_at-time": "09:00"}
    sent = {
        "organisation": scheme.cast.owen.organisation_id,
        "role": "OPS",
        "title": "Orderly officer",
        "rung": "0",
        **now,
    }
    assert cora.post(f"{at}/on-call", {**sent, "starts_at-day": ""}).status_code == 422
    assert cora.post(f"{at}/on-call", sent).status_code == 303
    assert "Orderly officer" in words(as_("owen").get(at))
    assert as_("owen").get(f"{at}/on-call").status_code == 404
    watch = {
        "minutes": "10",
        "fold_minutes": "3",
        "shifts": "8:00",
        "duty_manager": "Duty governor",
        "owner": "Cora",
        "why": "x",
    }
    assert cora.post(f"{at}/watch", watch).status_code == 422
    assert cora.post(f"{at}/watch", {**watch, "shifts": "08:00, 20:00"}).status_code == 303
    row = OnCall.objects.get()
    assert cora.get(f"{at}/on-call/{row.pk}/end").status_code == 200
    assert cora.post(f"{at}/on-call/{row.pk}/end", {}).status_code == 303
    assert cora.get(f"{at}/on-call/{row.pk}/end").status_code == 404
    assert "08:00, 20:00" in words(cora.get(at))
    assert as_("sam").get(at).status_code == 404
