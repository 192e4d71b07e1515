"""Files that are no register at all: one sentence, naming the line and the field, and nothing loaded."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from throughcare.organisations.refusals import Refused
from throughcare.organisations.registers import layout_of
from throughcare.organisations.registers.sheets import read_bytes, read_file

HEADER = b"agency_code,name,active\n"

BROKEN = {
    "empty": (b"", "p.csv is empty."),
    "only spaces": (b" \n \n", "p.csv is empty."),
    "a header alone": (HEADER, "p.csv has a header and no rows below it."),
    "latin-1": (HEADER + b"EMI,Ch\xe2teau,t\n", "p.csv, line 2, name: it is not UTF-8 text."),
    "UTF-16": ("a,b\n1,2\n".encode("utf-16"), "p.csv is saved as UTF-16."),
    "a NUL byte": (HEADER + b"EMI,East\0moor,t\n", "p.csv, line 2, name: it holds a NUL byte."),
    "an open quotation mark": (HEADER + b'EMI,"Eastmoor,t\nWFI,Westfell,t\n', "p.csv, line 2, name: a quotation mark"),
    "a stray quotation mark": (HEADER + b'EMI,"East"moor,t\n', "p.csv, line 2, "),
    "old line ends and an open quotation mark": (b'a,b\r1,"2\r3,4', "p.csv, line 2, b: a quotation mark"),
    "a huge value": (HEADER + b"EMI," + b"x" * 140_000 + b",t\n", "p.csv, line 2: one value is longer than 131,072"),
    "a column twice": (b"name,name\n1,2\n", "p.csv, line 1: the column “name” is there twice."),
}


@pytest.mark.parametrize(("content", "says"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_refused_in_one_sentence(content: bytes, says: str):
    with pytest.raises(Refused) as refused:
        read_bytes(content, name="p.csv")
    assert refused.value.reasons["file"].startswith(says)


def test_a_folder_and_a_file_that_is_not_there_say_so(tmp_path: Path):
    for path, says in (
        (tmp_path, "is not a file"),
        (tmp_path / "gone.csv", "There is no file"),
        (tmp_path / ("x" * 300), "cannot be read"),
    ):
        with pytest.raises(Refused, match=says):
            read_file(path)


def test_a_mark_at_the_beginning_blank_lines_and_other_line_ends_do_no_harm():
    sheet = read_bytes(b"\xef\xbb\xbf" + b"a,b\r\n\r\n1,2\r\n", name="p.csv")
    assert sheet.header == ("a", "b")
    assert sheet.rows == ((3, {"a": "1", "b": "2"}),)


def test_a_value_may_go_over_several_lines_and_the_row_is_named_by_its_first():
    sheet = read_bytes(b'a,b\n"1\n1",2\n3,4\n', name="p.csv")
    assert [line for line, _ in sheet.rows] == [2, 4]


@given(content=st.binary(max_size=300))
def test_bytes_that_are_no_register_are_refused_in_a_sentence(content: bytes):
    with pytest.raises(Refused, match=r"^p\.csv"):
        layout_of("prisons", read_bytes(content, name="p.csv"))
