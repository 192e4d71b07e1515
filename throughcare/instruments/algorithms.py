"""Rules that give a name and not a number: each takes the answers and says which."""

from collections.abc import Callable, Mapping, Sequence

from throughcare.instruments.numbers import numbers

PRESENT = 2  # an answer from which a symptom counts as present
SOMETIMES = 1

Answered = Mapping[str, int]
CLUSTERS = (("P1", "P2"), ("P3", "P4"), ("P5", "P6"), ("P7", "P8", "P9"))
# In PCL-5, how many symptoms of which items each cluster asks for.
PCL_CLUSTERS = ((range(1, 6), 1), (range(6, 8), 1), (range(8, 15), 2), (range(15, 21), 2))
OTHER_LEAST, MAJOR_LEAST = 2, 5


def phq_9_syndrome(answers: Answered) -> str:
    """The symptom count of PHQ-9: thoughts of death count from "several days" on, the others from "more than half"."""
    core = sum(answers[n] >= PRESENT for n in ("1", "2"))
    other = sum(answers[str(n)] >= PRESENT for n in range(3, 9)) + (answers["9"] >= SOMETIMES)
    if not core or core + other < OTHER_LEAST:
        return "no depressive syndrome"
    return "major depressive syndrome" if core + other >= MAJOR_LEAST else "other depressive syndrome"


def itq_label(answers: Answered) -> str:
    """One name: complex PTSD takes the place of PTSD."""
    ptsd = _each_cluster(answers, CLUSTERS)
    dso = _each_cluster(answers, [[number.replace("P", "C") for number in cluster] for cluster in CLUSTERS])
    if not ptsd:
        return "none"
    return "CPTSD" if dso else "PTSD"


def _each_cluster(answers: Answered, clusters: Sequence[Sequence[str]]) -> bool:
    return all(any(answers[number] >= PRESENT for number in cluster) for cluster in clusters)


def pcl_5_symptoms(answers: Answered) -> str:
    """Whether one symptom of B, one of C, two of D and two of E are present."""
    met = all(sum(answers[str(n)] >= PRESENT for n in items) >= least for items, least in PCL_CLUSTERS)
    return "symptom rule met" if met else "symptom rule not met"


# Of which items each asks.
ASKS: Mapping[str, frozenset[str]] = {
    "phq-9-syndrome": frozenset(numbers("1-9")),
    "itq": frozenset(numbers("P1-P9, C1-C9")),
    "pcl-5-clusters": frozenset(numbers("1-20")),
}
ALGORITHMS: Mapping[str, Callable[[Answered], str]] = {
    "phq-9-syndrome": phq_9_syndrome,
    "itq": itq_label,
    "pcl-5-clusters": pcl_5_symptoms,
}
