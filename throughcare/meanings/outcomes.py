"""What an outcome may mean: how support by a mentor ends, and why a mentor stops, whatever a file calls it."""

from collections.abc import Mapping
from enum import StrEnum

from throughcare.meanings.word import Word


class OutcomeMeaning(StrEnum):
    """The words, as a file has them in `outcomes_mean`, each against an outcome of its own."""

    GOALS_MET = "goals-met"
    BECAME_MENTOR = "became-mentor"
    NEEDED_MORE = "needed-more"
    NOT_SAFE = "not-safe-together"
    NOT_WANTED = "not-wanted"
    GAVE_UP = "gave-up"
    RESIGNED = "resigned"
    TO_WORK = "to-work"
    OWN_HEALTH = "own-health"
    CONDUCT = "conduct"
    BY_SECURITY = "by-security"
    MOVED = "moved"
    RELEASED = "released"
    TO_HOSPITAL = "to-hospital"
    DIED = "died"


E = OutcomeMeaning
OUTCOMES: Mapping[OutcomeMeaning, Word] = {
    E.GOALS_MET: Word("What the person wanted of a mentor is reached.", ("goals-met",)),
    E.BECAME_MENTOR: Word("Somebody who was supported goes on to be a mentor.", ("became-mentor",)),
    E.NEEDED_MORE: Word("Somebody needs more than a mentor, and was passed on.", ("stepped-up",)),
    E.NOT_SAFE: Word("Support by a mentor is not safe now.", ("not-safe",)),
    E.NOT_WANTED: Word("The person did not want a mentor.", ("declined-self",)),
    E.GAVE_UP: Word("The person stopped meeting their mentor.", ("left",)),
    E.RESIGNED: Word("A mentor stopped by their own wish.", ("resigned",)),
    E.TO_WORK: Word("A mentor went on to work or education.", ("to-work",)),
    E.OWN_HEALTH: Word("A mentor stopped for the sake of their own health.", ("own-health",)),
    E.CONDUCT: Word("A mentor was stopped because of conduct.", ("conduct",)),
    E.BY_SECURITY: Word("A mentor was stopped by security.", ("security",)),
    E.MOVED: Word("The person moved to another prison.", ("moved",)),
    E.RELEASED: Word("The person left prison.", ("released",)),
    E.TO_HOSPITAL: Word("The person went to hospital.", ("to-hospital",)),
    E.DIED: Word("The person died.", ("died",)),
}
