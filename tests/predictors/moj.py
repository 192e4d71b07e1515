"""The Ministry of Justice's own cases, in the words of this product: data/moj_vectors.json, under data/LICENCES.txt."""

import json
from pathlib import Path
from typing import Any

VECTORS: list[dict[str, Any]] = json.loads((Path(__file__).parent / "data" / "moj_vectors.json").read_text())

LEVELS = {"NO_PROBLEMS": 0, "SOME_PROBLEMS": 1, "SIGNIFICANT_PROBLEMS": 2}
MOTIVATION = {"FULL_MOTIVATION": 0, "PARTIAL_MOTIVATION": 1, "NO_MOTIVATION": 2}
# Which of our groups and categories their five digits mean: only those that their cases name.
GROUP_BY_WEIGHT = {
    -0.0607: "other-offence",
    0.7606: "soliciting-or-prostitution",
    -0.7956: "drug-import-export-production",
    0.1599: "fraud-and-forgery",
}
CATEGORY = {"11618": "other-offences", "02700": "other-offences", "04600": "theft-non-motor"}
# Where a case leaves the day of assessment to the server's clock: any later day is past the 36 months that count.
TODAY = "2025-08-01"

NAMES = {
    "dateOfBirth": "date_of_birth",
    "dateOfCurrentConviction": "conviction_date",
    "dateAtStartOfFollowup": "follow_up_start",
    "dateAtStartOfFollowupCalculated": "follow_up_start",
    "assessmentDate": "assessment_date",
    "totalNumberOfSanctionsForAllOffences": "sanctions",
    "totalNumberOfSanctions": "sanctions",
    "totalNumberOfViolentSanctions": "violent_sanctions",
    "ageAtFirstSanction": "age_at_first_sanction",
    "isCurrentlyOfNoFixedAbodeOrTransientAccommodation": "no_fixed_abode",
    "noFixedAbode": "no_fixed_abode",
    "unemployed": "unemployed",
    "isUnemployed": "unemployed",
    "ogrs3TwoYear": "ogrs3_two_year",
    "regularOffendingActivities": "offending_activities",
    "currentDrugMisuse": "drug_misuse",
    "motivationToTackleDrugMisuse": "drug_motivation",
    "problemSolving": "problem_solving",
    "awarenessOfConsequences": "consequences",
    "understandsOthersViews": "others_views",
    "proCriminalAttitudes": "attitudes",
    "doesRecogniseImpactOfOffendingOnOthers": "recognises_impact",
    "currentAlcoholUseProblems": "drinking",
    "excessiveAlcoholUse": "binge_drinking",
    "temperControl": "temper",
    "hasCurrentPsychiatricTreatment": "psychiatric_treatment",
    "suitabilityOfAccommodation": "accommodation",
    "currentRelationshipWithPartner": "relationship",
    "evidenceOfDomesticAbuse": "domestic_abuse",
    "impulsivityProblems": "impulsivity",
    "hasHeroinUsage": "heroin",
    "hasMethadoneUsage": "methadone",
    "hasOtherOpiateUsage": "other_opiates",
    "hasCrackCocaineUsage": "crack_cocaine",
    "hasPowderCocaineUsage": "powder_cocaine",
    "hasMisusedPrescriptionDrugUsage": "prescription_drugs",
    "hasBenzodiazepinesUsage": "benzodiazepines",
    "hasCannabisUsage": "cannabis",
    "hasSteroidsUsage": "steroids",
    "hasOtherDrugsUsage": "other_drugs",
    "hasKetamineUsage": "ketamine",
    "hasSpiceUsage": "spice",
    "hasHallucinogensUsage": "hallucinogens",
    "hasSolventsUsage": "solvents",
    "didOffenceInvolveCarryingOrUsingWeapon": "weapon",
    "workRelatedSkills": "work_skills",
    "problemsWithReadingWritingNumeracy": "literacy",
    "hasProblemsWithReading": "reading",
    "hasProblemsWithNumeracy": "numeracy",
    "learningDifficulties": "learning",
}
OPD_NAMES = {
    "applyOPDOverride": "override",
    "isEligibleForMappa": "mappa",
    "hasCustodialSentence": "custodial_sentence",
    "didOffenceInvolveViolenceOrThreatOfViolence": "violence",
    "didOffenceInvolveExcessiveUseOfViolence": "excessive_violence",
    "didOffenceInvolveArson": "arson",
    "offenceMotivationEmotionalState": "emotional_motive",
    "isAnalysisOfOffenceIssuesLinkedToRisk": "offence_linked",
    "hasAccommodationIssuesLinkedToRisk": "accommodation_linked",
    "relationshipIssuesLinkedToRisk": "relationships_linked",
    "areEmotionalIssuesLinkedToRisk": "emotions_linked",
    "areThinkingAndBehaviourIssuesLinkedToRisk": "thinking_linked",
    "experienceOfChildhood": "childhood",
    "difficultiesCoping": "coping",
    "currentPsychologicalProblems": "psychological_problems",
    "currentPsychiatricProblems": "psychiatric_problems",
    "hasHistoryOfPsychiatricTreatment": "psychiatric_history",
    "hasBeenOnMedicationForMentalHealthProblems": "medication",
    "hasEverBeenInSpecialHospitalOrRegionalSecureUnit": "secure_hospital",
    "hasDisplayedObsessiveBehaviourLinkedToOffending": "obsessive",
    "hasSelfHarmOrAttemptedSuicide": "self_harm",
    "overRelianceOnOthersForFinancialSupport": "over_reliance",
    "manipulativeOrPredatoryBehaviour": "manipulative",
    "recklessnessAndRiskTakingBehaviour": "recklessness",
    "isEvidenceOfChildhoodBehaviouralProblems": "childhood_behaviour",
    "controllingOrAggressiveBehaviour": "controlling",
    "attitudeTowardsSupervisionOrLicence": "supervision",
    "hasAssaultedOrThreatenedStaff": "assaulted_staff",
    "hasEscapedOrAbsconded": "escaped",
    "hasControlIssues": "control_issues",
}
PAST = {
    "HOMICIDE": "past_homicide",
    "WOUNDING_GBH": "past_wounding",
    "KIDNAPPING": "past_kidnapping",
    "FIREARMS": "past_firearms",
    "ROBBERY": "past_robbery",
    "AGGRAVATED_BURGLARY": "past_aggravated_burglary",
    "WEAPON": "past_weapon",
    "CRIMINAL_DAMAGE": "past_criminal_damage",
    "ARSON": "past_arson",
}
# Their name of a term -> ours.
TERMS = {
    "twoYearInterceptWeight": "constant",
    "ageGenderPolynomialWeight": "age-and-sex",
    "genderWeight": "sex",
    "offenceGroupWeight": "offence",
    "firstSanctionWeight": "first-sanction",
    "secondSanctionWeight": "second-sanction",
    "totalNumberOfSanctionsForAllOffencesWeight": "sanctions",
    "secondSanctionGapWeight": "years-to-second-sanction",
    "offenceFreeMonthsWeight": "free-months",
    "copasScore": "rate-of-sanctions",
    "copasScoreSquared": "rate-of-sanctions-squared",
    "neverViolentWeight": "never-violent",
    "onceViolentWeight": "once-violent",
    "totalNumberOfViolentSanctionsWeight": "violent-sanctions",
    "violentSanctionsWeight": "violent-sanctions",
    "violenceRateWeight": "rate-of-violence",
    "copasViolentOffencesScore": "rate-of-violence",
    "suitableAccommodationWeight": "accommodation",
    "unemployedWeight": "unemployed",
    "liveInRelationshipWeight": "lives-with-partner",
    "relationshipQualityWeight": "relationship",
    "multiplicativeRelationshipWeight": "relationship-with-partner",
    "domesticViolenceWeight": "domestic-abuse",
    "regularOffendingActivitiesWeight": "offending-activities",
    "drugMotivationWeight": "drug-motivation",
    "chronicDrinkingProblemsWeight": "drinking",
    "bingeDrinkingProblemsWeight": "binge-drinking",
    "impulsivityProblemsWeight": "impulsivity",
    "temperControlWeight": "temper",
    "proCriminalAttitudesWeight": "attitudes",
    "heroinUsageWeight": "heroin",
    "methadoneUsageWeight": "methadone",
    "otherOpiateUsageWeight": "other-opiates",
    "crackCocaineUsageWeight": "crack-cocaine",
    "powderCocaineUsageWeight": "powder-cocaine",
    "misusedPrescriptionDrugUsageWeight": "prescription-drugs",
    "benzodiazepinesUsageWeight": "benzodiazepines",
    "cannabisUsageWeight": "cannabis",
    "steroidUsageWeight": "steroids",
    "otherDrugUsageWeight": "other-drugs",
    "offenceInvolveCarryingOrUsingWeaponsWeight": "weapon",
    "pastHomicideOffenceWeight": "past-homicide",
    "pastWoundingGrievousBodilyHarmOffenceWeight": "past-wounding",
    "pastKidnappingOffenceWeight": "past-kidnapping",
    "pastFirearmsOffenceWeight": "past-firearms",
    "pastRobberyOffenceWeight": "past-robbery",
    "pastAggravatedBurglaryOffenceWeight": "past-aggravated-burglary",
    "pastNonFirearmWeaponOffenceWeight": "past-weapon",
    "pastCriminalDamageOffenceWeight": "past-criminal-damage",
    "pastArsonOffenceWeight": "past-arson",
}


def of(*models: str) -> list[dict[str, Any]]:
    """The cases of some models."""
    return [one for one in VECTORS if one["model"] in models]


def named(vector: dict[str, Any]) -> str:
    """What a case is called where it comes from."""
    return f"{vector['model']} {vector['source'].split('/')[-1]}"


def said(vector: dict[str, Any], *names: dict[str, str]) -> dict[str, Any]:
    """The answers of a case by our names; what a model of ours does not ask is left out."""
    request = vector["request"]
    known = {theirs: ours for table in (NAMES, *names) for theirs, ours in table.items()}
    found = {known[name]: valued(value) for name, value in request.items() if name in known}
    if sex := request.get("gender") or request.get("sex"):
        found["sex"] = sex.lower()
    if "currentRelationshipStatus" in request:
        found["lives_with_partner"] = request["currentRelationshipStatus"] == "IN_RELATIONSHIP_LIVING_TOGETHER"
    if "previousConvictions" in request:
        found |= {ours: theirs in request["previousConvictions"] for theirs, ours in PAST.items()}
    return found


def valued(value: Any) -> Any:
    return LEVELS.get(value, MOTIVATION.get(value, value)) if isinstance(value, str) else value
