"""The law of a transfer, case by case, as a lawyer would put them: what is refused, and in which words."""

import pytest

from tests.blueprints.cases import DIRECTED, IN_HOSPITAL, TRANSFER, judged, reported, requested, told, with_reports
from tests.facts import day
from throughcare.blueprints.course import course

HELD = {
    "sentenced": "47",
    "crown-court-remand": "48",
    "magistrates-remand": "48",
    "civil-prisoner": "48",
    "immigration-detainee": "48",
}


@pytest.mark.parametrize("held", HELD)
@pytest.mark.parametrize("section", ["47", "48"])
def test_the_route_follows_from_how_the_person_is_held(held: str, section: str) -> None:
    asked = f"2026-03-02 initial-request-for-medical-report held-as={held} section=section-{section}"
    directed = f"{reported(held)}\n2026-03-20 transfer-direction-given section=section-{section} restricted=yes"
    assert judged(asked).allowed is judged(directed).allowed is (HELD[held] == section)


# who is held how, and what changes before the direction: the section that is lawful then
CHANGES = [
    ("crown-court-remand", "sentenced", "47"),
    ("magistrates-remand", "crown-court-remand", "48"),
]


@pytest.mark.parametrize(("held", "then", "section"), CHANGES)
def test_somebody_sentenced_meanwhile_takes_the_other_route(held: str, then: str, section: str) -> None:
    changed = f"{reported(held)}\n2026-03-19 held-as-changed held-as={then}"
    for tried in ("47", "48"):
        given = f"{changed}\n2026-03-20 transfer-direction-given section=section-{tried} restricted=yes"
        assert judged(given).allowed is (tried == section)


# what the two reports say of urgency, how the person is held, and whether an application may go
URGENCY = [
    ("yes", "yes", "crown-court-remand", True),
    ("yes", "no", "crown-court-remand", False),
    ("no", "yes", "immigration-detainee", False),
    ("no", "no", "sentenced", True),
]


@pytest.mark.parametrize(("first", "second", "held", "allowed"), URGENCY)
def test_section_48_needs_urgent_need_in_both_reports(first: str, second: str, held: str, allowed: object) -> None:
    history = f"""{requested(held)}
        2026-03-10 first-medical-report urgent-need={first}
        2026-03-12 second-medical-report urgent-need={second}
        2026-03-14 application-to-mhcs"""
    assert judged(history).allowed is allowed


RESTRICTED = [
    ("sentenced", "no", True),
    ("sentenced", "yes", True),
    ("crown-court-remand", "no", False),
    ("magistrates-remand", "no", False),
    ("civil-prisoner", "no", True),
    ("immigration-detainee", "no", True),
]


@pytest.mark.parametrize(("held", "restricted", "allowed"), RESTRICTED)
def test_restriction_is_no_choice_for_whoever_is_on_remand(held: str, restricted: str, allowed: object) -> None:
    given = f"2026-03-20 transfer-direction-given section=section-{HELD[held]} restricted={restricted}"
    assert judged(f"{reported(held)}\n{given}").allowed is allowed


# what is added to the story, and the words in which it is refused; nothing where it is allowed
APPLIES = "2026-03-14 application-to-mhcs"
NEED = "2026-03-02 need-identified"
TOLD = [
    (f"{with_reports('approved=no', 'approved=no')}\n{APPLIES}", "at least one of the two doctors must be approved"),
    (f"{with_reports('approved=no', 'approved=yes')}\n{APPLIES}", ""),
    (f"{with_reports('', 'approved=no')}\n{APPLIES}", ""),
    (with_reports("doctor=Dr.Hart", "doctor=hart"), "the second report must be by another doctor"),
    (with_reports("doctor=Hart gmc=7000001", "doctor=Hart gmc=7000002"), ""),
    (with_reports("doctor=Hart", "doctor=Byrne"), ""),
    (with_reports("gmc=7000001", "gmc=123456"), "a gmc number is seven digits"),
    (f"{with_reports('finding=met', 'finding=not-met')}\n{APPLIES}\n2026-03-20 transfer-direction-given",
     "one of them does not"),
    (f"{reported()}\n2026-03-11 transfer-direction-given", "dated before a report that it rests on"),
    (f"{reported()}\n2026-03-20 received-into-hospital", "not possible"),
    (f"{DIRECTED}\n2026-04-02 received-into-hospital", ""),
    (f"{DIRECTED}\n2026-04-03 received-into-hospital", "ran out after thursday 2 april 2026"),
    (f"{IN_HOSPITAL}\n2026-06-05 tribunal-finding-unsentenced recommends-stay=no", "the person serves a sentence"),
    (f"{IN_HOSPITAL}\n2026-06-05 tribunal-finding recommends-stay=yes\n"
     "2026-06-08 rc-notifies-no-longer-requires notified-by=tribunal", "its finding is no ground for a return"),
    (f"{IN_HOSPITAL}\n2026-06-05 tribunal-finding recommends-stay=no\n"
     "2026-06-08 rc-notifies-no-longer-requires notified-by=tribunal", ""),
    (f"{IN_HOSPITAL}\n2026-06-08 discharge-agreed", "needs 'tribunal finds discharge due"),
    (f"{NEED}\n2026-03-05 remand-for-report doctors=0", "section 35 needs the evidence of a doctor"),
    (f"{NEED}\n2026-03-05 remand-for-report doctors=1", ""),
    (f"{NEED}\n2026-03-05 remand-for-treatment doctors=1", "section 36 needs the evidence of two"),
    (f"{NEED}\n2026-03-05 remand-for-treatment doctors=2 court=magistrates", "only the crown court"),
    (f"{NEED}\n2026-03-05 hospital-order doctors=1", "section 37 needs the evidence of two doctors"),
    (f"{NEED}\n2026-03-05 interim-hospital-order doctors=2 employed-there=no", "employed at the hospital"),
    (f"{NEED}\n2026-03-05 hospital-order doctors=2 place-of-safety=prison", ""),
]  # fmt: skip


