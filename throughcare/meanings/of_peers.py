"""What the steps of a peer mentor scheme mean: those of a mentor, and those of whom a mentor supports."""

from collections.abc import Mapping

from throughcare.meanings.step_meaning import StepMeaning
from throughcare.meanings.word import ANY, Word

S = StepMeaning
# The kinds of contact that are a group: one of the scheme is open to whoever was found safe, matched or not.
GROUPS = ("group", "art", "daily-living")
PEERS: Mapping[StepMeaning, Word] = {
    S.MENTOR_APPLIED: Word("Somebody in prison applied to become a mentor."),
    S.MENTOR_APPROVED: Word(
        "The governor, or whoever decides for them, approved the applicant.", asks={"decided-by": ANY}
    ),
    S.MENTOR_CLEARED: Word(
        "Security cleared the applicant, until a day.", asks={"decided-by": ANY, "clearance-until": ANY}
    ),
    S.MENTOR_VETTED: Word("Everything that vetting asks is there: training may begin."),
    S.MODULE_PASSED: Word(
        "A nurse saw that the mentor can do what one module teaches.", asks={"module": ANY, "assessor": ANY}
    ),
    S.MENTOR_TRAINED: Word(
        "Training is signed off, until a day.", several=True, asks={"training-until": ANY, "signed-by": ANY}
    ),
    S.SHADOWING_STARTED: Word("The applicant began to go along with an active mentor.", asks={"shadows": ANY}),
    S.SHADOWING_LOGGED: Word("The applicant was along at a contact or a group.", asks={"minutes": ANY, "shadows": ANY}),
    S.SHADOWING_CUT_SHORT: Word(
        "Somebody decided by name that less shadowing is enough.", asks={"decided-by": ANY, "why": ANY}
    ),
    S.SHADOWING_SIGNED_OFF: Word("The time of shadowing was long enough, and went well.", asks={"signed-by": ANY}),
    S.MENTOR_ACTIVE: Word("From here on the mentor supports people, so many at most.", asks={"load": ANY}),
    S.MENTOR_SUPERVISED: Word(
        "A support worker and a clinician sat down with the mentor.",
        several=True,
        asks={"support-worker": ANY, "clinician": ANY},
    ),
    S.MENTOR_DISTRESSED: Word("Something that a mentor heard or saw weighs on them.", asks={"what": ANY}),
    S.MENTOR_DEBRIEFED: Word(
        "Somebody talked it over with the mentor, and said until when they rest, if they do.",
        asks={"with": ANY, "rest": ANY},
    ),
    S.MENTOR_VETTED_AGAIN: Word(
        "Governor and security looked again, and the mentor may go on until a day.",
        several=True,
        asks={"decided-by": ANY, "clearance-until": ANY},
    ),
    S.MENTOR_SUSPENDED: Word("The mentor stops at once, for a reason that need not last.", asks={"reason": ANY}),
    S.MENTOR_RETURNED: Word("A mentor who was suspended comes back, to an earlier gate.", several=True),
    S.MENTOR_LEFT: Word("The mentor is none any more.", several=True),
    S.MENTOR_STOPPED: Word(
        "Somebody decided that the mentor is none any more, and says what they were offered.",
        asks={"outcome": ANY, "support": ANY},
    ),
    S.SUPPORT_REQUESTED: Word(
        "Somebody asked for a mentor, or others asked for them.",
        asks={"asked-by": ANY, "need": ANY, "language": ANY, "aim": ANY},
    ),
    S.SUPPORT_FOUND_SAFE: Word("Nothing stands against a mentor: the person waits for one."),
    S.MATCHED: Word("A mentor agreed to support the person.", asks={"mentor": ANY, "aim": ANY}),
    S.UNMATCHED: Word(
        "That mentor supports the person no longer: another is sought.",
        several=True,
        asks={
            "why": (
                "person-asked",
                "mentor-asked",
                "mentor-suspended",
                "mentor-left",
                "moved-wing",
                "kept-apart",
                "other",
            )
        },
    ),
    S.CONTACT_HELD: Word(
        "The mentor and the person met.",
        asks={"minutes": ANY, "kind": ("one-to-one", "group", "cbt-informed", "art", "daily-living")},
    ),
    S.GROUP_ATTENDED: Word(
        "The person was at a group of the scheme, as its register says.", asks={"minutes": ANY, "kind": GROUPS}
    ),
    S.WORRY_RAISED: Word("The mentor passed a worry on to staff; what it is, is said to staff and not written here."),
    S.WORRY_ANSWERED: Word("Staff saw the person about a worry.", asks={"answer": ANY}),
    S.SUPPORT_REVIEWED: Word("The coordinator looked with the person at how it is going.", asks={"continue": ANY}),
    S.SELF_HARM_VERIFIED: Word(
        "Staff recorded how self-harm stands: what the person says and what is on record, apart.",
        several=True,
        asks={
            "self-reported": ("never", "before", "now", "reduced", "stopped"),
            "recorded": ("never", "before", "now", "reduced", "stopped"),
        },
    ),
    S.SUICIDE_VERIFIED: Word(
        "Staff recorded thoughts of suicide and attempts: what the person says and what is on record, apart.",
        several=True,
        asks={
            "suicide-12-months": ("none", "thoughts", "attempt"),
            "suicide-since": ("never", "stopped", "reduced", "same", "increased"),
            "attempts-recorded": ANY,
        },
    ),
    S.WORK_SAID: Word(
        "It was said whether the person works or learns.",
        several=True,
        asks={"work": ("none", "part-time", "full-time")},
    ),
    S.TAKING_PART_SAID: Word(
        "It was said how taking part and contact with family stand, against when support began.",
        several=True,
        asks={"engagement": ("less", "same", "more"), "family": ("none", "less", "same", "more")},
    ),
    S.SUPPORT_ENDED: Word("Support by a mentor ended.", several=True),
}
