"""The instruments that ship: each file whole, each code possible, nothing shipped that may not be."""

from pathlib import Path

import pytest

from throughcare.handbook.instrument_page import contents, page
from throughcare.instruments import instrument, instruments
from throughcare.instruments.algorithms import ALGORITHMS, ASKS
from throughcare.instruments.check import check
from throughcare.instruments.codes import loinc_fault, snomed_fault
from throughcare.instruments.library import read_shipped, shipped, source
from throughcare.instruments.read import read

PRINTED = Path(__file__).parents[2] / "docs" / "instruments"
EVERY = instruments()


@pytest.mark.parametrize(("id_", "version"), shipped())
def test_nothing_is_wrong_with_a_shipped_file(id_: str, version: str) -> None:
    reading = read_shipped(id_, version)
    assert [str(problem) for problem in check(reading)] == []
    assert reading.instrument is not None
    assert (reading.instrument.id, reading.instrument.version) == (id_, version)


def test_every_instrument_of_the_list_is_there() -> None:
    assert {of.id for of in EVERY} == {
        "phq-9", "gad-7", "core-10", "core-om", "wemwbs", "swemwbs", "reqol-10", "dialog", "honos", "honos-secure",
        "pcl-5", "itq", "ders-16", "ders-18", "ders-36", "audit", "audit-c", "dudit", "k6", "k10", "k10-nhs", "cmhs-m",
        "cmhs-w", "wsas", "wsas-4", "qpr-15", "gbo", "gas",
    }  # fmt: skip


def test_the_newest_version_is_given_where_none_is_named() -> None:
    assert instrument("phq-9") is instrument("phq-9", "2026.1")
    assert len(instrument("phq-9").hash) == 64


@pytest.mark.parametrize(
    ("id_", "version", "says"),
    [
        ("phq9", None, "There is no instrument 'phq9'. Did you mean 'phq-9'?"),
        ("phq-9", "1", "There is no version '1' of phq-9. Known here: 2026.1."),
        ("../../etc", None, "There is no instrument '../../etc'. Known here: audit,"),
    ],
)
def test_what_is_not_there_is_said_in_a_sentence(id_: str, version: str | None, says: str) -> None:
    with pytest.raises(KeyError) as failed:
        instrument(id_, version)
    assert failed.value.args[0].startswith(says)


# The public tables of the NHS had ReQoL, QPR and DIALOG the wrong way round.
GOOD_WHEN_HIGH = {"wemwbs", "swemwbs", "reqol-10", "dialog", "qpr-15", "gbo", "gas"}


@pytest.mark.parametrize("of", EVERY, ids=lambda of: of.id)
def test_which_way_is_good(of) -> None:  # type: ignore[no-untyped-def]
    numeric = [scale for scale in of.scales if scale.method != "algorithm"]
    assert {scale.direction for scale in numeric} == {1 if of.id in GOOD_WHEN_HIGH else -1}


# Of which instruments the wording may ship (evaluation.md 1.2), and does.
WORDED = {"phq-9", "gad-7", "pcl-5", "core-10", "audit", "audit-c"}


@pytest.mark.parametrize("of", EVERY, ids=lambda of: of.id)
def test_wording_ships_only_where_the_licence_lets_it(of) -> None:  # type: ignore[no-untyped-def]
    assert any(item.text for item in of.items) is (of.id in WORDED)
    assert of.licence.text_may_ship or not any(item.choices for item in of.items if item.text)
    assert of.licence.holder
    assert of.licence.terms


def test_gad_7_has_not_at_all_and_not_not_sure() -> None:
    assert instrument("gad-7").item["1"].choices == (
        (0, "Not at all"), (1, "Several days"), (2, "More than half the days"), (3, "Nearly every day"),
    )  # fmt: skip


@pytest.mark.parametrize("of", EVERY, ids=lambda of: of.id)
def test_what_was_recalled_is_told_as_unconfirmed(of) -> None:  # type: ignore[no-untyped-def]
    recalled = [what for what, fact in of.facts() if fact.source in {"recalled", "local"}]
    assert set(recalled) <= set(of.unconfirmed)
    printed = page(of)
    assert all(f"- {what}" in printed for what in of.unconfirmed)
    assert ("unconfirmed" in printed) is bool(of.unconfirmed)


