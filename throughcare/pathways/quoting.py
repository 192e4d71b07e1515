"""Words that somebody typed, given back in a sentence."""

LONGEST_QUOTED = 40
# Stands for a character that a screen would act on instead of showing it.
UNSHOWN = "\ufffd"


def as_typed(words: str) -> str:
    """In quotation marks, no longer than a sentence can bear: `'recieved'`."""
    shown = "".join(each if each.isprintable() else UNSHOWN for each in words[:LONGEST_QUOTED])
    return f"'{shown}'" if len(words) <= LONGEST_QUOTED else f"'{shown}...'"
