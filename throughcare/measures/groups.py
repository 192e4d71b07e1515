"""The dimensions that figures are split by."""

# Dimension -> how a page heads it.
DIMENSIONS = {
    "area": "Area",
    "prison": "Prison",
    "hospital": "Hospital",
    "level": "Level of security",
    "section": "Section of the Act",
    "sex": "Sex",
    "ethnic": "Ethnic group",
    "age": "Age when the wait began",
    "owner": "Whose the delay is now",
}
