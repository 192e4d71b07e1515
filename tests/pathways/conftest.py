"""A small service, with all that a pathway can do: referred to a clinic, disputed, treated, ended."""

import pytest

from throughcare.pathways import Party, Pathway, Stage, Step, with_what_every_pathway_has

CLINIC = with_what_every_pathway_has(
    Pathway(
        id="clinic",
        title="The clinic",
        opened_by="nurse",
        parties=(Party("nurse", "Nurse"), Party("clinic", "Clinic"), Party("hospital", "Hospital")),
        stages=(
            Stage("received", "Received", ("clinic",), "clinic"),
            Stage("treated", "In treatment", ("clinic", "hospital")),
            Stage("dispute", "In dispute", ("nurse",)),
            Stage("ended", "Ended", final=True, outcomes=("better", "left", "died")),
            Stage("refused", "Refused", final=True, outcomes=("refused",)),
        ),
        steps=(
            Step("received", "Receive", by=("clinic",), begins=True, to="received"),
            Step("letter", "Letter", by=("clinic", "nurse"), sources=("received", "treated", "dispute")),
            Step("accepted", "Accept", by=("clinic",), sources=("received", "treated"), to="treated", binds="hospital"),
            Step(
                "assessed", "Assess", by=("clinic",), sources=("received", "dispute"), within=("dispute",), to="treated"
            ),
            Step("report", "Report", by=("clinic",), sources=("treated",), once=True),
            Step("argued", "Dispute", by=("nurse",), sources=("received", "treated"), to="dispute"),
            Step("settled", "Settle", by=("nurse",), sources=("dispute",), returns=True),
            Step("finished", "Finish", by=("clinic",), sources=("treated",), to="ended", needs=("report",)),
            Step("weakened", "Weaken", by=("clinic",), sources=("treated",), to="treated"),
            Step("died", "Died", sources=("received", "treated", "dispute"), to="ended", outcome="died"),
            Step("refused", "Refuse", by=("clinic",), sources=("received",), to="refused"),
        ),
    )
)


@pytest.fixture
def clinic() -> Pathway:
    return CLINIC
