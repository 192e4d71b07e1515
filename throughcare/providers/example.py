"""Who answers for whom in an example world: invented collaboratives, rows and thresholds, each marked as fictional."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from throughcare.organisations.models import Organisation, StaffRole
from throughcare.people.lives import london_day
from throughcare.providers.keeping import answer_for, end
from throughcare.providers.kinds import LEVELS, SEXES
from throughcare.providers.models import Responsibility, Threshold
from throughcare.providers.thresholds import set_threshold

FICTIONAL = "Fictional: example world"
APPROVED = "Fictional: board of the collaborative"
SINCE = date(2021, 4, 1)
# Sex -> how the register of the world says that a hospital takes people of it.
TAKEN = {"1": "men", "2": "women"}
# The level at which another provider answers since a year ago, so that a row that ended is there to look at.
CHANGED = ("medium", "1")
ADMITS: Mapping[str, tuple[str, ...]] = {
    "high": ("Would be an immediate and grave danger to others in medium security",),
    "medium": (
        "Psychosis or another severe mental illness that treatment in prison has not helped",
        "A serious danger to others, so that low security would not be enough",
    ),
    "low": ("Needs treatment in hospital, and the risk can be held by staff and a locked ward",),
    "picu": ("Acutely disturbed, for weeks rather than months",),
}
REFUSES = ("Substance use alone, without a mental disorder that needs a hospital",)


def keep_rows(*, at: datetime) -> None:
    """A row for each commissioner, level and sex for which its region has a hospital, or another region for high.

    A region without a hospital for a level has none: a gap to look at.
    """
    areas = list(Organisation.objects.filter(kind="commissioner", fictional=True))
    hospitals = list(Organisation.objects.filter(kind="secure-hospital", fictional=True))
    for area in areas:
        by = _keeper(area, at=at)
        if by is None:
            continue
        _answer(area, area, "commissioner", by=by, at=at)
        for level, sex, organisation in _answers(area, hospitals):
            if (level, sex) == CHANGED:
                _change(area, organisation, by=by, at=at)
            else:
                _answer(area, organisation, "provider", level=level, sex=sex, by=by, at=at)
    for hospital in hospitals:
        _write_thresholds(hospital, at=at)


def _keeper(area: Organisation, *, at: datetime) -> StaffRole | None:
    held = StaffRole.objects.filter(organisation=area, role="COMM").in_force(as_of=london_day(at))
    return held.order_by("pk").first()


def _answers(area: Organisation, hospitals: list[Organisation]) -> Iterator[tuple[str, str, Organisation]]:
    """The largest hospital of the region for each level and sex; of all regions where there is none for high."""
    for level in LEVELS:
        for sex in SEXES:
            fit = [one for one in hospitals if _beds(one, level) and TAKEN[sex] in one.register["takes"]]
            near = [one for one in fit if one.region == area.region] or (fit if level == "high" else [])
            if near:
                yield level, sex, max(near, key=lambda one: (_beds(one, level), one.name))


def _beds(hospital: Organisation, level: str) -> int:
    return int(hospital.register["beds by level"].get(level, 0))


def _answer(
    area: Organisation,
    organisation: Organisation,
    answers: str,
    *,
    by: StaffRole,
    at: datetime,
    level: str = "",
    sex: str = "",
    from_on: date = SINCE,
) -> Responsibility:
    row = Responsibility(
        answers=answers,
        area=area,
        organisation=organisation,
        level=level,
        sex=sex,
        from_on=from_on,
        source=FICTIONAL,
        approved_by=APPROVED,
    )
    return answer_for(row=row, by=by, at=at)


def _change(area: Organisation, organisation: Organisation, *, by: StaffRole, at: datetime) -> None:
    """A trust of the region answered until a year ago."""
    level, sex = CHANGED
    before = Organisation.objects.filter(kind="nhs-trust", region=area.region, fictional=True).order_by("name").first()
    changed = london_day(at) - timedelta(days=365)
    if before is not None:
        row = _answer(area, before, "provider", level=level, sex=sex, by=by, at=at)
        end(row=row, on=changed, source=FICTIONAL, approved_by=APPROVED, by=by, at=at)
    _answer(area, organisation, "provider", level=level, sex=sex, from_on=changed, by=by, at=at)


def _write_thresholds(hospital: Organisation, *, at: datetime) -> None:
    clinicians = StaffRole.objects.filter(organisation=hospital, role="SH").in_force(as_of=london_day(at))
    for by in clinicians.order_by("pk")[:1]:
        for level in LEVELS:
            if _beds(hospital, level):
                said = {"admits": list(ADMITS[level]), "refuses": list(REFUSES), "source": FICTIONAL}
                version = Threshold(provider=hospital, level=level, from_on=SINCE, **said)
                set_threshold(threshold=version, by=by, at=at)
