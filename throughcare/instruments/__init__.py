"""Questionnaires and rating scales as data: scored, watched for risk, and compared over time.

phq = instrument("phq-9")
read = answers(phq, {"1": 3, ...})       # every item's answer, or Refused with each faulty item
score(phq, read)                         # Scored: scores, bands, labels, alerts, or why not
change(phq, before, after)               # Change: how much, whether reliably, past which threshold
"""

from throughcare.instruments.alerting import Alert, alerts
from throughcare.instruments.changing import Change, change
from throughcare.instruments.definition import Instrument
from throughcare.instruments.library import instrument, instruments
from throughcare.instruments.parts import Item, Scale
from throughcare.instruments.reading import Answers, Faulty, Refused, answers
from throughcare.instruments.scoring import Scored, score

__all__ = [
    "Alert",
    "Answers",
    "Change",
    "Faulty",
    "Instrument",
    "Item",
    "Refused",
    "Scale",
    "Scored",
    "alerts",
    "answers",
    "change",
    "instrument",
    "instruments",
    "score",
]
