"""How one instrument changed over an episode, for staff as a picture with a table, for the person in plain words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render

from throughcare.asking.pages import TABLES, about, account_of, of, of_files
from throughcare.asking.sureness import sureness
from throughcare.asking.trend_chart import Point, pictures
from throughcare.episodes.reading import Account
from throughcare.instruments import Change, Instrument
from throughcare.instruments.parts import Fact
from throughcare.responses.confirming import Sure
from throughcare.responses.reading import Read, asked_in, came_due, changes
from throughcare.responses.schedule import DONE
from throughcare.telling.phrases import short_day
from throughcare.web.asking import Request
from throughcare.web.episodes import note_seen
from throughcare.web.words import london_day

BETTER = {"improved": "better", "worse": "worse", "no": "about the same"}


@dataclass(frozen=True, slots=True)
class Trend:
    """The responses of one instrument in their order, and what they amount to."""

    measured: Instrument
    read: Sequence[Read]
    changes: dict[int, Change]
    due: int
    done: int
    sures: Mapping[str, Sure]

    @property
    def broken(self) -> dict[str, None]:
        return of_files(self.read)

    @property
    def scored(self) -> list[Read]:
        return [one for one in self.read if one.value is not None]

    @property
    def last(self) -> Change | None:
        return self.changes.get(self.scored[-1].row.pk) if self.scored else None

    @property
    def says(self) -> str:
        """The picture in one sentence, with n and dates."""
        if not self.scored:
            return f"{self.measured.title} {'cannot be drawn' if self.broken else 'was not scored yet'}."
        first, last = self.scored[0], self.scored[-1]
        span = f"{short_day(first.row.completed_on)} to {short_day(last.row.completed_on)}"
        told = f"{len(self.scored)} scores, {span}: {first.value:g} at first, {last.value:g} last."
        return told if len(self.scored) > 1 else f"One score, {first.value:g} on {short_day(first.row.completed_on)}."

    @property
    def doubtful(self) -> bool:
        """Whether anything of what is told here was recalled and not looked up."""
        return any(one.doubtful for one in self.scored) or any(not one.confirmed for one in self.changes.values())

    @property
    def doubted(self) -> list[str]:
        """What of the picture was recalled, in words."""
        measured, of = self.measured, self.measured.main_scale
        drawn: dict[str, Sequence[Fact]] = {
            "the scale": [measured.scale[of]],
            "its bands": [one for one in measured.bands if one.scale == of],
            "its cut-offs": [one for one in measured.cutoffs if one.scale == of],
            "how far a reliable change reaches": [one for one in measured.changes if one.scale == of][:1],
        }
        return [word for word, facts in drawn.items() if not all(one.confirmed for one in facts)]

    @property
    def missing(self) -> int:
        return self.due - self.done


def trend(request: Request, reference: str, name: str) -> HttpResponse:
    told, found = trend_of(request, reference, name)
    note_seen(request, told)
    points = [Point(one.row.completed_on, one.value) for one in found.scored if one.value is not None]
    given = {
        "trend": found,
        "drawn": pictures(found.measured, points, found.says),
        "measured": found.measured,
        "broken": found.broken,
        **sureness(request, found.sures),
        "printing": "print" in request.GET,
    }
    return render(request, "asking/trend.html", {**about(told), **TABLES, **given})


def feedback(request: Request, reference: str, name: str) -> HttpResponse:
    """What the person is told of it, in plain words, to print and put into their hands."""
    told, found = trend_of(request, reference, name)
    note_seen(request, told)
    given = {"trend": found, "measured": found.measured, "plain": in_plain_words(found), "broken": found.broken}
    given |= sureness(request, found.sures)
    return render(request, "asking/feedback.html", {**about(told), **given})


def trend_of(request: Request, reference: str, name: str) -> tuple[Account, Trend]:
    told = account_of(request, reference)
    asked = asked_in(told, as_of=request.now)
    mine = of(list(asked.read), name)
    if not mine:
        raise Http404
    came = came_due(told, asked, day=london_day(request.now))
    own = [one for one in came if one.of.instrument == name]
    done = sum(one.state == DONE for one in own)
    measured = next((one.instrument for one in reversed(mine) if not one.instrument.broken), mine[-1].instrument)
    return told, Trend(measured, mine, changes(mine), len(own), done, asked.sures)


def in_plain_words(found: Trend) -> list[str]:
    """Short sentences, of short words. A score says how somebody answered, and nothing of who they are."""
    if not found.scored and found.broken:
        return ["We cannot show your numbers just now. The fault is ours. Your answers are kept."]
    if not found.scored:
        return ["We could not add up your answers yet. Too many were left blank. That is all right."]
    first, last = found.scored[0], found.scored[-1]
    scale = found.measured.scale[found.measured.main_scale]
    good = {1: "A higher number means that things are better.", -1: "A lower number means that things are better."}
    told = [
        f"You answered these questions {_times(len(found.scored))}.",
        f"The number can go from {scale.low:g} to {scale.high:g}. {good.get(scale.direction, '')}".strip(),
        f"The first time, on {_day(first.row.completed_on)}, your number was {first.value:g}.",
    ]
    if found.last is None:
        return [*told, "Next time we can look together at what has changed."]
    told.append(f"The last time, on {_day(last.row.completed_on)}, it was {last.value:g}.")
    return [*told, _change(found.last)]


def _change(change: Change) -> str:
    if change.reliable is None:
        return "We cannot say from numbers alone how much that is. What do you think?"
    if change.reliable == "no":
        return "That is about the same. Numbers go up and down a little by chance."
    word = BETTER[change.reliable]
    return f"That is {word} than at first, and by more than chance. Does that fit with how you feel?"


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def _day(on: date) -> str:
    return short_day(on)
