"""Indicators: what is counted from the histories of episodes, and what of it may be shown."""

from throughcare.indicators.case import Case
from throughcare.indicators.indicator import Better, Indicator, Outcome
from throughcare.indicators.period import Period, financial_year, last_financial_year, year_in_words
from throughcare.indicators.series import Series, Span
from throughcare.indicators.shares import Share, share
from throughcare.indicators.table import By, Line, Published, publish
from throughcare.indicators.tally import NOT_RECORDED, Tally
from throughcare.indicators.transfers import BLUEPRINT, INDICATORS
from throughcare.indicators.waits import Expected, kaplan_meier, nth_of

__all__ = [
    "BLUEPRINT",
    "INDICATORS",
    "NOT_RECORDED",
    "Better",
    "By",
    "Case",
    "Expected",
    "Indicator",
    "Line",
    "Outcome",
    "Period",
    "Published",
    "Series",
    "Share",
    "Span",
    "Tally",
    "financial_year",
    "kaplan_meier",
    "last_financial_year",
    "nth_of",
    "publish",
    "share",
    "year_in_words",
]
