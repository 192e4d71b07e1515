"""Where mentors come from and go to, in figures: k of n, and none of a few people.

Counted over a year that ends with the last whole quarter: a window that moved every day would give a single person away
to whoever asks on two days.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from throughcare.cover.models import Mentoring
from throughcare.episodes.history import adopted
from throughcare.episodes.models import Episode
from throughcare.indicators import Share, share
from throughcare.meanings import OutcomeMeaning, StepMeaning
from throughcare.organisations.acting import COUNTER, by_service
from throughcare.organisations.models import Organisation
from throughcare.sharing.small import enough, told, told_together

E = OutcomeMeaning
REASONS: dict[OutcomeMeaning | None, str] = {
    E.RESIGNED: "By their own wish",
    E.TO_WORK: "To work or education",
    E.OWN_HEALTH: "For the sake of their own health",
    E.CONDUCT: "Because of conduct",
    E.BY_SECURITY: "By security",
    E.MOVED: "Moved to another prison",
    E.RELEASED: "Released",
    E.TO_HOSPITAL: "Gone to hospital",
    E.DIED: "Died",
}
OTHER = "Another reason"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. `k` is None where it, or what is left of `n`, is of a few people."""

    key: str
    title: str
    of: str
    k: int | None
    n: str
    share: Share | None


@dataclass(frozen=True, slots=True)
class Progress:
    """The figures of a scheme from a day until another, that day not included; why mentors left, by reason."""

    first: date
    last: date
    figures: tuple[Figure, ...]
    left_for: tuple[tuple[str, str], ...]
    left: str


def year_until(today: date) -> tuple[date, date]:
    """The year that ends with the last whole quarter before a day."""
    last = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    return last.replace(year=last.year - 1), last


@by_service(COUNTER)
def progress(scheme: Organisation, *, as_of: date) -> Progress:
    """Counted as the product itself counts, and told with small numbers left out. Three queries, and one
    more for each version of a blueprint that this process has not read yet.
    """
    first, last = year_until(as_of)
    ended = _supported(scheme, first, last)
    mentors = _mentors(scheme, first, last)
    left = [outcome for outcome, on in mentors if on and first <= on < last]
    reasons = Counter(REASONS.get(outcome, OTHER) for outcome in left)
    cells, total = told_together(reasons)
    return Progress(
        first=first,
        last=last,
        figures=(
            _figure("mentee-to-mentor", "Supported people who became mentors",
                    "people whose support ended", sum(ended), len(ended)),
            _figure("to-work", "Mentors who went on to work or education",
                    "mentors who left", left.count(E.TO_WORK), len(left)),
            _figure("turnover", "Mentors who left", "people who were mentors in that year", len(left), len(mentors)),
        ),
        left_for=tuple((title, cells[title]) for title in (*REASONS.values(), OTHER) if title in cells),
        left=total,
    )  # fmt: skip


def _figure(key: str, title: str, of: str, k: int, n: int) -> Figure:
    fine = enough(k, n - k)
    return Figure(key, title, of, k if fine else None, told(n), share(k, n) if fine else None)


def _supported(scheme: Organisation, first: date, last: date) -> list[bool]:
    """Of each person whose support ended in a time, whether they became a mentor: it was said, and they began."""
    means = {"service__blueprint__means__has_key": StepMeaning.MATCHED}
    ended = Episode.objects.filter(**means, service__organisation=scheme, closed_on__gte=first, closed_on__lt=last)
    outcomes: dict[int, bool] = {}
    for person, outcome, digest in ended.values_list("person", "outcome", "blueprint"):
        outcomes[person] = outcomes.get(person, False) or _meant(digest, outcome) is E.BECAME_MENTOR
    said = [person for person, became in outcomes.items() if became]
    began = {"service__blueprint__means__has_key": StepMeaning.MENTOR_ACTIVE, "service__organisation": scheme}
    on_the_way = set(Episode.objects.filter(**began, person__in=said).values_list("person", flat=True))
    return [person in on_the_way for person in outcomes]


def _meant(digest: str, outcome: str) -> OutcomeMeaning | None:
    """What an outcome means in the version that an episode holds to, whatever it is called there."""
    return adopted(digest, starts={}, in_force={}).outcome_means.get(outcome)


def _mentors(scheme: Organisation, first: date, last: date) -> list[tuple[OutcomeMeaning | None, date | None]]:
    """Of each who was active at some time in a year: how and when they left, if they did."""
    rows = Mentoring.objects.filter(scheme=scheme).exclude(served=[])
    found = []
    asked = ("served", "left_on", "episode__outcome", "episode__blueprint")
    for served, left_on, outcome, digest in rows.values_list(*asked):
        spans = ((date.fromisoformat(one), date.fromisoformat(other) if other else None) for one, other in served)
        if any(since < last and (until is None or until >= first) for since, until in spans):
            found.append((_meant(digest, outcome), left_on))
    return found
