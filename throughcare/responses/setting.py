"""What a service sets of its alerts: at which value a rule raises, who is responsible, who is told next and when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from throughcare.access.words import line
from throughcare.audit import actions as audit
from throughcare.blueprints.blueprint import Blueprint
from throughcare.episodes.models import Service
from throughcare.instruments import Instrument
from throughcare.instruments.parts import AlertRule
from throughcare.organisations.acting import verb
from throughcare.organisations.models import StaffRole
from throughcare.organisations.refusals import Refused, refuse_if
from throughcare.responses.answer_tables import SELF_HARM, TO_OTHERS
from throughcare.responses.local_tables import AlertThreshold, Watch
from throughcare.responses.watching import rules_of
from throughcare.responses.words import ALERT, WITHIN
from throughcare.sharing.levels import reaches

# Who sets it: clinicians of the service that answers for the alerts, and its administrator.
MAY_SET = frozenset({"PMH", "CMHT", "SH", "ADMIN"})
OUT_OF_HOURS = "The duty nurse, through the control room"
LONGEST = {"alert_minutes": 1440, "review_minutes": 43_200}


@dataclass(frozen=True, slots=True)
class Watched:
    """What is in force: `number` is 0 where nobody has set it, and it is the local default of the product."""

    number: int
    team: str
    out_of_hours: str
    alert_minutes: int
    review_minutes: int
    then: tuple[str, ...]
    owner: str = ""

    def minutes(self, kind: str) -> int:
        return self.alert_minutes if kind == ALERT else self.review_minutes


def watch_of(service: Service, blueprint: Blueprint) -> Watched:
    """Who watches over the alerts of a service. One question."""
    held = Watch.objects.filter(service=service).order_by("-pk").first()
    if held is None:
        then = tuple(party for party in told_next(blueprint) if party not in _accountable(blueprint))
        return Watched(0, str(service), OUT_OF_HOURS, WITHIN.alert, WITHIN.review, then)
    return Watched(
        held.pk, held.team, held.out_of_hours, held.alert_minutes, held.review_minutes, tuple(held.then), held.owner
    )


def told_next(blueprint: Blueprint, category: str = SELF_HARM) -> tuple[str, ...]:
    """The parties that read of such alerts at all, so that telling them tells them something.

    Of risk to others a summary is enough: an alert says what to do, and what was answered is not in it.
    """
    enough = "summary" if category == TO_OTHERS else "read"
    reads = {share.party for share in blueprint.shares if share.category == category and reaches(share.level, enough)}
    return tuple(party.id for party in blueprint.pathway.parties if party.id in reads)


def thresholds_of(service_id: int, instrument: str) -> dict[str, tuple[int, float]]:
    """Rule -> the number of the setting in force and its value, where somebody set one. One question."""
    rows = AlertThreshold.objects.filter(service=service_id, instrument=instrument).order_by("pk")
    return {row.rule: (row.pk, row.value) for row in rows}


@verb
def set_threshold(
    *,
    service: Service,
    instrument: Instrument,
    rule: str,
    value: float,
    owner: str,
    why: str,
    by: StaffRole,
    at: datetime,
) -> AlertThreshold:
    """Set the value at which a rule raises from now on. Raises Refused: rule, value, owner, why."""
    refuse_others(service, by)
    known = {one for one, _, _ in rules_of(instrument)}
    refuse_if({"rule": f"{instrument.title} has no rule “{rule[:40]}”."} if rule not in known else {})
    refuse_if({"value": wrong} if (wrong := _never(instrument, rule, value)) else {})
    made = AlertThreshold.objects.create(
        service=service, instrument=instrument.id, rule=rule, value=value, by=by, at=at,
        owner=line(owner, field="owner", most=120, missing="Say who answers for this value."),
        why=line(why, field="why", missing="Say why."),
    )  # fmt: skip
    audit.record(by=by, at=at, did="set-alert-value", detail={"service": service.pk, "rule": rule, "value": value})
    return made


@verb
def set_watch(*, service: Service, watch: Watch, parties: Iterable[str], by: StaffRole, at: datetime) -> Watch:
    """Set who is responsible, as a row not yet saved; `parties` are those there are. Raises Refused by field."""
    refuse_others(service, by)
    known = set(parties)
    wrong = {
        name: f"From 1 to {most:,} minutes." for name, most in LONGEST.items() if not 1 <= getattr(watch, name) <= most
    }
    if strange := [one for one in watch.then if one not in known]:
        wrong["then"] = f"“{strange[0][:40]}” sees nothing of such alerts in this service."
    refuse_if(wrong)
    for name, missing in {
        "team": "Name the team.",
        "out_of_hours": "Name who it is at night.",
        "owner": "Say who answers for this.",
    }.items():
        setattr(watch, name, line(getattr(watch, name), field=name, most=120, missing=missing))
    watch.why = line(watch.why, field="why", missing="Say why.")
    watch.service, watch.by, watch.at = service, by, at
    watch.save(force_insert=True)
    audit.record(by=by, at=at, did="set-alert-watch", detail={"service": service.pk})
    return watch


def refuse_others(service: Service, by: StaffRole) -> None:
    """Raises Refused for whoever is not of the organisation that runs the service, or in no role to set this."""
    if by.organisation_id != service.organisation_id or by.role not in MAY_SET:
        raise Refused({"": f"{service.organisation} sets this, by its clinicians and its administrator."})


def _never(instrument: Instrument, rule: str, value: float) -> str:
    """Why a value would switch a rule off: no answer there is, or no change between two scores, would reach it."""
    held = next((one for one in instrument.alerts if one.id == rule), None)
    if held is None and value <= 0:
        return "A change is counted from a number above nought."
    low, high = _range(instrument, held)
    says = f"Give a value from {low:g} to {high:g}: beyond it nothing would ever be raised."
    return "" if (held and held.off) or low <= value <= high else says


def _range(instrument: Instrument, rule: AlertRule | None) -> tuple[float, float]:
    """What an answer or a score may be; without a rule of the file, how far two scores of the main scale may differ."""
    if rule and rule.item:
        return instrument.item[rule.item].min, instrument.item[rule.item].max
    scale = instrument.scale[rule.scale if rule else instrument.main_scale]
    return (scale.low, scale.high) if rule else (0, scale.high - scale.low)


def _accountable(blueprint: Blueprint) -> frozenset[str]:
    return frozenset(party for stage in blueprint.pathway.stages for party in stage.accountable)


def values(thresholds: Mapping[str, tuple[int, float]]) -> dict[str, float]:
    return {rule: value for rule, (_, value) in thresholds.items()}
