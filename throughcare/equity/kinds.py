"""By what access is split, and what a roll may be of: total tables."""

from collections.abc import Mapping

from throughcare.indicators import NOT_RECORDED
from throughcare.people import groups
from throughcare.people.kinds import SEXES

UNIT = "unit"
# Dimension -> how a page heads it, in this order. `site` and `unit` are made from where people lived on the day.
DIMENSIONS: Mapping[str, str] = {
    "site": "Site",
    "unit": "Wing",
    "ethnic": "Ethnic group",
    "age": "Age",
    "sex": "Sex",
    "disability": "Disability",
    "religion": "Religion or belief",
    "orientation": "Sexual orientation",
    "marriage": "Marriage or civil partnership",
    "pregnancy": "Pregnancy or maternity",
    "gender-at-birth": "Gender beside birth",
    "interpreter": "Interpreter",
}
# Told to the team alone: eighteen categories are too many for any to be of five in most services.
FOR_THE_TEAM: Mapping[str, str] = {"category": "Ethnic category"}

ETHNIC = tuple(dict.fromkeys(groups.ETHNIC_GROUPS.values()))
AGES = tuple(reversed(groups.AGE_BANDS.values()))
SEX = tuple(SEXES[code] for code in ("1", "2", "9"))
# What a roll may be of -> the groups of it; those of `unit` are the place's units.
ROLLS: Mapping[str, str] = {
    name: DIMENSIONS[name] for name in ("unit", "ethnic", "age", "sex", "disability", *groups.SAID)
}
GROUPS: Mapping[str, tuple[str, ...]] = {
    "ethnic": (*ETHNIC, NOT_RECORDED),
    "age": (*AGES, NOT_RECORDED),
    "sex": (*SEX, NOT_RECORDED),
    "disability": (groups.ADJUSTED, groups.NOT_ADJUSTED),
    **{kind: (*answers, NOT_RECORDED) for kind, answers in groups.ANSWERS.items()},
}
# Of so many of the residents a characteristic must be on record before a rate is of them; local default, unconfirmed.
LEAST_RECORDED = 0.8

# What a prison can do about what took a session, as the one-pager asks it: by the reason that registers know.
ASKS: Mapping[str, str] = {
    "regime-lockdown": "Keep the movement to day care in the restricted regime, and tell the team the day before.",
    "no-escort": "Name who escorts on session days, and a second for when they are away.",
    "no-officer-to-unlock": "Name on each wing who unlocks for day care on session days.",
    "roll-incorrect": "Let those on the day-care list move once their own wing's roll is right.",
    "court": "Send the team the court list a week ahead, so that sessions are booked round it.",
    "legal-visit": "Send the team the list of legal visits the day before.",
    "social-visit": "Offer another visit time to people with a booked session.",
    "work-clash": "Treat a session as authorised absence from work or education, without loss of pay.",
    "adjudication": "Hear adjudications at another hour for those with a session.",
    "segregated": "Agree how somebody in segregation is seen for their session.",
    "hospital-escort": "Tell the team of hospital escorts as they are booked.",
    "medication-clash": "Give medicines first to those on the day-care list, or after the session.",
    "not-told": "Give out movement slips for day care the evening before.",
}
