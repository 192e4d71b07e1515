"""Who is signed in, read together with the roles they hold: one question to the database for each page."""

from allauth.account.auth_backends import AuthenticationBackend

from throughcare.organisations.models import Staff, StaffRole
from throughcare.organisations.questions import Given, Question

ROLES = Question(
    lambda: (
        StaffRole._default_manager.filter(staff=Given("staff"))
        .select_related("staff", "organisation")
        .defer("organisation__register")
        .order_by("organisation__name", "role")
    )
)


class StaffWithRoles(AuthenticationBackend):  # type: ignore[misc]
    """Checks passwords as django-allauth does, and reads an account with every role it ever had, in `held`."""

    def get_user(self, user_id: int) -> Staff | None:
        held = ROLES.ask(staff=user_id)
        staff = held[0].staff if held else super().get_user(user_id)
        if staff is None or not self.user_can_authenticate(staff):
            return None
        vars(staff)["held"] = held
        return staff