@pytest.mark.parametrize(("story", "says"), TOLD)
def test_what_the_law_does_not_allow_is_refused_in_words(story: str, says: str) -> None:
    decision = judged(story)
    assert decision.allowed is not bool(says)
    assert says in " ".join(reason.says for reason in decision.reasons).lower()


# how the person is held, what is recorded in hospital, the return that is directed, and the words of a refusal
RETURNS = [
    ("sentenced", "", "2026-06-20", "50", ""),
    ("sentenced", "", "2026-06-20", "51", "under section 50"),
    ("crown-court-remand", "", "2026-06-20", "51", ""),
    ("civil-prisoner", "", "2026-06-20", "53", ""),
    ("immigration-detainee", "", "2026-06-20", "50", "under section 53"),
    ("magistrates-remand", "", "2026-06-20", "51", "ask the court"),
    ("magistrates-remand", "2026-06-01 held-as-changed held-as=crown-court-remand", "2026-06-20", "51", ""),
    ("sentenced", "2026-06-01 release-date-given release-date=2026-06-21", "2026-06-20", "50", ""),
    ("sentenced", "2026-06-01 release-date-given release-date=2026-06-20", "2026-06-20", "50", "the restriction ended"),
    ("sentenced", "2026-06-01 release-date-given release-date=2026-06-10", "2026-06-20", "50", "the restriction ended"),
]  # fmt: skip


@pytest.mark.parametrize(("held", "recorded", "on", "section", "says"), RETURNS)
def test_a_return_to_prison_is_directed_only_as_the_act_allows(
    held: str, recorded: str, on: str, section: str, says: str
) -> None:
    story = f"""{reported(held)}
        2026-03-20 transfer-direction-given section=section-{HELD[held]} restricted=yes
        2026-03-25 received-into-hospital
        {recorded}
        2026-06-10 rc-notifies-no-longer-requires ground=no-longer-requires
        2026-06-15 prison-agrees-remission
        {on} remission-warrant-given section=section-{section}"""
    decision = judged(story)
    assert decision.allowed is not bool(says)
    assert says in " ".join(reason.says for reason in decision.reasons).lower()


def test_a_correction_is_judged_with_all_that_follows_from_it() -> None:
    story = f"{DIRECTED}\n2026-03-02 initial-request-for-medical-report held-as=crown-court-remand corrects=1"
    (reason,) = judged(story).reasons
    assert reason.says.startswith("Then 'Transfer direction given' of Friday 20 March 2026")
    assert "Section 47 is only for somebody who serves a sentence" in reason.says


# what the court orders, what follows, and for each clock the last day that is in time, and how it stands on 1 July
ORDERS = [
    ("2026-03-02 remand-for-report", "s35-36-admission", "2026-03-08 breached-open"),
    ("2026-03-02 remand-for-treatment\n2026-03-08 admitted-on-court-order", "s35-36-admission", "2026-03-08 met"),
    ("2026-03-02 remand-for-report", "s35-36-in-all", "2026-05-24 breached-open"),
    ("2026-03-02 remand-for-report\n2026-03-29 remand-to-hospital-renewed\n2026-04-10 court-order-over",
     "s35-36-renewal", "2026-04-25 met"),
    ("2026-03-02 hospital-order", "s37-38-admission", "2026-03-29 breached-open"),
    ("2026-03-02 interim-hospital-order\n2026-05-24 interim-hospital-order-renewed", "s38-first", "2026-05-24 met"),
    ("2026-03-02 interim-hospital-order\n2026-05-24 interim-hospital-order-renewed", "s38-renewal",
     "2026-06-20 breached-open"),
    ("2026-03-02 interim-hospital-order", "s38-in-all", "2027-03-01 running"),
]  # fmt: skip


