"""A site's Caldicott Guardian signs who sees what there: until then every cell is a local default."""

from datetime import datetime

from throughcare.access.breaking import GUARDIAN
from throughcare.access.models import SignOff
from throughcare.access.words import line
from throughcare.audit import actions as audit
from throughcare.organisations.acting import verb
from throughcare.organisations.models import Organisation, StaffRole
from throughcare.organisations.refusals import Refused
from throughcare.sharing import fingerprint


@verb
def sign_matrix(*, seen: str, says: str, by: StaffRole, at: datetime) -> SignOff:
    """Sign the matrix as it stands; `seen` is the fingerprint of the one that was looked at. Raises Refused: says."""
    if by.role != GUARDIAN:
        raise Refused({"": "It is for the Caldicott Guardian to sign who sees what here."})
    if seen != fingerprint():
        raise Refused({"": "The matrix has changed since you opened it. Look at it again before you sign."})
    made = SignOff.objects.create(
        organisation=by.organisation, by=by, fingerprint=seen, says=line(says, field="says"), at=at
    )
    audit.record(by=by, at=at, did="signed-matrix", detail={"sign_off": made.pk, "fingerprint": seen})
    return made


def signed(organisation: Organisation) -> SignOff | None:
    """The sign-off of the matrix as it stands now, if there is one; an older matrix signed is not this one."""
    signs = SignOff.objects.filter(organisation=organisation, fingerprint=fingerprint())
    return signs.select_related("by__staff").order_by("-at").first()
