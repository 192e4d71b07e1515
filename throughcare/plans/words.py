"""The closed lists of plans: what may be answered, how a goal and a step stand, the parts of a formulation."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

CARE_PLAN, CLINICAL, THERAPY = "care-plan", "clinical", "therapy-content"


class Did(StrEnum):
    """What one change of a plan was."""

    PROBLEM = "problem"
    GOAL = "goal"
    RATING = "rating"
    STEP = "step"
    REVIEW = "review"
    AGREEMENT = "agreement"


DID = {
    Did.PROBLEM: "A problem was written down",
    Did.GOAL: "A goal was written down",
    Did.RATING: "A goal was rated",
    Did.STEP: "A step was written down",
    Did.REVIEW: "The plan was reviewed",
    Did.AGREEMENT: "The person was asked",
}
# What the person is asked about again once it has changed.
ASKED_OF = frozenset({Did.PROBLEM, Did.GOAL, Did.STEP})

YES, NO, COULD_NOT = "yes", "no", "could-not-answer"
ANSWERS = {YES: "Yes, they agree", NO: "No, they do not agree", COULD_NOT: "They could not answer"}

# How a goal stands; all but the first take a reason.
WORKING = "working"
GOAL_STATES = {WORKING: "Working on it", "reached": "Reached", "changed": "Changed for another goal", "left": "Left"}
# How a step stands.
TO_DO, DONE, NOT_DONE = "to-do", "done", "not-done"
STEP_STATES = {TO_DO: "To do", DONE: "Done", NOT_DONE: "Not done"}
WHOSE = {"person": "The person", "team": "The team", "other": "Somebody else"}

WORST, BEST = 0, 10
# The longest that may be typed: a title in the person's words, a text of some sentences, a section of a summary.
SHORT, LONG, SECTION = 300, 2_000, 4_000


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a formulation: what it asks, and the category of the record that it belongs to."""

    title: str
    hint: str
    category: str


FORMULATION: Mapping[str, Part] = {
    "trauma": Part("What happened to the person", "What still weighs on them, as far as they want it written", THERAPY),
    "mental-health": Part("Their mental health", "What troubles them now, and since when", CLINICAL),
    "offending": Part("Their offending", "As they understand it: how it began, when it happens", THERAPY),
    "links": Part("What links these", "How one leads to another", THERAPY),
    "keeps-going": Part("What keeps it going", "Here and now, also what is around the person", CLINICAL),
    "helps": Part("What helps", "Strengths, people, what has worked before", CLINICAL),
}

# Local default: working days in which a receiver acknowledges a summary, before the lead is told too.
DAYS_TO_ACKNOWLEDGE = 5

HOW = {"record": "They open it in this record", "mail": "By secure mail", "paper": "On paper"}


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading of a summary, and the category that decides which receivers see what stands below it."""

    title: str
    category: str


# The headings of discharge summaries of the Professional Record Standards Body, as recalled: unconfirmed (domain.md
# 3.14). Outcomes and scores are ours: what was measured is nothing of a diagnosis. They are two, because what was said
# in sessions is therapy content and scores of questionnaires are clinical notes, wherever they are read.
HEADINGS: Mapping[str, Heading] = {
    "person": Heading("The person", "identity-and-location"),
    "gp": Heading("General practitioner", "identity-and-location"),
    "referrer": Heading("Who referred", "referral-and-stage"),
    "reason": Heading("Reason for referral", CLINICAL),
    "diagnoses": Heading("Diagnoses", "diagnosis-and-medication"),
    "procedures": Heading("What was done", CLINICAL),
    "outcomes": Heading("Outcomes", THERAPY),
    "scores": Heading("Scores of questionnaires", CLINICAL),
    "medications": Heading("Medicines and changes to them", "diagnosis-and-medication"),
    "allergies": Heading("Allergies", "diagnosis-and-medication"),
    "risks": Heading("Risks", "self-harm-risk"),
    "legal-status": Heading("Legal status", "mha-status"),
    "social-context": Heading("Social context", "housing"),
    "care-team": Heading("Who cares for the person", "referral-and-stage"),
    "plan": Heading("Plan and requested actions", CARE_PLAN),
    "in-their-words": Heading("What the person says", CARE_PLAN),
    "advice": Heading("Information and advice given", CARE_PLAN),
    "requirements": Heading("What the person needs to be able to take part", "protected-characteristics"),
    "plain": Heading("In plain words, for the person", CARE_PLAN),
}
# The one that is told to the person, on a page of its own.
PLAIN = "plain"
