"""The table by which a placement opens a record was mended: what was granted before is found, and made anew."""

import pytest
from django.utils import timezone

from tests.cast import Cast
from throughcare.access import anew
from throughcare.access.models import Grant
from throughcare.audit.models import Entry
from throughcare.config.commands import access


def granted(cast: Cast, category: str) -> list[str]:
    """The levels at which the prison sees it now by where Alex lives."""
    live = Grant.objects.live(as_of=timezone.now()).filter(person=cast.people["alex"], ground="placement")
    return [one.level for one in live.of(category).filter(organisation=cast.owen.organisation)]


def kept(cast: Cast, *, at: str) -> None:
    """What the prison sees of risk to others is kept at a level of before: in a row of its own."""
    its = Grant.objects.filter(person=cast.people["alex"], organisation=cast.owen.organisation, ground="placement")
    row = its.of("risk-to-others").get()
    row.categories.remove("risk-to-others")
    row.save()
    Grant.objects.create(
        person=row.person, organisation=row.organisation, ground="placement", starts_at=row.starts_at, level=at,
        categories=["risk-to-others"],
    )  # fmt: skip


def test_one_that_was_stored_before_the_table_was_mended_is_named_with_what_to_do(cast: Cast):
    kept(cast, at="summary")
    said = [one for one in anew.faults() if "TC-AAA-222" in one]
    assert said == [
        "TC-AAA-222: what HMP Eastmoor sees by where the person lives is not what the table says (Risk to others, "
        "MAPPA and licence: “a summary” is kept, “all of it, to read and to write” is meant). Run "
        "`throughcare access renew`."
    ]


def test_it_is_made_anew_once_and_the_former_row_ends(cast: Cast, capsys: pytest.CaptureFixture[str]):
    kept(cast, at="summary")
    access.renew.callback()
    assert granted(cast, "risk-to-others") == ["write"]
    assert list(anew.faults()) == []
    assert Entry.objects.filter(did="renewed-grants", person_id=cast.people["alex"].pk).count() == 1
    before = Grant.objects.count()
    access.renew.callback()
    assert Grant.objects.count() == before
    assert "for 0 people." in capsys.readouterr().out


def test_what_the_table_no_longer_gives_ends_at_once(cast: Cast):
    its = Grant.objects.filter(person=cast.people["alex"], organisation=cast.owen.organisation, ground="placement")
    Grant.objects.create(
        person=cast.people["alex"], organisation=cast.owen.organisation, ground="placement", level="read",
        categories=["therapy-content"], starts_at=its.earliest("pk").starts_at,
    )  # fmt: skip
    access.renew.callback()
    last = its.of("therapy-content").get()
    assert last.ends_at is not None
    assert list(anew.faults()) == []
