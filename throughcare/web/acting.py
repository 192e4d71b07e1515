"""Who asks, in which role, and when: what every page knows before it begins."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.db import connection, transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now as now

from throughcare.organisations.acting import act, door_kept_for
from throughcare.organisations.models import StaffRole
from throughcare.sharing import PURPOSES_OF, Purpose
from throughcare.web.asking import Request
from throughcare.web.refused import note_refusal, one_try_at_a_time
from throughcare.web.words import london_day

# What can be seen without signing in, by url name. Rooms above add to it.
OPEN_TO_ALL = {
    "account_login", "account_logout", "account_inactive", "mfa_authenticate", "mfa_login_webauthn",
    "openid_connect_login", "openid_connect_callback", "socialaccount_login_cancelled", "health", "calendar_feed",
}  # fmt: skip
# What can be seen after signing in while it is not yet said in which role: the choice itself, and one's own account.
WITHOUT_ROLE = frozenset({"choose_role", "stay"})
# Pages that look again by themselves, by url name: being open is not using them. Rooms above add to it.
KEEPS_WATCH: set[str] = set()
OWN_ACCOUNT = ("account_", "mfa_")
CHOSEN = "role"
PURPOSE = "purpose"

View = Callable[..., HttpResponse]


class Acting:
    """Sets `request.now`, `request.may_act_as` (roles in force today) and `request.staff` (the one acted in), with
    `request.purpose` where one was chosen.

    A page is one transaction, in which the database is told who acts. It is reached only with a role: others are sent
    to sign in or to choose. Whoever has none is told so, and out. What was refused is noted.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        request.now = now()
        request.may_act_as = []
        with transaction.atomic(), door_kept_for(None):
            answer = self.get_response(request)
            note_refusal(request, answer)
            return answer

    def process_exception(self, _request: Request, _exception: Exception) -> None:
        """Whatever a page did before it failed is undone, also that somebody acts; its failure gets a page.

        The database undoes it by itself where it has hung up, as it does on a page that dawdles.
        """
        if connection.connection is None or connection.connection.closed:
            connection.close()
            return
        transaction.set_rollback(False)
        begin_anew()

    def process_view(self, request: Request, _view: View, _parts: object, _named: object) -> HttpResponse | None:
        name = request.resolver_match.url_name if request.resolver_match else None
        if name in OPEN_TO_ALL:
            return None
        if not request.user.is_authenticated:
            return show_yourself_first(request)
        request.may_act_as = roles_in_force(request)
        acting = acted_in(request)
        if acting:
            _begin(request, acting)
        if acting or name in WITHOUT_ROLE or str(name).startswith(OWN_ACCOUNT):
            return None
        if request.may_act_as and request.method == "POST":
            return render(request, "signin/role_first.html", status=403)
        if request.may_act_as:
            return HttpResponseRedirect(reverse("choose_role"))
        return _no_role(request)


def _begin(request: Request, acting: StaffRole) -> None:
    request.staff = acting
    request.purpose = looked_for(request, acting.role)
    act(staff=acting, as_of=request.now, purposes=[request.purpose] if request.purpose else None)
    one_try_at_a_time(request)


def begin_anew() -> None:
    """Undoes all that this page did. Its transaction may lie within another, as in a test: then only its part of it."""
    if connection.savepoint_ids:
        transaction.savepoint_rollback(connection.savepoint_ids[-1])
    else:
        # The next statement begins another. Django's own `rollback` is for code that began no transaction through it.
        connection.connection.rollback()


def roles_in_force(request: Request) -> list[StaffRole]:
    """The roles that whoever signed in holds today, with their organisations, read with the account itself."""
    day = london_day(request.now)
    return [
        role for role in request.user.held if role.from_on <= day and (role.until_on is None or role.until_on > day)
    ]


def acted_in(request: Request) -> StaffRole | None:
    """The only role, or the one chosen after signing in while it is still in force."""
    chosen = request.session.get(CHOSEN)
    if len(request.may_act_as) == 1:
        return request.may_act_as[0]
    return next((role for role in request.may_act_as if role.pk == chosen), None)


def looked_for(request: Request, role: str) -> Purpose | None:
    """The purpose chosen after signing in, while it is one of the role's; None is any that the role has."""
    chosen = request.session.get(PURPOSE)
    return next((one for one in PURPOSES_OF.get(role, ()) if one == chosen), None)


def show_yourself_first(request: Request, page: str = settings.LOGIN_URL) -> HttpResponse:
    """To a page on which to show who one is, and back: for whoever is signed out or whose session is locked.

    Both are answered here and alike; a form that was sent stays in sight instead.
    """
    address = reverse(page)
    if request.path != "/" and request.method in {"GET", "POST"}:
        address = f"{address}?{urlencode({'next': request.get_full_path()})}"
    if request.method != "POST":
        return HttpResponseRedirect(address)
    answer = render(request, "signin/signed_out.html", {"sign_in": address}, status=401)
    answer["WWW-Authenticate"] = 'Form realm="Throughcare"'
    return answer


def _no_role(request: Request) -> HttpResponse:
    """Whose last role has ended is signed out at once, on every device that asks."""
    who = str(request.user)
    logout(request)
    return render(request, "signin/no_role.html", {"who": who}, status=403)
