"""What is asked and answered about who is responsible: total tables.

The levels and their words are those that the blueprint of transfers asks for. The specialties are a local default.
"""

ANSWERS = {"provider": "Responsible provider", "commissioner": "Responsible commissioner"}
LEVELS = {"high": "High", "medium": "Medium", "low": "Low", "picu": "Psychiatric intensive care"}
SPECIALTIES = {
    "mental-illness": "Mental illness",
    "personality-disorder": "Personality disorder",
    "learning-disability-autism": "Learning disability or autism",
    "brain-injury": "Acquired brain injury",
}
SEXES = {"1": "Men", "2": "Women"}

# Trait of a row -> what it may be. An empty one stands for every one of them.
TRAITS = {"level": LEVELS, "specialty": SPECIALTIES, "sex": SEXES}
EVERY = {"level": "every level", "specialty": "every specialty", "sex": "men and women"}

# Who may answer, and what kinds of place an area may be named by.
ANSWERED_BY = {"provider": ("secure-hospital", "nhs-trust"), "commissioner": ("commissioner", "icb", "health-board")}
AREAS = ("commissioner", "icb", "health-board", "local-authority")
DECIDERS = ("case-management",)

# Roles that keep the rows; those that keep thresholds, of their own organisation; those that compare decisions.
KEEPERS = frozenset({"CM", "COMM"})
CLINICIANS = frozenset({"SH"})
COMPARERS = KEEPERS | CLINICIANS


def in_words(trait: str, value: str) -> str:
    """A trait of a row as a sentence has it: `medium security`, `every specialty`, `men`."""
    if not value:
        return EVERY[trait]
    title = TRAITS[trait][value]
    said = title[:1].lower() + title[1:]
    return f"{said} security" if trait == "level" and value != "picu" else said
