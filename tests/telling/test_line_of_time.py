"""The line of time: what it shows, that it says the same in words, and that it is one thing for one history."""

import re
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.telling.histories import ADMITTED, SENT, TRANSFER, story
from throughcare.telling.line_of_time import NARROW, WIDE, Story, line_of_time
from throughcare.telling.line_of_time.in_words import in_words
from throughcare.telling.line_of_time.marks import spans
from throughcare.telling.line_of_time.svg import width_of
from throughcare.telling.line_of_time.timescale import scale_of

MONDAY = date(2026, 3, 2)
REPORTED = """
2026-03-17 initial-request-for-medical-report prison-mental-health 1
2026-03-19 first-medical-report prison-mental-health 1
"""
SVG = "{http://www.w3.org/2000/svg}"


def drawn(told: Story, frame=WIDE) -> ElementTree.Element:
    return ElementTree.fromstring(line_of_time(told, frame))


def texts(picture: ElementTree.Element) -> list[str]:
    return ["".join(node.itertext()) for node in picture.iter(f"{SVG}text")]


def titles(picture: ElementTree.Element) -> list[str]:
    return [str(node.text) for node in picture.iter(f"{SVG}title")]


@pytest.fixture
def transfer() -> Story:
    return story("hospital-transfer", TRANSFER, as_of="2026-03-24")


def test_the_sample_transfer_says_what_the_sample_picture_says(transfer: Story):
    words = texts(drawn(transfer))
    for expected in ["day 22 of 28", "was 1 day late", "day 7 of 14", "day 23 of 28", "Today", "due 30 Mar 2026"]:
        assert expected in words
    assert "law, not in force" in words
    assert "local default, not a national standard" in words


LATE_BY_WEEKS = """
2026-03-02 initial-request-for-medical-report prison-mental-health 1
"""


def test_how_a_clock_stands_keeps_to_its_own_column():
    picture = drawn(story("hospital-transfer", LATE_BY_WEEKS, as_of="2026-06-24"))
    said = [node for node in picture.iter(f"{SVG}text") if node.get("text-anchor") == "end"]
    assert "late by 76 working days" in " ".join("".join(node.itertext()) for node in said)
    assert all(width_of("".join(n.itertext()), float(n.get("font-size")), weight=700) <= WIDE.verdict for n in said)


def test_names_beneath_a_band_leave_room_for_wider_letters(transfer: Story):
    names = [node for node in drawn(transfer, NARROW).iter(f"{SVG}text") if node.get("font-size") == "13"]
    beneath = [node for node in names if node.get("stroke") and node.get("text-anchor") is None]
    assert len(beneath) > 2
    for node in beneath:
        end = float(node.get("x")) + 1.15 * width_of("".join(node.itertext()), 13)
        assert end <= NARROW.width


def test_hand_overs_name_both_parties(transfer: Story):
    said = titles(drawn(transfer))
    assert "Eastmoor mental health team to Rowan Unit, Tuesday 17 March 2026" in said
    assert "Rowan Unit to Rowan Unit and Eastmoor mental health team, Thursday 19 March 2026" in said


def test_corrected_and_struck_out_facts_are_crossed(transfer: Story):
    picture = line_of_time(transfer, WIDE)
    assert "crossed ones were corrected" in picture
    assert transfer.struck == {4, 5}
    assert picture.count('stroke="#d5281b" stroke-width="2"') == 2


def test_what_is_late_is_hatched_and_shadow_clocks_are_dashed(transfer: Story):
    picture = line_of_time(transfer, WIDE)
    # No notice was given, and nobody is on record as having met the person while they waited.
    assert picture.count('fill="url(#wide-late)"') == 2
    assert 'fill="#c4cdd4"' in picture
    assert 'stroke-dasharray="4 3"' in picture


def test_a_closed_episode_ends_where_it_ended():
    told = story("hospital-transfer", ADMITTED, as_of="2027-06-01")
    words = texts(drawn(told))
    assert "Ended" in words
    assert "Today" not in words
    assert "2027" not in words


def test_a_referral_of_today_can_be_drawn():
    words = texts(drawn(story("daycare", SENT, as_of="2026-03-02")))
    assert "Referral sent, not yet received" in words
    assert "2 facts" in words


def test_nothing_styles_itself_and_every_name_in_it_is_escaped(transfer: Story):
    hostile = Story(transfer.course, transfer.history, dict.fromkeys(transfer.names, '<b>"Unit"</b>'))
    picture = line_of_time(hostile, WIDE)
    assert "style" not in picture
    assert "<b>" not in picture
    ElementTree.fromstring(picture)


