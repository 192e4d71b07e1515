"""What each model is given: a field for each question. These classes are the table that all else is made from."""

from dataclasses import dataclass
from datetime import date

from throughcare.predictors import wording as w
from throughcare.predictors.question import asked


@dataclass(frozen=True, kw_only=True)
class Convicted:
    """Who they are, and when they were convicted."""

    sex: str = asked(w.SEX)
    date_of_birth: date = asked(w.BORN)
    conviction_date: date = asked(w.CONVICTED)
    follow_up_start: date = asked(w.FOLLOW_UP)
    sanctions: int = asked(w.SANCTIONS)
    age_at_first_sanction: int = asked(w.FIRST_SANCTION)


@dataclass(frozen=True, kw_only=True)
class InputOfOgrs3(Convicted):
    offence_group: str = asked(w.OFFENCE_GROUP)


@dataclass(frozen=True, kw_only=True)
class InputOfOgp:
    ogrs3_two_year: int = asked(w.OGRS3_TWO_YEAR)
    no_fixed_abode: bool = asked(w.NO_FIXED_ABODE)
    unemployed: bool = asked(w.UNEMPLOYED)
    offending_activities: int = asked(w.ACTIVITIES)
    drug_misuse: int = asked(w.DRUG_MISUSE)
    drug_motivation: int = asked(w.DRUG_MOTIVATION)
    problem_solving: int = asked(w.PROBLEM_SOLVING)
    consequences: int = asked(w.CONSEQUENCES)
    others_views: int = asked(w.OTHERS_VIEWS)
    attitudes: int = asked(w.ATTITUDES)


@dataclass(frozen=True, kw_only=True)
class InputOfOvp:
    sex: str = asked(w.SEX)
    date_of_birth: date = asked(w.BORN)
    follow_up_start: date = asked(w.FOLLOW_UP)
    sanctions: int = asked(w.SANCTIONS_OR_NONE)
    violent_sanctions: int = asked(w.VIOLENT_SANCTIONS)
    recognises_impact: bool = asked(w.IMPACT)
    no_fixed_abode: bool = asked(w.NO_FIXED_ABODE)
    unemployed: bool = asked(w.UNEMPLOYED)
    drinking: int = asked(w.DRINKING)
    binge_drinking: int = asked(w.BINGE)
    psychiatric_treatment: bool = asked(w.TREATMENT)
    temper: int = asked(w.TEMPER)
    attitudes: int = asked(w.ATTITUDES)


@dataclass(frozen=True, kw_only=True)
class Static(Convicted):
    """What the static scores of the next generation are worked out from."""

    offence_category: str = asked(w.OFFENCE_CATEGORY)
    assessment_date: date = asked(w.ASSESSED)


@dataclass(frozen=True, kw_only=True)
class StaticViolent(Static):
    violent_sanctions: int = asked(w.VIOLENT_SANCTIONS)


@dataclass(frozen=True, kw_only=True)
class Dynamic:
    """What can change, of the next generation's scores for all and for violent offences."""

    accommodation: int | None = asked(w.ACCOMMODATION, may_be_unknown=True)
    unemployed: bool | None = asked(w.UNEMPLOYED, may_be_unknown=True)
    lives_with_partner: bool | None = asked(w.LIVES_WITH_PARTNER, may_be_unknown=True)
    relationship: int | None = asked(w.RELATIONSHIP, may_be_unknown=True)
    domestic_abuse: bool | None = asked(w.DOMESTIC_ABUSE, may_be_unknown=True)
    offending_activities: int | None = asked(w.ACTIVITIES, may_be_unknown=True)
    drug_motivation: int | None = asked(w.DRUG_MOTIVATION, may_be_unknown=True)
    drinking: int | None = asked(w.DRINKING, may_be_unknown=True)
    binge_drinking: int | None = asked(w.BINGE, may_be_unknown=True)
    impulsivity: int | None = asked(w.IMPULSIVITY, may_be_unknown=True)
    other_opiates: bool | None = asked(w.drug("Opiates other than those named here"), may_be_unknown=True)
    crack_cocaine: bool | None = asked(w.drug("Crack cocaine"), may_be_unknown=True)
    powder_cocaine: bool | None = asked(w.drug("Powder cocaine"), may_be_unknown=True)
    prescription_drugs: bool | None = asked(w.drug("Misused prescription drugs"), may_be_unknown=True)
    benzodiazepines: bool | None = asked(w.drug("Benzodiazepines"), may_be_unknown=True)
    cannabis: bool | None = asked(w.drug("Cannabis"), may_be_unknown=True)
    steroids: bool | None = asked(w.drug("Steroids"), may_be_unknown=True)
    ketamine: bool | None = asked(w.drug("Ketamine"), may_be_unknown=True)
    spice: bool | None = asked(w.drug("Spice"), may_be_unknown=True)
    hallucinogens: bool | None = asked(w.drug("Hallucinogens"), may_be_unknown=True)
    solvents: bool | None = asked(w.drug("Solvents"), may_be_unknown=True)
    other_drugs: bool | None = asked(w.drug("Other drugs"), may_be_unknown=True)


