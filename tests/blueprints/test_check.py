"""A blueprint as a whole: what no single line shows."""

from datetime import date

import pytest

from throughcare.blueprints.check import check
from throughcare.blueprints.library import source
from throughcare.blueprints.read import read

DAYCARE = source("daycare").decode()
TRANSFER = source("hospital-transfer").decode()


def told(text: str) -> list[str]:
    return [f"{problem.says} {problem.do}" for problem in check(read(text.encode(), path="x.toml"))]


def table(kind: str, **keys: str) -> str:
    return f"\n[[{kind}]]\n" + "".join(f"{key} = {value}\n" for key, value in keys.items())


STEP = {"id": '"extra"', "title": '"Extra"', "by": '["daycare"]', "from": '["referred"]'}
STANDARD = {
    "id": '"extra"',
    "title": '"Extra"',
    "starts": '"accepted"',
    "stops": '"pathway-started"',
    "limit": "5",
    "warn_at": "3",
    "unit": '"day"',
    "counting": '"day0"',
    "force": '"local"',
    "owner": '"daycare"',
    "source": '"local-default"',
}
FIELD = '{id = "f", label = "F", kind = "text", category = "clinical"}'


def step(**keys: str) -> str:
    return table("step", **{**STEP, **keys})


def standard(**keys: str) -> str:
    return table("standard", **{key: value for key, value in {**STANDARD, **keys}.items() if value})


def form(field: str) -> str:
    return table("form", id='"extra"', field=f"[{field}]") + step(form='"extra"')


LEAVE_GAP = step(**{"id": '"on"', "from": '["gap"]', "to": '"ended"', "outcome": '"died"'})

