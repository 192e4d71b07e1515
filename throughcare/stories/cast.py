"""Those of the example world whom a newcomer signs in as. All are invented, and so is the password."""

from dataclasses import dataclass

# The same for every account of the example world, which has nothing in it that could be true of anybody.
PASSWORD = "north-star-demo"


@dataclass(frozen=True)
class Member:
    """`place` is the key of an organisation of the world; without one it is whoever runs the system."""

    username: str
    name: str
    role: str
    place: str
    does: str


WHO_CAN_SIGN_IN = (
    Member("nurse", "Nadira Thistlewick", "PMH", "wolderby-mental-health-team", "Prison mental health nurse"),
    Member("psychologist", "Petra Olszanek", "PMH", "wolderby-day-care", "Lead psychologist of the day-care service"),
    Member("therapist", "Tunde Okonjidu", "PMH", "wolderby-day-care", "Therapist of the day-care service"),
    Member("officer", "Owen Marrowby", "OPS", "hmp-wolderby", "Wing and safer-custody officer"),
    Member("coordinator", "Cleo Ravensworth", "MC", "wolderby-mentor-scheme", "Coordinator of the peer mentors"),
    Member("offender-manager", "Olwen Kettlewick", "POM", "hmp-wolderby", "Prison offender manager"),
    Member("hospital", "Harun Choudrani", "SH", "sorrel-house", "Clinician of a secure hospital in another region"),
    Member("casemanager", "Carol Redmire", "CM", "wold-and-vale-secure-case-management", "NHS case manager"),
    Member("mhcs", "Maya Coverdene", "MHCS", "casework-section-for-restricted-patients", "Casework officer"),
    Member("commissioner", "Connie Lumbfoot", "COMM", "wold-and-vale-integrated-commissioning", "Commissioner"),
    Member("probation", "Bola Adeyinwa", "COM", "carrowby-probation-office", "Community offender manager"),
    Member("court", "Clive Fairweather", "CRT", "carrowby-crown-court", "Court officer"),
    Member("community", "Comfort Mensahara", "CMHT", "carrowby-community-mental-health-team", "Community nurse"),
    Member("council", "Leah Stonehewer", "LAH", "carrowby-city-council", "Social care officer of a council"),
    Member("guardian", "Gwendolyn Harkaway", "CG", "wolderby-mental-health-team", "Caldicott Guardian"),
    Member("admin", "Ada Quarmby", "ADMIN", "", "Administrator of accounts and registers"),
)
