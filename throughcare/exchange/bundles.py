"""Lists, as Bundles: as long as a page, with the way to the next."""

from collections.abc import Iterable, Sequence
from typing import Any

from throughcare.exchange.outcomes import ROOT
from throughcare.exchange.parameters import OfPerson
from throughcare.exchange.values import Json
from throughcare.web.asking import Request

# What has an address of its own; anything else is known by a name that leads nowhere.
READ_BY_ITSELF = frozenset({"Patient", "EpisodeOfCare"})


def counted(total: int) -> Json:
    return {"resourceType": "Bundle", "type": "searchset", "total": total}


def page_of(request: Request, asked: OfPerson, resources: Sequence[Json]) -> Json:
    """The page that is asked for of all that there is."""
    if asked.summary:
        return counted(len(resources))
    after = asked.offset + asked.count
    shown = resources[asked.offset : after]
    return counted(len(resources)) | listed(request, shown, after if after < len(resources) else None)


def listed(request: Request, shown: Iterable[Json], following: int | None = None) -> Json:
    """`following` is where the next page begins, if there is one."""
    links = [{"relation": "self", "url": request.build_absolute_uri()}]
    if following is not None:
        query = request.GET.copy()
        query["_offset"] = str(following)
        address = request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
        links.append({"relation": "next", "url": address})
    entries = [_entry(request, one) for one in shown]
    bundle: dict[str, Any] = {"resourceType": "Bundle", "type": "searchset", "link": links}
    return bundle | ({"entry": entries} if entries else {})


def _entry(request: Request, resource: Json) -> Json:
    kind, key = resource["resourceType"], resource["id"]
    where = request.build_absolute_uri(f"{ROOT}/{kind}/{key}") if kind in READ_BY_ITSELF else f"urn:uuid:{key}"
    return {"fullUrl": where, "resource": resource, "search": {"mode": "match"}}
