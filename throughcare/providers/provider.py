"""One provider: on what terms it admits, and every earlier version of that; and another version, by its clinicians."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from throughcare.blueprints.blueprint import Criterion
from throughcare.blueprints.library import load, shipped
from throughcare.episodes.history import versions_meaning
from throughcare.episodes.reading import Account
from throughcare.meanings import StepMeaning
from throughcare.organisations.kinds import filling
from throughcare.organisations.models import Organisation
from throughcare.providers.finder import numbers
from throughcare.providers.forms import ThresholdForm
from throughcare.providers.kinds import ANSWERED_BY, CLINICIANS, in_words
from throughcare.providers.models import Threshold
from throughcare.providers.thresholds import in_force
from throughcare.web.asking import Request
from throughcare.web.forms import see, sent, show
from throughcare.web.words import london_day

PROVIDERS = [kind for part in ANSWERED_BY["provider"] for kind in filling(part)]
# What is cited where no criterion speaks against somebody: it is no ground that excuses a wait.
NO_CRITERION = ("None: no bed or no staff. This excuses no wait.", "None: another provider answers for the home area.")


def provider(request: Request, number: int) -> HttpResponse:
    found = get_object_or_404(Organisation.objects.filter(kind__in=PROVIDERS), pk=number)
    versions = list(found.thresholds.select_related("recorded_by__staff"))
    now = in_force(versions, on=london_day(request.now))
    given = {
        "provider": found,
        "now": [(one, case(one)) for one in now],
        "others": [(one, case(one)) for one in versions if one not in now],
        "in_words": in_words,
        "criteria": criteria(),
        "mine": request.staff.role in CLINICIANS and request.staff.organisation_id == found.pk,
    }
    return render(request, "providers/provider.html", given)


def criteria() -> list[Criterion]:
    """Whom services that ask for beds are for: by the versions adopted here, and by what ships where there is none."""
    shipped_ones = (one for one in map(load, shipped()) if one.that_means(StepMeaning.BED_REQUESTED))
    found = versions_meaning(StepMeaning.BED_REQUESTED) or list(shipped_ones)
    newest = {one.id: one for one in reversed(found)}
    return list({one.says: one for version in newest.values() for one in version.criteria}.values())


def set_threshold(request: Request) -> HttpResponse:
    """Another version, filled in with the one that the address names."""
    if request.staff.role not in CLINICIANS:
        raise PermissionDenied
    own = request.staff.organisation
    version = own.thresholds.filter(pk__in=numbers(request.GET.get("version", ""))).first()
    form = ThresholdForm(sent(request), of=own, version=version, today=london_day(request.now))
    if form.carry_out_once(by=request.staff, at=request.now):
        return see("provider", own.pk, done="threshold")
    return show(request, "providers/set_threshold.html", form, {"provider": own})


def case(threshold: Threshold) -> str:
    """What a version is about: `medium security, every specialty`."""
    return ", ".join(in_words(trait, vars(threshold)[trait]) for trait in ("level", "specialty"))


def cited(told: Account) -> list[str]:
    """What a decline may rest on, in words: the provider's own thresholds, the criteria of the service, or none."""
    own = Threshold.objects.filter(provider=told.reader.organisation_id)
    lines = [line for one in in_force(own, on=told.course.as_of.on) for line in (*one.admits, *one.refuses)]
    return list(dict.fromkeys([*lines, *(one.says for one in told.blueprint.criteria), *NO_CRITERION]))
