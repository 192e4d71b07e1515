"""What the environment says about signing in. Read by `throughcare.config.environment` alone."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv4Network, IPv6Network, ip_network
from urllib.parse import urlsplit

from throughcare.config.trouble import Trouble
from throughcare.signin.limits import Limits

SECOND_FACTOR = "THROUGHCARE_SECOND_FACTOR"
LOCK_AFTER = "THROUGHCARE_LOCK_AFTER"
END_AFTER = "THROUGHCARE_END_AFTER"
SHARED_LOCK_AFTER = "THROUGHCARE_SHARED_LOCK_AFTER"
SHARED_END_AFTER = "THROUGHCARE_SHARED_END_AFTER"
SHARED_NETWORKS = "THROUGHCARE_SHARED_NETWORKS"
PROXIES = "THROUGHCARE_PROXIES"
OLD_SECRET_KEYS = "THROUGHCARE_OLD_SECRET_KEYS"
PROVIDERS = "THROUGHCARE_OIDC"
VARIABLES = (
    *(SECOND_FACTOR, LOCK_AFTER, END_AFTER, SHARED_LOCK_AFTER, SHARED_END_AFTER, SHARED_NETWORKS),
    *(PROXIES, OLD_SECRET_KEYS, PROVIDERS),
)
# What is said of each provider named in THROUGHCARE_OIDC, as THROUGHCARE_OIDC_CIS2_ISSUER and so on.
OF_A_PROVIDER = ("ISSUER", "CLIENT_ID", "CLIENT_SECRET", "NAME", "SCOPE", "SUBJECT", "ASKS", "STRONG")
NEEDED = ("ISSUER", "CLIENT_ID", "CLIENT_SECRET")

OPTIONAL = "optional"
# Proposals of ours, which no authority has confirmed: minutes until a session locks, and until it ends.
OWN_DEVICE, SHARED_DEVICE = (15, 600), (5, 60)

Variables = Mapping[str, str]
Network = IPv4Network | IPv6Network


@dataclass(frozen=True)
class Provider:
    """Another organisation's OpenID Connect provider.

    `asks` are the `acr_values` asked for. `strong` are the values of `acr` or `amr` that stand for a second factor.
    """

    id: str
    name: str
    issuer: str
    client_id: str
    client_secret: str
    scope: tuple[str, ...]
    subject: str
    asks: str
    strong: tuple[str, ...]


@dataclass(frozen=True)
class Entrance:
    """How people sign in here."""

    second_factor_required: bool
    own_device: Limits
    shared_device: Limits
    shared_networks: tuple[Network, ...]
    proxies: int
    old_secret_keys: tuple[str, ...]
    providers: tuple[Provider, ...]


def read(variables: Variables) -> Entrance:
    """Reads it from a mapping of variables; raises Trouble for one that cannot be used."""
    return Entrance(
        second_factor_required=_second_factor(variables.get(SECOND_FACTOR) or "required"),
        own_device=_limits(variables, LOCK_AFTER, END_AFTER, OWN_DEVICE),
        shared_device=_limits(variables, SHARED_LOCK_AFTER, SHARED_END_AFTER, SHARED_DEVICE),
        shared_networks=tuple(_network(text) for text in _listed(variables, SHARED_NETWORKS)),
        proxies=whole(variables, PROXIES, 0, least=0),
        old_secret_keys=_listed(variables, OLD_SECRET_KEYS),
        providers=_providers(variables),
    )


def _second_factor(text: str) -> bool:
    if text not in {"required", OPTIONAL}:
        raise Trouble(f"{SECOND_FACTOR} must be required or optional, not “{text}”.")
    return text != OPTIONAL


def _limits(variables: Variables, lock: str, end: str, minutes: tuple[int, int]) -> Limits:
    locks = whole(variables, lock, minutes[0], least=1)
    ends = whole(variables, end, max(minutes[1], locks), least=1)
    if ends < locks:
        raise Trouble(f"{end} must not be less than {lock}: a session would end before it locks.")
    return Limits(lock=timedelta(minutes=locks), end=timedelta(minutes=ends))


def whole(variables: Variables, name: str, otherwise: int, *, least: int) -> int:
    """A whole number that a variable holds; raises Trouble for anything else."""
    text = variables.get(name) or str(otherwise)
    if not re.fullmatch("[0-9]{1,5}", text) or int(text) < least:
        raise Trouble(f"{name} must be a whole number from {least} on, not “{text}”.")
    return int(text)


def _network(text: str) -> Network:
    try:
        return ip_network(text)
    except ValueError as error:
        raise Trouble(f"{SHARED_NETWORKS} must hold networks such as 10.20.0.0/16, not “{text}”.") from error


def _providers(variables: Variables) -> tuple[Provider, ...]:
    found = tuple(_provider(variables, id_) for id_ in _listed(variables, PROVIDERS))
    if len({one.client_id for one in found}) < len(found):
        # Half way through signing in, django-allauth knows a provider by that alone.
        raise Trouble(f"Two providers in {PROVIDERS} have the same CLIENT_ID: ask one of them for another.")
    return found


def _provider(variables: Variables, id_: str) -> Provider:
    if not re.fullmatch("[a-z][a-z0-9-]{0,30}", id_):
        raise Trouble(f"{PROVIDERS} must hold short words in small letters such as cis2, not “{id_}”.")
    before = f"{PROVIDERS}_{id_.upper().replace('-', '_')}_"
    said = {what: variables.get(before + what, "").strip() for what in OF_A_PROVIDER}
    for what in NEEDED:
        if not said[what]:
            raise Trouble(f"{before}{what} is missing: {PROVIDERS} names {id_}.")
    _expect_safe(said["ISSUER"], f"{before}ISSUER")
    return Provider(
        id=id_,
        name=said["NAME"] or id_,
        issuer=said["ISSUER"].rstrip("/"),
        client_id=said["CLIENT_ID"],
        client_secret=said["CLIENT_SECRET"],
        scope=tuple((said["SCOPE"] or "openid").split()),
        subject=said["SUBJECT"] or "sub",
        asks=said["ASKS"],
        strong=tuple(said["STRONG"].replace(",", " ").split()),
    )


def _expect_safe(issuer: str, name: str) -> None:
    # What a provider says of a person is believed because it comes straight from it, over TLS.
    parts = urlsplit(issuer)
    near = parts.hostname in {"127.0.0.1", "localhost", "::1"}
    if not parts.hostname or not (parts.scheme == "https" or (parts.scheme == "http" and near)):
        raise Trouble(f"{name} must be an address that begins with https://, not “{issuer}”.")


def _listed(variables: Variables, name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.strip() for text in variables.get(name, "").split(",") if text.strip()))
