"""Sentences about categories that several verbs say."""

from collections.abc import Collection

from throughcare.sharing import CATEGORIES


def titles(categories: Collection[str]) -> str:
    """The categories as a page names them."""
    return ", ".join(CATEGORIES.get(category, category) for category in categories)


def unknown(words: Collection[str], known: Collection[str]) -> str:
    """Why one of these words cannot be taken; empty when all are known."""
    strange = next((word for word in words if word not in known), None)
    return "" if strange is None else f"“{strange}” is not one of those there are."
