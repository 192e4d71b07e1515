"""The questions themselves, each said once, whichever models ask it."""

from throughcare.predictors.coefficients import offence_categories, offence_groups
from throughcare.predictors.question import PROBLEMS, Kind, Part, Question

SEX = Question(
    Kind.CHOICE,
    "Sex",
    Part.PERSON,
    "The models know two: for anybody else none of them is worked out",
    {"male": "Male", "female": "Female"},
    other_names={"m": "male", "f": "female"},
)
BORN = Question(Kind.DAY, "Date of birth", Part.PERSON)
CONVICTED = Question(Kind.DAY, "Date of the current conviction", Part.HISTORY)
FOLLOW_UP = Question(
    Kind.DAY, "Start of follow-up", Part.HISTORY, "The day on which they are or will be in the community"
)
ASSESSED = Question(Kind.DAY, "Date of this assessment", Part.HISTORY)
SANCTIONS = Question(Kind.NUMBER, "Sanctions", Part.HISTORY, "With the current one", least=1, most=999)
SANCTIONS_OR_NONE = Question(Kind.NUMBER, "Sanctions", Part.HISTORY, "With the current one", most=999)
VIOLENT_SANCTIONS = Question(
    Kind.NUMBER, "Sanctions for violence", Part.HISTORY, "Of all sanctions, with the current one", most=999
)
FIRST_SANCTION = Question(Kind.NUMBER, "Age at the first sanction", Part.HISTORY, "In whole years", least=8, most=98)
# What the groups are called for short, as in evaluations of the score.
SHORT = {
    "other": "other-offence",
    "sexual-child": "sexual-against-child",
    "sexual-not-child": "sexual-not-against-child",
    "handling": "handling-stolen-goods",
    "fraud-forgery": "fraud-and-forgery",
    "absconding-bail": "absconding-or-bail-offences",
    "taking-driving-away": "taking-and-driving-away-and-related-offences",
    "taking-and-driving-away": "taking-and-driving-away-and-related-offences",
    "drink-driving": "drink-driving-and-related-offences",
    "soliciting-prostitution": "soliciting-or-prostitution",
}
OFFENCE_GROUP = Question(
    Kind.CHOICE, "Group of the current offence", Part.HISTORY, choices=offence_groups(), other_names=SHORT
)
OFFENCE_CATEGORY = Question(Kind.CHOICE, "Category of the current offence", Part.HISTORY, choices=offence_categories())
OGRS3_TWO_YEAR = Question(Kind.NUMBER, "OGRS3 over two years, in per cent", Part.HISTORY, least=1, most=99)


def level(label: str, said: str = "") -> Question:
    return Question(Kind.LEVEL, label, help=said, choices=PROBLEMS)


def yes_no(label: str, said: str = "") -> Question:
    return Question(Kind.YES_NO, label, help=said)


def drug(label: str) -> Question:
    return Question(Kind.YES_NO, label, Part.DRUGS, "Not known counts as no")


def past(offence: str) -> Question:
    return Question(Kind.YES_NO, f"Past conviction for {offence}", Part.HISTORY)


def linked(what: str) -> Question:
    return Question(Kind.YES_NO, f"{what} is linked to the risk of serious harm", help="Counts for women")


NO_FIXED_ABODE = yes_no("No fixed abode, or transient accommodation")
UNEMPLOYED = yes_no("Unemployed")
IMPACT = yes_no("Recognises the impact of the offending on others")
TREATMENT = yes_no("Psychiatric treatment now, or pending")
LIVES_WITH_PARTNER = yes_no("Lives with a partner")
DOMESTIC_ABUSE = yes_no("Evidence of domestic abuse by them")
WEAPON = yes_no("The offence involved carrying or using a weapon")
OVERRIDE = yes_no("Clinicians ask for them to be screened in whatever the answers are")
ACCOMMODATION = level("Suitability of accommodation")
RELATIONSHIP = level("Current relationship with a partner", "No problems, where there is no partner")
ACTIVITIES = level("Regular activities that encourage offending")
DRUG_MISUSE = level("Current drug misuse")
DRINKING = level("Current use of alcohol")
BINGE = level("Binge drinking or excessive alcohol in the last 6 months")
IMPULSIVITY = level("Impulsivity")
TEMPER = level("Temper control")
ATTITUDES = level("Pro-criminal attitudes")
PROBLEM_SOLVING = level("Problem solving")
OTHERS_VIEWS = level("Understanding of others' views")
RECKLESSNESS = level("Recklessness and risk taking")
COPING = level("Difficulties coping")
DRUG_MOTIVATION = Question(
    Kind.LEVEL,
    "Motivation to tackle drug misuse",
    help="Fully motivated, where there is none",
    choices={0: "Fully motivated", 1: "Partly motivated", 2: "Not motivated"},
)
CONSEQUENCES = Question(
    Kind.LEVEL, "Awareness of consequences", choices={0: "Aware", 1: "Sometimes aware", 2: "Not aware"}
)
OVERALL_RISK = Question(
    Kind.CHOICE,
    "Overall risk of serious harm",
    choices={"low": "Low", "medium": "Medium", "high": "High", "very-high": "Very high"},
)
