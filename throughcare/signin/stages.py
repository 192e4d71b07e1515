"""The second step of signing in."""

from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest

from throughcare.signin.sessions import is_vouched_for


class SecondFactorStage(AuthenticateStage):  # type: ignore[misc]
    """Asked of everybody who has a second factor, unless the provider has just asked for one."""

    def _should_handle(self, request: HttpRequest) -> bool:
        return bool(super()._should_handle(request)) and not is_vouched_for(request, self.login.user)
