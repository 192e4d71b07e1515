"""What a register's file looks like, as a value."""

from dataclasses import dataclass, field

from throughcare.organisations.registers.cells import Cell

# Stands for a column that every row has: the name of its file, without the ending.
FILE = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """One shape of file. A field whose columns the file lacks is left as it is on record.

    `needs` are the columns a file of this shape cannot be without. `fields` go to columns of the table and `facts`
    to an organisation's register facts; `once` are the fields set on a new row and left alone afterwards.
    With `whole` the file has the needed columns and no others. `each` is a column of several codes between
    semicolons, each of which becomes a row. `useless` says why such a file is recognised and still refused.
    """

    kind: str
    source: str
    needs: tuple[str, ...]
    fields: dict[str, Cell] = field(default_factory=dict)
    facts: dict[str, Cell] = field(default_factory=dict)
    once: tuple[str, ...] = ()
    whole: bool = False
    each: str = ""
    useless: str = ""

    def fits(self, header: tuple[str, ...]) -> bool:
        return set(self.needs) == set(header) if self.whole else set(self.needs) <= set(header)
