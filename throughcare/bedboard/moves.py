"""That the record still has somebody living where they no longer are: receiving somebody moves nobody on record."""

from throughcare.beds.following import bedside, gives_beds
from throughcare.episodes.reading import Account
from throughcare.placing.deciding import HOSPITAL
from throughcare.sharing import IDENTITY
from throughcare.web.beside import Beside


def beside(account: Account) -> Beside | None:
    """For whoever may write where the person is: in hospital by the facts, and elsewhere by the record."""
    course = account.course
    there = bedside(course.blueprint, course.facts) if gives_beds(course.blueprint) else None
    hospital = account.organisations.get(course.state.bound.get(HOSPITAL, ""), "")
    received = there is not None and there.received_on is not None and there.left_on is None
    if not received or not hospital or account.lives_at == hospital or account.levels.get(IDENTITY) != "write":
        return None
    says = f"They were received there, and the record still says {account.lives_at or 'nothing of where they are'}."
    return Beside("move", f"Record the move to {hospital}", says, about=account.episode.person.reference)
