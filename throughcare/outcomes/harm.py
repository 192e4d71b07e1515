"""Self-harm, thoughts of suicide and attempts: how they stood when support began, and what became of them.

Two sources, apart all the way: what the person says and what is on record. The first answer says how it stood, the last
one what became of it; whoever was asked once is not counted as changed, and not as unchanged.
"""

from collections.abc import Iterator, Sequence

from throughcare.outcomes.blocks import ON_RECORD, SELF_REPORTED, Block, block

SOURCES = {"self-reported": SELF_REPORTED, "recorded": ON_RECORD}
NEVER, PAST, NOW = "Never", "In the past", "Now"
# Whoever has stopped, does less or more since support began did it when it began.
AT_FIRST = {"never": NEVER, "before": PAST, **dict.fromkeys(("now", "reduced", "stopped", "increased"), NOW)}
STOPPED, LESS, SAME, MORE = "Stopped", "Less", "The same", "More"
AGAINST_THE_START = {"stopped": STOPPED, "reduced": LESS, "same": SAME, "increased": MORE}
BEGUN, NOT_BEGUN = "Begun since", "Not begun"
THOUGHT_OF_IT = {"none": "Neither", "thoughts": "Thoughts", "attempt": "An attempt"}
AT_SOME_TIME = "At some time"
EVER = {NEVER: NEVER, PAST: AT_SOME_TIME, NOW: AT_SOME_TIME}
Said = Sequence[str]


def of_self_harm(people: Sequence[dict[str, Said]]) -> Iterator[Block]:
    """`people` are the answers of each, by question, in order."""
    for question, source in SOURCES.items():
        answers = [one.get(question, ()) for one in people]
        first = [AT_FIRST.get(said[0]) if said else None for said in answers]
        ever = [EVER.get(one) if one else None for one in first]
        yield block("self-harm-ever", ("Self-harm ever before support began", "people supported"),
                    (NEVER, AT_SOME_TIME), ever, source=source)  # fmt: skip
        yield block("self-harm-at-first", ("Self-harm when support began", "people supported"), (NEVER, PAST, NOW),
                    first, source=source)  # fmt: skip
        did = [said for said, one in zip(answers, first, strict=True) if one == NOW]
        yield block("self-harm-change", ("What became of it", "people who self-harmed when support began"),
                    AGAINST_THE_START.values(), map(change, did), source=source)  # fmt: skip
        did_not = [said for said, one in zip(answers, first, strict=True) if one in {NEVER, PAST}]
        yield block("self-harm-begun", ("Whether it began", "people who did not self-harm when support began"),
                    (BEGUN, NOT_BEGUN), map(begun, did_not), source=source)  # fmt: skip


def of_suicide(people: Sequence[dict[str, Said]]) -> Iterator[Block]:
    said = [THOUGHT_OF_IT.get(one["suicide-12-months"][0]) if one.get("suicide-12-months") else None for one in people]
    title = "Thoughts of suicide and attempts in the 12 months before the first answer"
    yield block("suicide-at-first", (title, "people supported"), THOUGHT_OF_IT.values(), said, source=SELF_REPORTED)
    those = [one for one, stood in zip(people, said, strict=True) if stood in {"Thoughts", "An attempt"}]
    since = (AGAINST_THE_START.get(one["suicide-since"][-1]) if one.get("suicide-since") else None for one in those)
    yield block("suicide-change", ("What became of both", "people who had thought of it or tried"),
                AGAINST_THE_START.values(), since, source=SELF_REPORTED)  # fmt: skip
    recorded = [_attempts(one.get("attempts-recorded", ())[:1]) for one in people]
    yield block("attempts-at-first", (title, "people supported"), ("None", "One or more"), recorded, source=ON_RECORD)
    tried = [one for one, stood in zip(people, recorded, strict=True) if stood == "One or more"]
    later = (_attempts(one["attempts-recorded"][1:][-1:]) for one in tried)
    yield block("attempts-later", ("In the 12 months before the last answer", "people with attempts on record then"),
                ("None", "One or more"), later, source=ON_RECORD)  # fmt: skip


def change(said: Said) -> str | None:
    """What became of self-harm that there was at the start. What is said of never having done so contradicts that."""
    last = said[-1]
    if last in AGAINST_THE_START:
        return AGAINST_THE_START[last]
    return {"now": SAME, "before": STOPPED}.get(last) if len(said) > 1 else None


def begun(said: Said) -> str | None:
    """Whether somebody who did not self-harm at the start does. That it stopped or is less contradicts that."""
    if len(said) < 2:
        return None
    return {"now": BEGUN, "increased": BEGUN, "never": NOT_BEGUN, "before": NOT_BEGUN}.get(said[-1])


def _attempts(said: Said) -> str | None:
    if not said or not said[0].isdigit():
        return None
    return "One or more" if int(said[0]) else "None"
