"""The tables of responses: where each is described is said by the module that it comes from."""

from throughcare.responses.alert_tables import AlertDetail, AlertEntry, OpenAlert, RaisedAlert
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
from throughcare.responses.local_tables import (
    AlertThreshold,
    FactsConfirmed,
    FactsWithdrawn,
    SiteText,
    SiteTextWithdrawal,
    Watch,
)

__all__ = [
    "CLINICAL",
    "CONTENT",
    "SELF_HARM",
    "AlertDetail",
    "AlertEntry",
    "AlertThreshold",
    "Answers",
    "FactsConfirmed",
    "FactsWithdrawn",
    "NotAnswered",
    "OpenAlert",
    "RaisedAlert",
    "Response",
    "Score",
    "SiteText",
    "SiteTextWithdrawal",
    "Sitting",
    "Version",
    "Watch",
]
