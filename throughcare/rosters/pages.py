"""The pages of cover: who is there now, the gaps a week ahead, the chart, and when wings want mentors."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.http import Http404, HttpResponse
from django.shortcuts import render
from markupsafe import Markup

from throughcare.audit import actions as audit
from throughcare.cover import reading
from throughcare.cover.keeping import coordinates
from throughcare.cover.reading import A_WEEK, OnDuty, Wing
from throughcare.cover.wanting import newest_wanted, week
from throughcare.cover.words import MARK
from throughcare.organisations.models import Organisation, Unit
from throughcare.rosters import forms, gates
from throughcare.rosters.chart import SIZES, Drawn, picture
from throughcare.rota.gaps import Gap, Week, all_day, missing_in_words
from throughcare.rota.turns import DAY, Turn, clock, day, hours, spelled
from throughcare.sessions.words import WEEKDAYS
from throughcare.web.asking import Request
from throughcare.web.forms import see, sent, show
from throughcare.web.words import london_day

# A page of gaps names so many; the chart has them all. Weeks that can be looked at, before and after this one.
GAPS_SHOWN, WEEKS = 12, 26


@dataclass(frozen=True, slots=True)
class Shown:
    """The wings of a prison over some days, with what is missing from now on."""

    place: Organisation
    wings: list[Wing]
    gaps: list[Gap]
    first: date
    over: bool

    @property
    def drawn(self) -> list[tuple[str, Markup]]:
        """The chart in each size."""
        wings = [Drawn(wing.name, wing.rows(self.first)) for wing in self.wings]
        return [(size.name, picture(self.title, wings, size)) for size in SIZES] if wings else []

    @property
    def title(self) -> str:
        return f"Cover at {self.place}, seven days from {self.first.day} {self.first:%B %Y}"

    @property
    def sentence(self) -> str:
        """For how many of the hours that are ahead there is nobody, in words."""
        if self.over:
            return "These days have passed."
        if not self.gaps:
            return "As many mentors as are wanted are on the rota, at every hour."
        missing = missing_in_words(self.gaps)
        return f"{missing[0].upper()}{missing[1:]}."


def cover(request: Request) -> HttpResponse:
    """Who is available now on each wing, the gaps of the coming days, the most pressing first, and the chart."""
    shown = _shown(request, london_day(request.now))
    now = [(wing, wing.now(request.now), wing.wants(request.now)) for wing in shown.wings]
    _note(request, "saw-cover", [one for _, there, _ in now for one in there])
    given = {"now": now, "gaps": shown.gaps[:GAPS_SHOWN], "more": len(shown.gaps) - GAPS_SHOWN, "in_hours": hours}
    return render(request, "rosters/cover.html", {**given, **_of(request, shown)})


def cover_chart(request: Request) -> HttpResponse:
    """The chart of a week with its table, on one page of paper."""
    today = london_day(request.now)
    first = _first(request.GET.get("from", ""), today)
    shown = _shown(request, first)
    rows = [(wing, on, *_told(wing, on)) for wing in shown.wings for on in (first + n * DAY for n in range(A_WEEK))]
    _note(request, "saw-cover", [one for wing in shown.wings for one in wing.duties])
    near = (first - A_WEEK * DAY, first + A_WEEK * DAY)
    before, after = (one if abs((one - today).days) <= WEEKS * A_WEEK else None for one in near)
    given = {"rows": rows, "before": before, "after": after, "first": first}
    return render(request, "rosters/chart.html", {**given, **_of(request, shown)})


def _shown(request: Request, first: date) -> Shown:
    place, span = gates.place(request), day(first, A_WEEK)
    wings = reading.wings(request.staff, place.pk, span, at=request.now)
    # What has passed is in the chart, and is no gap that anybody could fill.
    over = span.ends_at <= request.now
    gaps = [] if over else reading.gaps_of(wings, Turn(max(span.starts_at, request.now), span.ends_at))
    return Shown(place, wings, gaps, first, over)


def _first(written: str, today: date) -> date:
    """The first day of a chart: today, or another that is not too far. 404 for what is no such day."""
    try:
        asked = date.fromisoformat(written) if written else today
    except ValueError:
        raise Http404 from None
    if abs((asked - today).days) > (WEEKS + 1) * A_WEEK:
        raise Http404
    return asked


def _told(wing: Wing, on: date) -> tuple[list[str], list[tuple[OnDuty, str]]]:
    """What is missing on a day, and the turns that begin on it, each with its hours."""
    missing = [f"{_hours(gap.turn)} {gap.count}" for gap in wing.gaps(day(on))]
    return missing, [(one, _hours(one.turn)) for one in wing.duties if london_day(one.turn.starts_at) == on]


def _hours(turn: Turn) -> str:
    return spelled(turn).partition(" from ")[2]


def _of(request: Request, shown: Shown) -> dict[str, object]:
    keeps = coordinates(request.staff.organisation_id, request.staff, request.now)
    return {"shown": shown, "place": shown.place, "keeps": keeps, "mark": MARK}


def cover_wanted(request: Request) -> HttpResponse:
    """Each wing with the hours for which it wants how many mentors."""
    place = gates.place(request)
    said = newest_wanted(place.pk)
    wings = Unit.objects.filter(organisation=place, closed=False).order_by("name")
    listed = [
        (wing, said.get(wing.pk), _in_words(week(said[wing.pk].hours)) if wing.pk in said else []) for wing in wings
    ]
    return render(request, "rosters/wanted.html", {"wings": listed, "place": place, "mark": MARK})


def _in_words(asked: Week) -> list[str]:
    """`Monday to Friday 18:00 to 22:00 (2 mentors)`: days that follow each other with the same hours share a line."""
    if always := all_day(asked):
        return [f"Around the clock, every day{_many(always)}"]
    lines = []
    # Days that follow each other stay as far apart as their places in the list.
    for (_, times), days in groupby(enumerate(sorted(asked)), key=lambda one: (one[1] - one[0], asked[one[1]])):
        first, *more = (WEEKDAYS[weekday] for _, weekday in days)
        named = f"{first} to {more[-1]}" if more else first
        said = " and ".join(f"{clock(one.first)} to {clock(one.last)}{_many(one.mentors)}" for one in times)
        lines.append(f"{named} {said}")
    return lines


def _many(mentors: int) -> str:
    return f" ({mentors} mentors)" if mentors > 1 else ""


def say_cover_wanted(request: Request, number: int) -> HttpResponse:
    wing = gates.find_wing(request, number)
    said = newest_wanted(wing.organisation_id).get(wing.pk)
    form = forms.WantedForm(sent(request), wing, week(said.hours) if said else {})
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("cover_wanted", done="cover-wanted")
    given = {"back": "cover_wanted", "over": "When wings want mentors", "about": wing.name}
    return show(request, "rosters/say_wanted.html", form, given)


def answer(request: Request, form: forms.RotaForm, back: str, over: str, *, about: str = "") -> HttpResponse:
    return show(request, "rosters/answer.html", form, {"back": back, "over": over, "about": about})


def _note(request: Request, did: str, there: list[OnDuty]) -> None:
    """Whom somebody saw on a rota is on the audit record, by the episodes that name them."""
    episodes = sorted({one.mentor for one in there})
    audit.record(by=request.staff, at=request.now, did=did, detail={"episodes": episodes})
