"""What may be asked at each address, read by pydantic: what is not in these tables is refused in words.

The description of a parameter is what CapabilityStatement says of it, and what whoever typed it wrongly is told.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from django.http import QueryDict
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from throughcare.exchange.values import CATEGORY
from throughcare.organisations.refusals import Refused
from throughcare.sharing import CATEGORIES

# As the box for a search on pages, and no longer.
LONGEST = 200
MOST_ON_A_PAGE, USUAL_PAGE, FARTHEST = 100, 20, 10_000


def whole(typed: str) -> int:
    """Digits alone: a parser of numbers would take signs, blanks and more."""
    if not re.fullmatch("[0-9]{1,6}", typed):
        raise ValueError
    return int(typed)


def exact_day(typed: str) -> date:
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", typed):
        raise ValueError
    return date.fromisoformat(typed)


def referred(typed: str) -> str:
    return typed.removeprefix("Patient/").upper()


def labelled(typed: str) -> str:
    category = typed.removeprefix(f"{CATEGORY}|")
    if category not in CATEGORIES:
        raise ValueError
    return category


def said(description: str, kind: str, name: str, default: Any = ...) -> Any:
    """One parameter, by the name it has in an address and its FHIR type."""
    return Field(default, alias=name, description=description, json_schema_extra={"type": kind})


class Nothing(BaseModel):
    """What may be asked at every address."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    written: str = said("How the answer is written: json is all there is.", "special", "_format", "")


class Counted(Nothing):
    """What may be asked of every list."""

    summary: Literal["", "count"] = said("count, for how many there are and no more.", "special", "_summary", "")


class Patients(Counted):
    name: str = said("Names, as on a slip: likeness of sound and spelling counts too.", "string", "name", "")
    birth_date: Annotated[date | None, BeforeValidator(exact_day)] = said(
        "The date of birth as YYYY-MM-DD.", "date", "birthdate", None
    )
    number: str = said("A number, or its system and the number as system|number.", "token", "identifier", "")

    @model_validator(mode="after")
    def _asks_for_somebody(self) -> "Patients":
        if not (self.name or self.birth_date or self.number):
            raise Refused({"": "Say whom you look for: a name, a birthdate or an identifier."})
        if max(len(self.name), len(self.number)) > LONGEST:
            raise Refused({"": f"This is too long for a search: use at most {LONGEST} characters."})
        return self


class OfPerson(Counted):
    patient: Annotated[str, Field(pattern="^[A-Z0-9-]{1,16}$"), BeforeValidator(referred)] = said(
        "The reference of the person, such as TC-7KQ-2M4.", "reference", "patient"
    )
    count: Annotated[int, Field(ge=1, le=MOST_ON_A_PAGE), BeforeValidator(whole)] = said(
        f"How many to a page: from 1 to {MOST_ON_A_PAGE}.", "number", "_count", USUAL_PAGE
    )
    offset: Annotated[int, Field(le=FARTHEST), BeforeValidator(whole)] = said(
        f"How many to leave out before the page begins: at most {FARTHEST}.", "number", "_offset", 0
    )


class Observations(OfPerson):
    category: Literal["", "social-history", "legal-status"] = said(
        "social-history for needs, legal-status for legal status; both without it.", "token", "category", ""
    )


class Responses(OfPerson):
    category: Annotated[str, BeforeValidator(labelled)] = said(
        "One category of the record, such as clinical.", "token", "_security", ""
    )


A = TypeVar("A", bound=Nothing)


def read_asked(asked: type[A], address: QueryDict) -> A:
    """What an address asks. Raises Refused with a sentence for each parameter that is not there or cannot be taken."""
    twice = {name: f"Say {name} once." for name, values in address.lists() if len(values) > 1}
    if twice:
        raise Refused(twice)
    try:
        return asked.model_validate(dict(address.items()))
    except ValidationError as wrong:
        raise Refused({str(one["loc"][0]): _in_words(asked, one) for one in wrong.errors()}) from None


def named(asked: type[Nothing]) -> Mapping[str, Any]:
    """The parameters by their names in an address."""
    return {str(one.alias): one for one in asked.model_fields.values()}


def _in_words(asked: type[Nothing], fault: Mapping[str, Any]) -> str:
    name, there = str(fault["loc"][0]), named(asked)
    if name not in there:
        return f"There is no such parameter here. There are: {', '.join(there)}."
    missing = "is missing" if fault["type"] == "missing" else "cannot be taken"
    return f"{name} {missing}. {there[name].description}"
