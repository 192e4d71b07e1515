"""The kinds of rule there are: a closed table, each row one small question about facts, and what it needs to be asked.

What was not answered is not judged, but by a rule that demands it: each kind names the blanks that keep it from that.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from throughcare.law.answered import day_of, known, newest, newest_answers, own, same_name
from throughcare.law.rule import Rule
from throughcare.pathways import Event

# Whether a rule of this kind objects to a fact, given the standing facts before it.
Objects = Callable[[Sequence[Event], Event, Rule], bool]
# The step whose fact left a question blank, and the question.
Blank = tuple[str, str]
# The blanks for which a rule of this kind cannot say that it is kept.
Blanks = Callable[[Sequence[Event], Event, Rule], Sequence[Blank]]


@dataclass(frozen=True, slots=True)
class Kind:
    """`does` says in words what a rule of this kind demands; `needs` are the parameters without which it asks nothing.

    `asks_itself` is true where its questions are those of the steps it judges. `blanks` is None for a kind in which no
    answer can be missing.
    """

    does: str
    objects: Objects
    needs: tuple[str, ...] = ()
    asks_itself: bool = False
    blanks: Blanks | None = None


def _answer_is_not(_before: Sequence[Event], event: Event, rule: Rule) -> bool:
    answer = own(event, rule.answer[0])
    return answer is not None and answer not in rule.must_be


def _an_earlier_answer_is_not(before: Sequence[Event], _event: Event, rule: Rule) -> bool:
    given = newest_answers(before, rule.of, rule.answer[0])
    return any(answer is not None and answer not in rule.must_be for answer in given)


def _no_earlier_answer_is(before: Sequence[Event], _event: Event, rule: Rule) -> bool:
    given = newest_answers(before, rule.of, rule.answer[0])
    return None not in given and not set(given) & set(rule.must_be)


def _one_was_never_answered(before: Sequence[Event], _event: Event, rule: Rule) -> bool:
    """Unlike the rest it asks every earlier fact: each of several modules is passed by a fact of its own."""
    given = {own(one, rule.answer[0]) for one in before if one.step in rule.of}
    return not set(rule.must_be) <= given


def _answer_is_the_same(before: Sequence[Event], event: Event, rule: Rule) -> bool:
    """The first question that both have answered decides: a number tells two people of one name apart."""
    for earlier in filter(None, (newest(before, step) for step in rule.of)):
        pairs = ((own(earlier, question), own(event, question)) for question in rule.answer)
        decides = next(((one, other) for one, other in pairs if one is not None and other is not None), None)
        if decides and same_name(*decides):
            return True
    return False


def _answer_is_less(_before: Sequence[Event], event: Event, rule: Rule) -> bool:
    answer = own(event, rule.answer[0])
    try:
        return answer is not None and float(answer) < (rule.number or 0)
    except ValueError:
        return False


def _has_other_digits(_before: Sequence[Event], event: Event, rule: Rule) -> bool:
    answer = own(event, rule.answer[0])
    return answer is not None and not (answer.isascii() and answer.isdigit() and len(answer) == rule.number)


def _is_dated_before(others: Sequence[Event], event: Event, rule: Rule) -> bool:
    last = (newest(others, step) for step in rule.of)
    return any(one is not None and one.when.on > event.when.on for one in last)


def _day_has_come(before: Sequence[Event], event: Event, rule: Rule) -> bool:
    day = day_of(known(before, event, rule.answer[0]))
    return day is not None and event.when.on >= day


def _none_has_happened(before: Sequence[Event], _event: Event, rule: Rule) -> bool:
    return all(newest(before, step) is None for step in rule.of)


def _left_blank(_before: Sequence[Event], event: Event, rule: Rule) -> Sequence[Blank]:
    return [(event.step, asked) for asked in rule.answer if own(event, asked) is None]


def _left_blank_earlier(before: Sequence[Event], _event: Event, rule: Rule) -> Sequence[Blank]:
    last = filter(None, (newest(before, step) for step in rule.of))
    return [(one.step, rule.answer[0]) for one in last if own(one, rule.answer[0]) is None]


def _left_blank_by_all(before: Sequence[Event], event: Event, rule: Rule) -> Sequence[Blank]:
    """One lawful answer is enough, whatever the others left blank."""
    given = newest_answers(before, rule.of, rule.answer[0])
    return () if set(given) & set(rule.must_be) else _left_blank_earlier(before, event, rule)


def _left_untold_apart(before: Sequence[Event], event: Event, rule: Rule) -> Sequence[Blank]:
    """Where no question was answered by both, the last one is missed: it is the one that everybody can answer."""
    found: list[Blank] = []
    for earlier in filter(None, (newest(before, step) for step in rule.of)):
        both = (event, earlier)
        if not any(all(own(one, asked) is not None for one in both) for asked in rule.answer):
            found += [(one.step, rule.answer[-1]) for one in both if own(one, rule.answer[-1]) is None]
    return found


def _always(_before: Sequence[Event], _event: Event, _rule: Rule) -> bool:
    return True


def _never(_before: Sequence[Event], _event: Event, _rule: Rule) -> bool:
    return False


KINDS: Mapping[str, Kind] = {
    "answer-is": Kind(
        "the answer must be one of those named",
        _answer_is_not,
        needs=("answer", "must_be"),
        asks_itself=True,
        blanks=_left_blank,
    ),
    "earlier-answers-are": Kind(
        "the newest answer of each earlier step must be one of those named",
        _an_earlier_answer_is_not,
        needs=("answer", "must_be", "of"),
        blanks=_left_blank_earlier,
    ),
    "an-earlier-answer-is": Kind(
        "the newest answer of at least one of the earlier steps must be one of those named",
        _no_earlier_answer_is,
        needs=("answer", "must_be", "of"),
        blanks=_left_blank_by_all,
    ),
    "earlier-answers-cover": Kind(
        "each of the answers named must have been given by some earlier fact",
        _one_was_never_answered,
        needs=("answer", "must_be", "of"),
    ),
    "answer-differs": Kind(
        "the answer must not name whom the earlier step names",
        _answer_is_the_same,
        needs=("answer", "of"),
        asks_itself=True,
        blanks=_left_untold_apart,
    ),
    "answer-at-least": Kind(
        "the number must be reached",
        _answer_is_less,
        needs=("answer", "number"),
        asks_itself=True,
        blanks=_left_blank,
    ),
    "answer-has-digits": Kind(
        "the answer must be so many digits", _has_other_digits, needs=("answer", "number"), asks_itself=True
    ),
    "not-dated-before": Kind("it must not be dated before the earlier steps", _is_dated_before, needs=("of",)),
    "after-one-of": Kind("at least one of the earlier steps must be recorded", _none_has_happened, needs=("of",)),
    "before-the-day": Kind("it must happen before the day that was answered", _day_has_come, needs=("answer",)),
    "barred": Kind("it may not happen while the rule applies", _always, needs=("because",)),
    "answered": Kind("it must be answered", _never, needs=("answer",), asks_itself=True, blanks=_left_blank),
    # Judged when the file is checked: a form that asks, and demands the answer, keeps this rule by itself.
    "form-asks": Kind("the form must ask it", _never, needs=("answer",), asks_itself=True),
    "told": Kind("whoever records the step is told, and nothing is barred", _never),
}


def lacks(rule: Rule) -> Iterator[tuple[str, str]]:
    """What a rule of its kind still needs: the key, and what is wrong with it."""
    kind = KINDS.get(rule.kind)
    for key in kind.needs if kind else ():
        if getattr(rule, key) in ((), None):
            yield key, f"needs '{key}' to be a rule of the kind '{rule.kind}'"
    if rule.demands and kind and kind.blanks is None:
        yield "demands", f"demands an answer, and a rule of the kind '{rule.kind}' asks for none"
    if rule.kind == "answered" and not rule.demands:
        yield "kind", "needs 'demands' to be a rule of the kind 'answered'"
    if bool(rule.because) != bool(rule.which_is):
        yield ("because" if rule.because else "which_is"), "says only half of when it applies"
