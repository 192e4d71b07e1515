"""`make check` runs this: our own rules, which no linter knows. Each fault says where it is and what to do."""

import sys

from checks import budgets, smells
from checks.sources import read_all


def main() -> None:
    sources = read_all()
    faults = sorted([*budgets.faults(sources), *smells.faults(sources)])
    for fault in faults:
        print(fault)  # noqa: T201 - a command's own words
    sys.exit(1 if faults else 0)


main()