# what is added to the day-care blueprint, and what is told of it
ADDED = [
    (table("stage", id='"attic"', title='"Attic"', accountable='["daycare"]'), "Nobody can reach the stage 'attic'."),
    (
        table("stage", id='"attic"', title='"Attic"', accountable='["daycare"]') + step(to='"attic"'),
        "The stage 'attic' is a dead end: no step leads from it to a final stage.",
    ),
    (
        table("stage", id='"gap"', title='"Gap"') + step(to='"gap"') + LEAVE_GAP,
        "Nobody is accountable in the stage 'gap'.",
    ),
    (
        table("stage", id='"gap"', title='"Gap"', accountable='["referrer"]')
        + step(**{"to": '"gap"', "from": '["accepted"]'})
        + LEAVE_GAP,
        "There is a way into 'gap' on which nobody has said which organisation is accountable.",
    ),
    (
        table("stage", id='"gap"', title='"Gap"', accountable='["prison"]')
        + step(to='"gap"', by='["prison"]')
        + LEAVE_GAP,
        "'prison' is accountable in 'gap', but may not hold anybody.",
    ),
    (
        table("stage", id='"wait"', title='"Wait"', accountable='["daycare"]', waiting_on='"daycare"')
        + step(**{"to": '"wait"', "from": '["in-treatment"]', "by": '["daycare"]'})
        + step(**{"id": '"on"', "from": '["wait"]', "to": '"ended"', "outcome": '"died"'})
        + "",
        None,
    ),
    (
        table("stage", id='"over"', title='"Over"', final="true") + step(to='"over"'),
        "The final stage 'over' has no outcomes.",
    ),
    (step(**{"from": '["ended"]', "to": '"referred"'}), "The step 'extra' leads out of 'ended', which is final."),
    (step(by="[]"), "Nobody may take the step 'extra'."),
    (step(**{"from": "[]"}), "The step 'extra' can never be taken: nobody is ever in a stage it belongs to."),
    (step(begins="true"), "'extra' begins an episode but leads nowhere."),
    (step(returns="true", to='"accepted"'), "'extra' both returns and leads somewhere of its own."),
    (step(within='["accepted"]'), "'extra' leads nowhere, so 'within' says nothing."),
    (step(needs='["extra"]'), "'extra' needs itself, by way of what it needs."),
    (step(needs='["review-held"]'), "'extra' needs 'review-held', which cannot come before it."),
    (step(to='"ended"', outcome='"cured"'), "'extra' ends with 'cured', which is not an outcome"),
    (step(to='"ended"'), "'extra' ends the episode without saying how."),
    (step(binds='"prison"'), "'extra' binds 'prison', but asks nobody which organisation that is."),
    (step(plain='"By {triag.due}."'), "'{triag.due}' in the words for the person stands for nothing."),
    (step(id='"handover-offered"'), "Every pathway has a step 'handover-offered' of its own."),
    (step(id='"accepted"'), "There are two of 'accepted'."),
    (step(**{"from": '["refered"]'}), "There is no stage 'refered'. Did you mean 'referred'?"),
    (step(form='"feral"'), "There is no form 'feral'."),
    (standard(source=""), "The standard 'extra' has no source."),
    (standard(warn_at=""), "The standard 'extra' warns nobody before it is late."),
    (standard(warn_at="5"), "The standard 'extra' warns too late."),
    (standard(limit=""), "The standard 'extra' has no limit."),
    (standard(limit="0", warn_at=""), "The standard 'extra' allows no time at all."),
    (standard(unit='"hour"'), "The standard 'extra' counts in two ways at once."),
    (standard(pauses='"session-missed"'), "The standard 'extra' pauses and resumes by halves."),
    (standard(resumes='"session-missed"'), "The standard 'extra' pauses and resumes by halves."),
    (standard(limit="", warn_at="", buckets="[3]", blocks='"died"'), "The standard 'extra' bars steps"),
    (
        standard(limit="", warn_at="", counts_to='"first-appointment"'),
        "The standard 'extra' warns nobody before its day.",
    ),
    (
        standard(counts_to='"first-appointment"'),
        "The standard 'extra' counts to a day that is given, and in another way as well.",
    ),
    (standard(limit="", counts_to='"day"'), "The standard 'extra' counts to a day that 'accepted' does not ask for."),
    (standard(limit="", counts_to='"first-appointment"'), None),
    (standard(may_start_at='"assessed"'), "The standard 'extra' does not offer its own start."),
    (
        standard(effective_from="2026-02-01", effective_to="2026-01-01"),
        "The standard 'extra' ends before it begins.",
    ),
    (standard(each='"a"'), "The standard 'extra' says only half of what it waits for."),
    (standard(each_in='"a"'), "The standard 'extra' says only half of what it waits for."),
    (
        standard(each='["mood", "grief"]', each_in='"pathway"'),
        "The standard 'extra' waits for grief, and 'pathway-started' offers no such answer. Let its form ask 'pathway'",
    ),
    (standard(each='["mood", "trauma"]', each_in='"pathway"'), None),
    (
        standard(each='"mood"', each_in='"pathway"', stops='"assessed"'),
        "The standard 'extra' waits for mood, and 'assessed' offers no such answer.",
    ),
    (standard(starts='"treatment-ended"'), "The standard 'extra' can never be met."),
    (
        standard(starts='["accepted", "pathway-started"]'),
        "The standard 'extra' stops at a step that should start it again.",
    ),
    (
        standard(ends='["escalation-answered"]'),
        "The standard 'extra' would be moved by 'escalation-answered', which only says that they wait.",
    ),
    (table("form", id='"extra"', field=f"[{FIELD}]"), "No step asks the form 'extra'."),
    (form(""), "The form 'extra' asks nothing."),
    (form(FIELD.replace("text", "choice")), "'F' offers no choices."),
    (form(FIELD.replace("}", ', choices = ["a"]}')), "'F' has choices but is of another kind."),
    (form(FIELD.replace("clinical", "victim")), "No party may read the answer to 'F' (victim)."),
    (form(FIELD.replace('"f"', '"outcome"')), "'F' is shown with the stage but belongs to another category."),
    (form(f"{FIELD}, {FIELD}"), "There are two of 'f'."),
    (
        table("share", party='"prison"', category='"housing"', level='"flag"'),
        "'housing' is shared with 'prison' at 2 levels.",
    ),
    (
        table("party", id='"extra"', title='"Extra"') + step(by='["extra"]'),
        "'extra' acts in this pathway but sees nothing of 'identity-and-location'.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("added", "says"), ADDED)
def test_a_fault_added_to_a_sound_blueprint_is_found(added: str, says: str | None) -> None:
    found = told(DAYCARE.replace("[evaluation]", f"{added}\n[evaluation]"))
    assert any(one.startswith(says) for one in found) if says else found == []


# what is changed in the day-care blueprint, and what is told of it
CHANGED = [
    ('opened_by = "referrer"', 'opened_by = "refferer"', "There is no party 'refferer'. Did you mean 'referrer'?"),
    ('id = "stepped-up"', 'id = "Stepped Up"', "'id' of step 'Stepped Up' is not right."),
    ("begins = true", "begins = false", "No step begins an episode."),
    ('{id = "note",', '{id = "seen",', "'seen' is asked of every step already."),
    ('to = "in-treatment"', 'to = "assessed"', "Nobody can reach the stage 'in-treatment'."),
    ('outcome = "died"', "", "'died' ends the episode without saying how."),
    (
        '"every 4 sessions", "end"',
        '"every fortnight", "end"',
        "When 'core-10' is asked for cannot be read: 'every fortnight'. Say start, end, the id of a step,",
    ),
    (
        '"every 4 sessions", "end"',
        '"every session", "every 2 months", "assessed", "end"',
        "When 'core-10' is asked for",
    ),
    ('id = "gad-7"', 'id = "gad-17"', "There is no instrument 'gad-17'. Did you mean 'gad-7'?"),
    ('died = "Died"', 'died = "Died"\ncured = "Cured"', "No stage has the outcome 'cured'."),
    ('"withdrawn", "died",', '"withdrawn", "died", "cured",', "No step ends an episode with 'cured'."),
    (
        'kind = "criterion", category = "referral-and-stage", required = true},',
        'kind = "criterion", category = "referral-and-stage", choices = ["a"]},',
        None,
    ),
]


@pytest.mark.parametrize(("was", "now", "says"), CHANGED)
def test_a_change_that_breaks_a_sound_blueprint_is_found(was: str, now: str, says: str | None) -> None:
    assert was in DAYCARE
    found = told(DAYCARE.replace(was, now))
    assert any(one.startswith(says) for one in found) if says else found == []


def test_waiting_without_a_clock_is_found() -> None:
    untimed = DAYCARE[: DAYCARE.index("[[standard]]")] + DAYCARE[DAYCARE.index("[[delay_reason]]") :]
    assert any(one.startswith("People wait in the stage 'referred', and no clock runs.") for one in told(untimed))


def test_a_criterion_is_asked_for_only_where_there_is_one() -> None:
    without = DAYCARE[: DAYCARE.index("[[criterion]]")] + DAYCARE[DAYCARE.index("[[party]]") :]
    assert any(one.startswith("'On which ground' asks for a criterion, and there is none.") for one in told(without))


def test_a_fault_stands_on_its_line() -> None:
    broken = DAYCARE.replace('to = "accepted"', 'to = "acepted"')
    line = broken.splitlines().index('to = "acepted"') + 1
    found = [str(problem) for problem in check(read(broken.encode(), path="x.toml"))]
    assert f"x.toml:{line}: There is no stage 'acepted'. Did you mean 'accepted'?" in found


def test_faults_come_in_the_order_of_their_lines() -> None:
    problems = check(read(DAYCARE.replace("limit = ", "limitt = ").replace("by = ", "buy = ").encode(), path="x"))
    assert [problem.line for problem in problems] == sorted(problem.line for problem in problems)
    assert len(problems) > 20


@pytest.mark.parametrize(("as_of", "overdue"), [(None, False), (date(2027, 6, 1), False), (date(2027, 6, 2), True)])
def test_a_review_that_is_overdue_is_told_on_a_given_day(as_of: date | None, *, overdue: bool) -> None:
    found = check(read(DAYCARE.encode(), path="x.toml"), as_of=as_of)
    assert [problem.says for problem in found] == (["Its review was due by Tuesday 1 June 2027."] if overdue else [])


def test_what_cannot_be_read_at_all_is_told_once() -> None:
    assert len(told("not toml")) == 1


@pytest.mark.parametrize("removed", ["step", "stage", "party", "form", "standard", "share", "source"])
def test_a_file_with_a_kind_of_table_missing_is_told_so_without_an_exception(removed: str) -> None:
    lines, keep = [], True
    for line in TRANSFER.splitlines():
        if line.startswith("["):
            keep = not line.startswith((f"[[{removed}]]", f"[[{removed}."))
        lines.append(line if keep else "")
    assert told("\n".join(lines))