@pytest.mark.parametrize(("ordered", "standard", "stands"), ORDERS)
def test_the_limits_of_a_court_s_order_are_counted_from_its_day(ordered: str, standard: str, stands: str) -> None:
    followed = course(TRANSFER, told(f"2026-03-01 need-identified\n{ordered}"), as_of=day("2026-07-01"))
    run = followed.runs[standard][-1]
    assert run.due is not None
    assert f"{run.due.on} {run.state}" == stands


def test_the_tribunal_s_finding_gives_the_secretary_of_state_ninety_days() -> None:
    found = told(f"{IN_HOSPITAL}\n2026-06-01 tribunal-finding recommends-stay=no")
    run = course(TRANSFER, found, as_of=day("2026-07-01")).runs["s74-90"][-1]
    assert (run.due.on.isoformat(), run.state.value) == ("2026-08-29", "running")


REMAND = "crown-court-remand"
ON_REMAND = f"2026-03-02 initial-request-for-medical-report held-as={REMAND}"
READY = f"{IN_HOSPITAL}\n2026-06-01 rc-notifies-no-longer-requires ground=no-longer-requires"
# what is recorded, and the words in which it is refused where an answer is missing that the law cannot do without
BLANK = [
    (f"{with_reports('doctor=Hart', 'doctor=Byrne')}\n{APPLIES}",
     "'approved under section 12' is not answered in 'first medical report', which can be corrected. at least one"),
    (f"{with_reports('doctor=Hart approved=no', 'doctor=Byrne')}\n{APPLIES}",
     "not answered in 'second medical report'"),
    (f"{with_reports('doctor=Hart', 'doctor=Byrne approved=yes')}\n{APPLIES}", ""),
    (with_reports("doctor=Hart", ""), "'doctor' is not answered. the second report must be by another doctor"),
    (with_reports("", "doctor=Byrne"), "'doctor' is not answered in 'first medical report'"),
    (with_reports("gmc=7000001", "gmc=7000002"), ""),
    (f"{ON_REMAND}\n2026-03-10 first-medical-report finding=met",
     "'urgent need of treatment (section 48)' is not answered. the person does not serve a sentence"),
    (f"{ON_REMAND}\n2026-03-10 first-medical-report finding=met urgent-need=no", ""),
    (f"{requested()}\n2026-03-10 first-medical-report finding=met", ""),
    (f"{requested()}\n2026-03-10 first-medical-report approved=yes doctor=Hart\n"
     f"2026-03-11 held-as-changed held-as={REMAND}\n"
     f"2026-03-12 second-medical-report doctor=Byrne urgent-need=yes\n{APPLIES}",
     "'urgent need of treatment (section 48)' is not answered in 'first medical report'"),
    (f"{READY} release-date-passed=no\n2026-06-05 prison-agrees-remission\n2026-06-20 remission-warrant-given",
     "'section' is not answered. somebody who serves a sentence is returned under section 50"),
    (f"{READY}\n2026-06-05 prison-agrees-remission\n2026-06-20 remission-warrant-given section=section-50",
     "'release date passed' is not answered in 'clinician notifies"),
    (f"{READY} release-date-passed=yes\n2026-06-05 prison-agrees-remission\n"
     "2026-06-20 remission-warrant-given section=section-50", "nobody who serves a sentence is returned once"),
    (f"{IN_HOSPITAL}\n2026-06-05 tribunal-finding recommends-stay=yes\n2026-06-08 rc-notifies-no-longer-requires",
     "'notified by' is not answered. the tribunal recommended"),
    (f"{NEED}\n2026-03-05 remand-for-treatment doctors=2", "'court' is not answered. only the crown court"),
    (f"{NEED}\n2026-03-05 interim-hospital-order doctors=2", "employed at the hospital (section 38)' is not answered"),
    (f"{NEED}\n2026-03-05 hospital-order doctors=2", ""),
]  # fmt: skip


@pytest.mark.parametrize(("story", "says"), BLANK)
def test_where_something_is_recorded_a_blank_that_the_law_cannot_do_without_bars(story: str, says: str) -> None:
    decision = judged(story, demand=True)
    assert decision.allowed is not bool(says)
    assert says in " ".join(reason.says for reason in decision.reasons).lower()


def test_a_replay_demands_nothing_that_is_absent() -> None:
    for story, says in BLANK:
        if "not answered" in says:
            assert judged(story).allowed, story


def test_a_question_of_the_fact_itself_is_named_so_that_its_form_can_show_it() -> None:
    [reason] = judged(f"{ON_REMAND}\n2026-03-10 first-medical-report finding=met", demand=True).reasons
    assert (reason.kind, reason.field) == ("unanswered", "urgent-need")
