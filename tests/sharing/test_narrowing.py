"""Where a blueprint shares more than the matrix lets anybody there see."""

from throughcare.sharing.narrowing import wider

KINDS = {"clinic": ("prison-health", "voluntary"), "wing": ("prison",), "probation": ("probation",)}
ROLES_AT = {"prison-health": ("PMH",), "prison": ("OPS", "POM"), "probation": ("COM",)}


def found(*shares: tuple[str, str, str]) -> list[str]:
    return [str(each) for each in wider(shares, kinds_of=KINDS, roles_at=ROLES_AT)]


def test_what_any_role_of_the_kind_may_see_is_not_too_wide() -> None:
    # Wing staff see a flag of the stage, offender managers a summary.
    assert found(("wing", "referral-and-stage", "summary"), ("probation", "housing", "write")) == []


def test_more_than_anybody_there_may_see_is_said() -> None:
    assert found(("wing", "housing", "write")) == [
        "'wing' shares 'Housing, benefits and resettlement' at 'write'. As 'prison' it is prison operations or a "
        "prison offender manager, and taking part shows them all of it, to read."
    ]


def test_what_takes_a_basis_says_so() -> None:
    assert found(("probation", "clinical", "read")) == [
        "'probation' shares 'Clinical assessment and notes' at 'read'. As 'probation' it is a community offender "
        "manager, and taking part shows them nothing. More takes consent or an agreement."
    ]


def test_a_kind_without_a_role_sees_nothing() -> None:
    assert found(("clinic", "clinical", "flag")) == [
        "'clinic' shares 'Clinical assessment and notes' at 'flag'. As 'voluntary' it is nobody that the matrix knows, "
        "and taking part shows them nothing."
    ]
