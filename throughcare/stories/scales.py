"""How much of the north a world has. The figures of the north follow its sources; see docs/concepts/synthetic.md."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Scale:
    """`prisons` and `hospitals` empty: all. `daycare` is referrals by prison over the whole time; `people` counts all.

    `transfers` are requests for a first medical report over the whole time, and `stuck` further ones that are held up
    on the last day, `stuck` for each reason there is. `supported` are those who ever asked for a mentor, by prison.
    """

    people: int
    daycare: Mapping[str, int]
    transfers: int
    stuck: int
    prisons: tuple[str, ...] = ()
    hospitals: tuple[str, ...] = ()
    days: int = 730
    supported: Mapping[str, int] = field(default_factory=dict)


SCALES = {
    "north": Scale(
        people=2000,
        daycare={"Wolderby": 395, "Askerdale": 42, "Merehithe": 28},
        transfers=178,
        stuck=1,
        supported={"Wolderby": 250},
    ),
    "tiny": Scale(
        people=30,
        daycare={"Wolderby": 12},
        transfers=8,
        stuck=0,
        prisons=("Wolderby", "Larkstead"),
        hospitals=("Bramblewick Clinic", "Juniper House", "Sorrel House"),
        days=240,
        supported={"Wolderby": 3},
    ),
}
