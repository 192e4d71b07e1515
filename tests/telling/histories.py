"""Histories as a clinician would write them down, followed by a shipped blueprint. No database."""

from throughcare.blueprints.course import course
from throughcare.blueprints.library import load
from throughcare.pathways import Event, parse_moment
from throughcare.telling.line_of_time import Story

NAMES = {
    "1": "Eastmoor mental health team",
    "2": "Rowan Unit",
    "3": "HMP Eastmoor",
    "4": "Mental Health Casework Section",
    "5": "Case management, North",
    "6": "Eastmoor psychology",
}
PARTIES = {
    "hospital-transfer": {"prison-mental-health": "1", "prison": "3", "mhcs": "4", "case-manager": "5"},
    "daycare": {"referrer": "1", "daycare": "6", "prison": "3"},
}


def story(blueprint_id: str, history: str, *, as_of: str) -> Story:
    """One line a fact: `2026-03-02 step party organisation fact=value corrects=3`."""
    blueprint = load(blueprint_id)
    events = tuple(_event(number, line) for number, line in enumerate(history.strip().splitlines(), start=1))
    bound = PARTIES[blueprint_id]
    return Story(course(blueprint, events, as_of=parse_moment(as_of), bound=bound), events, NAMES)


def _event(number: int, line: str) -> Event:
    when, step, party, organisation, *given = line.split()
    facts = dict(fact.split("=", 1) for fact in given)
    corrects = int(facts.pop("corrects", 0)) or None
    moment = parse_moment(when.replace("T", " "))
    return Event(number, step, moment, party, organisation, f"staff-{organisation}", facts, corrects)


TRANSFER = """
2026-02-26 need-identified prison-mental-health 1
2026-03-02 initial-request-for-medical-report prison-mental-health 1 secure-hospital=2
2026-03-02 referral-notice-sent prison-mental-health 1
2026-03-03 referral-notice-sent prison-mental-health 1
2026-03-14 first-medical-report prison-mental-health 1
2026-03-17 first-medical-report prison-mental-health 1 corrects=5
2026-03-17 criteria-met prison-mental-health 1
2026-03-18 access-assessment-done secure-hospital 2
2026-03-19 bed-accepted secure-hospital 2
2026-03-18 delay-recorded prison-mental-health 1 reason=no-assessor from=2026-03-10 until=2026-03-16
2026-03-19 recorded-in-error prison-mental-health 1 corrects=4
"""
ADMITTED = f"""{TRANSFER.strip()}
2026-03-25 second-medical-report secure-hospital 2
2026-04-02T10:00 application-to-mhcs secure-hospital 2
2026-04-04T09:00 transfer-direction-given mhcs 4
2026-04-09 received-into-hospital secure-hospital 2
2026-08-20 rc-notifies-no-longer-requires secure-hospital 2
2026-08-28 prison-agrees-remission prison 3
2026-09-02 remission-warrant-given mhcs 4
2026-09-08 returned-to-prison prison-mental-health 1
2026-09-09 contact-after-return prison-mental-health 1
2026-09-10 risk-plan-reviewed-by-prison prison-mental-health 1
2026-09-12 return-review-held prison-mental-health 1
2026-09-12 follow-up-ended prison-mental-health 1 why=moved
"""
SENT = """
2026-03-02 referral-drafted referrer 1
2026-03-02 referral-sent referrer 1
"""
