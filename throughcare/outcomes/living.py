"""Taking part, work and family, how support ended: as the coordinator recorded it with the person."""

from collections.abc import Iterator, Sequence

from throughcare.meanings import OutcomeMeaning
from throughcare.outcomes.blocks import Block, block
from throughcare.outcomes.harm import Said

E = OutcomeMeaning
AGAINST_THE_START = {"more": "More", "same": "The same", "less": "Less"}
WORK = {"none": "None", "part-time": "Part-time", "full-time": "Full-time"}
ENDED = {
    E.GOALS_MET: "What they wanted is reached",
    E.BECAME_MENTOR: "Became a mentor",
    E.NEEDED_MORE: "Passed on to mental health care",
    E.NOT_SAFE: "Not safe with a mentor",
    E.NOT_WANTED: "Did not want it any more",
    E.GAVE_UP: "Stopped coming",
    E.MOVED: "Moved to another prison",
    E.RELEASED: "Released",
    E.TO_HOSPITAL: "Gone to hospital",
    E.DIED: "Died",
}


def of_living(people: Sequence[dict[str, Said]]) -> Iterator[Block]:
    """`people` are the answers of each, by question, in order."""
    everybody, last = "people supported", "by the last answer, against when support began"
    engagement = (AGAINST_THE_START.get(_last(one, "engagement")) for one in people)
    yield block("taking-part", (f"Out of the cell and taking part, {last}", everybody), AGAINST_THE_START.values(),
                engagement)  # fmt: skip
    contact = AGAINST_THE_START | {"none": "No contact"}
    family = (contact.get(_last(one, "family")) for one in people)
    yield block("family", (f"Contact with family, {last}", everybody), contact.values(), family)
    first = [WORK.get(one["work"][0]) if one.get("work") else None for one in people]
    yield block("work-at-first", ("Work or education, by the first answer", everybody), WORK.values(), first)
    for key, title in WORK.items():
        those = [one for one, stood in zip(people, first, strict=True) if stood == title]
        later = (WORK.get(one["work"][-1]) if len(one["work"]) > 1 else None for one in those)
        of = f"people whose first answer was {title.lower()}"
        yield block(f"work-from-{key}", ("Work or education, by the last answer", of), WORK.values(), later)


def of_ends(ended: Sequence[OutcomeMeaning | None]) -> Block:
    titles = ("How support ended", "people whose support ended in this time")
    return block("ended", titles, ENDED.values(), (ENDED.get(one) if one else None for one in ended))


def _last(one: dict[str, Said], question: str) -> str:
    return one[question][-1] if one.get(question) else ""
