"""A flag says what to do and never what there is."""

from throughcare.sharing import MATRIX
from throughcare.sharing.flags import ACTIONS, says
from throughcare.sharing.matrix import Cell


def test_every_category_that_some_role_has_a_flag_of_has_its_words():
    flagged = {category for category, row in MATRIX.items() if Cell.FLAG in row.values()}
    assert ACTIONS.keys() == flagged


def test_a_peer_mentor_is_told_of_a_worry_and_not_which():
    assert says("self-harm-risk", "PM") == ("A worry", "Pass on at once whatever worries you.")


def test_what_a_service_left_only_a_flag_of_says_whom_to_ask():
    assert says("clinical", "COM")[1].startswith("Ask those who may read it")
