"""The tables of responses: where each is described is said by the module that it comes from."""

from throughcare.responses.alert_tables import Alert, AlertDetail, AlertEntry, OpenAlert
from throughcare.responses.answer_tables import (
    CLINICAL,
    CONTENT,
    SELF_HARM,
    Answers,
    NotAnswered,
    Response,
    Score,
    Sitting,
    Version,
)
from throughcare.responses.local_tables import SiteText, SiteTextWithdrawal, Threshold, Watch

__all__ = [
    "CLINICAL",
    "CONTENT",
    "SELF_HARM",
    "Alert",
    "AlertDetail",
    "AlertEntry",
    "Answers",
    "NotAnswered",
    "OpenAlert",
    "Response",
    "Score",
    "SiteText",
    "SiteTextWithdrawal",
    "Sitting",
    "Threshold",
    "Version",
    "Watch",
]
