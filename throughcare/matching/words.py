"""What people ask a mentor for, and when in a day they can meet: local defaults, for each scheme to use."""

from collections.abc import Mapping

# What somebody may want help with, as the request asks it -> its title. A mentor says which of them they take.
NEEDS: Mapping[str, str] = {
    "coping": "Coping",
    "loneliness": "Loneliness",
    "low-mood": "Low mood",
    "worry": "Worry",
    "bereavement": "Bereavement",
    "family": "Family",
    "daily-living": "Daily living",
    "settling-in": "Settling in",
    "self-harm": "Self-harm",
    "other": "Something else",
}

# Parts of a day on a wing -> their titles.
HOURS: Mapping[str, str] = {
    "morning": "Morning",
    "afternoon": "Afternoon",
    "evening": "Evening",
    "night": "Night",
}