@dataclass(frozen=True, kw_only=True)
class InputOfArp(Dynamic, Static):
    attitudes: int | None = asked(w.ATTITUDES, may_be_unknown=True)
    heroin: bool | None = asked(w.drug("Heroin"), may_be_unknown=True)


@dataclass(frozen=True, kw_only=True)
class InputOfVrp(Dynamic, StaticViolent):
    temper: int | None = asked(w.TEMPER, may_be_unknown=True)
    methadone: bool | None = asked(w.drug("Methadone that is not prescribed"), may_be_unknown=True)


@dataclass(frozen=True, kw_only=True)
class InputOfSvrp(StaticViolent):
    weapon: bool | None = asked(w.WEAPON, may_be_unknown=True)
    accommodation: int | None = asked(w.ACCOMMODATION, may_be_unknown=True)
    unemployed: bool | None = asked(w.UNEMPLOYED, may_be_unknown=True)
    drinking: int | None = asked(w.DRINKING, may_be_unknown=True)
    temper: int | None = asked(w.TEMPER, may_be_unknown=True)
    attitudes: int | None = asked(w.ATTITUDES, may_be_unknown=True)
    past_homicide: bool | None = asked(w.past("homicide"), may_be_unknown=True)
    past_wounding: bool | None = asked(w.past("wounding or grievous bodily harm"), may_be_unknown=True)
    past_kidnapping: bool | None = asked(w.past("kidnapping"), may_be_unknown=True)
    past_firearms: bool | None = asked(w.past("a firearms offence"), may_be_unknown=True)
    past_robbery: bool | None = asked(w.past("robbery"), may_be_unknown=True)
    past_aggravated_burglary: bool | None = asked(w.past("aggravated burglary"), may_be_unknown=True)
    past_weapon: bool | None = asked(w.past("an offence with a weapon other than a firearm"), may_be_unknown=True)
    past_criminal_damage: bool | None = asked(w.past("criminal damage that endangered life"), may_be_unknown=True)
    past_arson: bool | None = asked(w.past("arson"), may_be_unknown=True)


@dataclass(frozen=True, kw_only=True)
class InputOfLds:
    no_fixed_abode: bool | None = asked(w.NO_FIXED_ABODE, may_be_unknown=True)
    work_skills: int | None = asked(w.level("Work-related skills"), may_be_unknown=True)
    literacy: int | None = asked(w.level("Problems with reading, writing or numeracy"), may_be_unknown=True)
    reading: bool | None = asked(w.yes_no("Has problems with reading"), may_be_unknown=True)
    numeracy: bool | None = asked(w.yes_no("Has problems with numeracy"), may_be_unknown=True)
    learning: int | None = asked(w.level("Learning difficulties"), may_be_unknown=True)
    qualifications: bool | None = asked(w.yes_no("Has any qualification"), may_be_unknown=True)


@dataclass(frozen=True, kw_only=True)
class InputOfMst:
    sex: str = asked(w.SEX)
    date_of_birth: date = asked(w.BORN)
    assessment_date: date = asked(w.ASSESSED)
    peer_group: bool | None = asked(w.yes_no("Peers lead them"), may_be_unknown=True)
    criminal_associates: int | None = asked(w.level("Influence of criminal associates"), may_be_unknown=True)
    recklessness: int | None = asked(w.RECKLESSNESS, may_be_unknown=True)
    coping: int | None = asked(w.COPING, may_be_unknown=True)
    attitude_to_self: int | None = asked(w.level("Attitude towards themselves"), may_be_unknown=True)
    impulsivity: int | None = asked(w.IMPULSIVITY, may_be_unknown=True)
    temper: int | None = asked(w.TEMPER, may_be_unknown=True)
    problem_solving: int | None = asked(w.PROBLEM_SOLVING, may_be_unknown=True)
    consequences: int | None = asked(w.CONSEQUENCES, may_be_unknown=True)
    others_views: int | None = asked(w.OTHERS_VIEWS, may_be_unknown=True)