@pytest.mark.parametrize("of", EVERY, ids=lambda of: of.id)
def test_the_printed_page_says_what_scores(of) -> None:  # type: ignore[no-untyped-def]
    """After a change: throughcare instrument handbook docs/instruments."""
    assert (PRINTED / f"{of.id}.md").read_text() == page(of)
    assert (PRINTED / "README.md").read_text() == contents(EVERY)


# Identifiers of scores in a public table of the NHS (menh_bbrb, 04_mhsds_ref_tables.py, commit 7b4d742, MIT), in which
# a spreadsheet had cut off the last digits, each with the right one where the table has it too.
CUT_OFF = [
    ("1037661000000100", "1037661000000102"),
    ("1037671000000100", "1037671000000109"),
    ("1037681000000100", "1037681000000106"),
    ("1037691000000100", "1037691000000108"),
    ("1037701000000100", "1037701000000108"),
    ("1037711000000100", "1037711000000105"),
    ("1037721000000100", "1037721000000104"),
    ("1037731000000100", "1037731000000102"),
    ("1037741000000100", "1037741000000106"),
    ("1037751000000100", "1037751000000109"),
    ("1034351000000100", "1034351000000101"),
    ("1034361000000100", "1034361000000103"),
    ("1034371000000100", "1034371000000105"),
    ("1035441000000100", "1035441000000106"),
    ("1091081000000100", "1091081000000103"),
]


@pytest.mark.parametrize(("cut", "right"), CUT_OFF)
def test_an_identifier_that_a_spreadsheet_cut_off_is_refused(cut: str, right: str) -> None:
    assert "check digit" in snomed_fault(cut)
    assert snomed_fault(right) == ""
    file = source("qpr-15", "2026.1").decode().replace('"1035441000000106"', f'"{cut}"')
    assert cut in file
    (problem,) = check(read(file.encode(), path="x.toml"))
    assert problem.line == file[: file.index(cut)].count("\n") + 1
    assert problem.says.startswith(f"{cut} is no code of SNOMED.")


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("720433000", ""),
        ("718583008", ""),
        ("720433001", "check digit"),
        ("702433000", "check digit"),
        ("12345", "6 to 18 digits"),
        ("0720433000", "6 to 18 digits"),
        ("72043300a", "6 to 18 digits"),
        ("2148112012", "do not say"),
        ("100105", "too short"),
    ],
)
def test_a_code_of_snomed_is_a_concept_with_its_check_digit(code: str, fault: str) -> None:
    assert fault in snomed_fault(code)
    assert bool(snomed_fault(code)) is bool(fault)


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("44249-1", ""),
        ("70274-6", ""),
        ("44249-2", "check digit"),
        ("44429-1", "check digit"),
        ("44249", "up to seven"),
    ],
)
def test_a_code_of_loinc_has_its_check_digit(code: str, fault: str) -> None:
    assert fault in loinc_fault(code)
    assert bool(loinc_fault(code)) is bool(fault)


@pytest.mark.parametrize("place", range(9))
def test_one_wrong_digit_or_two_swapped_are_always_found(place: int) -> None:
    right = "720433000"
    for other in set("0123456789") - {right[place]}:
        assert snomed_fault(right[:place] + other + right[place + 1 :])
    if place < 8 and right[place] != right[place + 1]:
        assert snomed_fault(right[:place] + right[place + 1] + right[place] + right[place + 2 :])


def test_every_algorithm_says_which_items_it_asks() -> None:
    assert ASKS.keys() == ALGORITHMS.keys()
    assert {scale.algorithm for of in EVERY for scale in of.scales if scale.algorithm} == ALGORITHMS.keys()


def test_recoded_instruments_name_each_other() -> None:
    pairs = {(of.id, one.of, int(one.add)) for of in EVERY for one in of.recodings}
    assert pairs == {(of, other, -add) for other, of, add in pairs}
    assert {of for of, _, _ in pairs} <= {of.id for of in EVERY}
