"""Scores of the last version of a response, kept as rows: computed anew whenever answers are saved."""

from collections.abc import Iterator, Mapping

from throughcare.instruments import Instrument, Scored, instrument, score
from throughcare.responses.answer_tables import Answers, Response, Score
from throughcare.responses.words import BEGUN

KEPT = ("scale", "value", "band", "label", "refused", "incomplete", "over")


def instrument_of(response: Response) -> Instrument:
    """The edition that was answered. Raises KeyError with a sentence where it ships no longer."""
    return instrument(response.instrument, response.edition)


def rows_of(response: Response, measured: Instrument, given: Mapping[str, int | None]) -> list[Score]:
    """The rows that answers come to, not yet saved."""
    about = {"response": response, "person_id": response.person_id}
    return [Score(**about, **said) for said in _said(measured, score(measured, given))]


def keep(response: Response, measured: Instrument, given: Mapping[str, int | None]) -> list[Score]:
    """Keeps them in the place of what was kept before."""
    Score.objects.filter(response=response).delete()
    return Score.objects.bulk_create(rows_of(response, measured, given))


def last_answers(response: Response) -> dict[str, int | None] | None:
    """What counts now, or None while somebody is still answering. For verbs: pages read through the door."""
    found = Answers.objects.filter(version__response=response).select_related("version").order_by("-version__number")
    last = found.first()
    return None if last is None or last.version.kind == BEGUN else last.given


def _said(measured: Instrument, scored: Scored) -> Iterator[dict[str, object]]:
    if scored.refused:
        yield {"scale": measured.main_scale, "refused": scored.refused}
        return
    over = ", ".join(scored.over)
    for scale in measured.scales:
        one = scale.id
        if one in scored.scores:
            value, main = scored.scores[one], one == measured.main_scale
            yield {
                "scale": one, "value": float(value), "band": scored.bands.get(one, ""),
                "incomplete": scored.incomplete and main, "over": over if main else "",
            }  # fmt: skip
        elif one in scored.labels:
            yield {"scale": one, "label": scored.labels[one]}
        elif one in scored.unscored:
            yield {"scale": one, "refused": scored.unscored[one]}