def test_two_frames_on_one_page_share_no_names(transfer: Story):
    ids = [re.findall(r' id="([^"]+)"', line_of_time(transfer, frame)) for frame in (WIDE, NARROW)]
    assert ids[0]
    assert not set(ids[0]) & set(ids[1])


@pytest.mark.parametrize("frame", [WIDE, NARROW], ids=lambda frame: frame.name)
@pytest.mark.parametrize("history", [TRANSFER, ADMITTED, REPORTED], ids=["under way", "ended", "begun"])
@pytest.mark.parametrize("as_of", ["2026-03-19", "2026-12-01"])
def test_nothing_is_drawn_outside_the_frame(history, as_of, frame):
    picture = drawn(story("hospital-transfer", history, as_of=as_of), frame)
    for node in picture.iter(f"{SVG}text"):
        width = width_of("".join(node.itertext()), float(node.attrib["font-size"]))
        left = (
            float(node.attrib["x"]) - {"start": 0, "middle": width / 2, "end": width}[node.get("text-anchor", "start")]
        )
        assert left >= -2
        assert left + width <= frame.width + 12


def test_the_same_history_always_gives_the_same_picture():
    once, again = (story("hospital-transfer", ADMITTED, as_of="2026-10-01") for _ in range(2))
    assert line_of_time(once, NARROW) == line_of_time(again, NARROW)


def test_an_offer_not_yet_answered_is_dashed():
    offer = "2026-03-20 handover-offered prison-mental-health 1 party=prison-mental-health organisation=5"
    told = story("hospital-transfer", f"{TRANSFER.strip()}\n{offer}", as_of="2026-03-24")
    assert "offered to Case management, North" in texts(drawn(told))
    assert "Offered to Case management, North, which has not answered yet." in in_words(told)[1].lines


def test_the_lists_say_what_the_picture_shows(transfer: Story):
    said = {told.heading: told.lines for told in in_words(transfer)}
    assert said["Stages"][1] == (
        "Referred, waiting for the first medical report: from Monday 2 March 2026 to Tuesday 17 March 2026."
    )
    assert said["Who held the person"][1] == (
        "Rowan Unit: from Tuesday 17 March 2026 to Thursday 19 March 2026, taken over from Eastmoor mental health team."
    )
    assert said["Delays"] == (
        "No assessor: from Tuesday 10 March 2026 to Monday 16 March 2026, put down to Secure hospital or provider"
        " collaborative.",
    )
    assert said["Clocks"][0] == (
        "In hospital within 28 days of referral (national guidance): from Monday 2 March 2026,"
        " due Monday 30 March 2026; day 22 of 28."
    )


@pytest.mark.parametrize(
    ("numbers", "between", "words"),
    [
        ((1,), (), "1"),
        ((1, 2, 3), (), "1-3"),
        ((1, 2, 5), (), "1-2, 5"),
        ((1, 2, 5), (3, 4), "1-5"),
        ((7, 2), (), "2, 7"),
    ],
)
def test_numbers_are_written_as_ranges(numbers, between, words):
    assert spans(numbers, between=frozenset(between)) == words


@pytest.mark.parametrize(
    ("days", "labels"),
    [
        (5, ["28 Feb", "1 Mar", "2 Mar"]),
        (30, ["2 Mar", "9 Mar", "16 Mar"]),
        (75, ["9 Mar", "23 Mar", "6 Apr"]),
        (200, ["Mar", "Apr", "May"]),
        (700, ["Apr", "Jul", "Oct"]),
        (1200, ["Jan", "Jul", "Jan"]),
        (4000, ["2026", "2028", "2030"]),
    ],
)
def test_ticks_thin_out_from_days_to_years(days, labels):
    ticks = scale_of([MONDAY, MONDAY + timedelta(days=days)], left=230, right=810).ticks()
    assert [tick.label for tick in ticks][:3] == labels


def test_a_span_that_no_step_suits_has_no_ticks():
    assert scale_of([date(1500, 1, 1), date(2500, 1, 1)], left=0, right=100).ticks() == ()


@given(st.integers(0, 40_000), st.integers(120, 2000))
def test_labels_never_touch_and_days_never_run_backwards(days, width):
    scale = scale_of([MONDAY, MONDAY + timedelta(days=days)], left=0, right=width)
    places = [scale.x(tick.day) for tick in scale.ticks()]
    assert all(later - earlier >= 50 for earlier, later in pairwise(places))
    assert 0 <= scale.x(MONDAY) <= scale.x(MONDAY + timedelta(days=days)) <= width


def test_a_name_too_long_for_a_narrow_frame_is_cut_and_not_left_out(transfer: Story):
    words = texts(drawn(transfer, NARROW))
    assert any(line.startswith("Waiting for the second report") and line.endswith("...") for line in words)
    assert "Waiting for the second report and the application" in texts(drawn(transfer))
