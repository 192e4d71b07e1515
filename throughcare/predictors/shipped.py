"""The models that there are: one total table, which commands, pages and help are made from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from throughcare.predictors import inputs, next_generation, ogrs3, opd, points, screens
from throughcare.predictors.opd_input import InputOfOpd
from throughcare.predictors.reading import read
from throughcare.predictors.result import Result
from throughcare.predictors.rules import Rule, grown_up


@dataclass(frozen=True, slots=True)
class Model:
    """`outcome` is what happens to so many of a hundred; empty of a screen, which foretells nothing."""

    title: str
    does: str
    asks: type[Any]
    work_out: Callable[[Any], Result]
    outcome: str = ""
    rules: tuple[Rule, ...] = ()

    def given(self, said: Mapping[str, object]) -> Any:
        """The input that answers by name make. Raises Faulty."""
        return read(self.asks, said, rules=self.rules)

    def from_said(self, said: Mapping[str, object]) -> Result:
        """What the model makes of answers by name. Raises Faulty."""
        return self.work_out(self.given(said))


ADULTS = Rule(("date_of_birth", "follow_up_start"), grown_up)
ANY, VIOLENT = "are proven to offend again", "are proven to offend again with violence"
NOT_VIOLENT, SERIOUS = (
    "are proven to offend again, without violence",
    "are proven to offend again with serious violence",
)

MODELS: Mapping[str, Model] = {
    "ogrs3": Model("OGRS3", "Any reoffending, from age and convictions.", inputs.InputOfOgrs3, ogrs3.work_out, ANY),
    "ogp": Model("OGP", "Reoffending without violence.", inputs.InputOfOgp, points.ogp, NOT_VIOLENT),
    "ovp": Model("OVP", "Violent reoffending.", inputs.InputOfOvp, points.ovp, VIOLENT, (ADULTS,)),
    "arp": Model("ARP", "Any reoffending, next generation.", inputs.InputOfArp, next_generation.arp, ANY),
    "vrp": Model("VRP", "Violent reoffending, next generation.", inputs.InputOfVrp, next_generation.vrp, VIOLENT),
    "svrp": Model("SVRP", "Serious violence, next generation.", inputs.InputOfSvrp, next_generation.svrp, SERIOUS),
    "opd": Model(
        "OPD", "Screen for the personality disorder pathway.", InputOfOpd, opd.work_out, rules=(opd.ANSWERED,)
    ),
    "lds": Model("LDS", "Screen for a learning disability.", inputs.InputOfLds, screens.lds),
    "mst": Model("Maturity (MST)", "Screen for maturity, men of 18 to 25.", inputs.InputOfMst, screens.mst),
}
