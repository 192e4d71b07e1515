"""One rule of law: which steps it judges, by which kind of question, in which words, and from when until when."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Rule:
    """A dated and sourced rule, as a blueprint gives it.

    `kind` names a row of `kinds.KINDS`, which says what the parameters mean there: `answer` the ids of questions,
    `must_be` the answers that are lawful, `of` earlier steps, `number` a whole number. The rule applies only where the
    answer known last to the question `because` is one of `which_is`, if it names one. `says` is the sentence that
    whoever is refused is told. With `demands` a question left blank bars as well, where the rule cannot be kept without
    an answer. `force` is a word of `clocks.Force`. A `shadow` rule bars nothing until `effective_from`
    gives a day.
    """

    id: str
    title: str
    kind: str
    steps: tuple[str, ...]
    says: str
    force: str
    answer: tuple[str, ...] = ()
    must_be: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    because: str | None = None
    which_is: tuple[str, ...] = ()
    number: int | None = None
    demands: bool = False
    source: str = ""
    confirmed: bool = False
    shadow: bool = False
    effective_from: date | None = None
    effective_to: date | None = None

    def applies_on(self, day: date) -> bool:
        """Whether it is asked of what happened on this day, in shadow or not."""
        begun = self.effective_from is None or self.shadow or self.effective_from <= day
        return begun and (self.effective_to is None or day <= self.effective_to)

    def in_shadow_on(self, day: date) -> bool:
        """Whether, of what happened on this day, it is asked but not in force."""
        return self.shadow and (self.effective_from is None or day < self.effective_from)

    def in_force_on(self, day: date) -> bool:
        return self.applies_on(day) and not self.in_shadow_on(day)
