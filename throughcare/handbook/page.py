"""A blueprint as a page of the handbook, in Markdown, printed from its values: what is read is what runs."""

from collections.abc import Iterable, Iterator, Sequence

from throughcare.blueprints.blueprint import Blueprint
from throughcare.blueprints.ways import own_stages, own_steps
from throughcare.clocks import FORCE_IN_WORDS, Counting, DelayReason, Escalation, Force, Standard
from throughcare.datafiles.shape import in_words
from throughcare.handbook.spoken import limit_in_words, parties
from throughcare.law import KINDS, Rule
from throughcare.meanings import OUTCOMES, WORDS
from throughcare.pathways import Stage, Step, spell_day
from throughcare.sharing import CATEGORIES

NEEDED_IN_WORDS = {"all": "Every one of these", "any": "At least one of these", "exclude": "None of these"}
COUNTING_IN_WORDS = {
    Counting.INCLUSIVE: "the day it starts is day 1",
    Counting.DAY0: "the day it starts is day 0",
    Counting.HOURS: "from the minute it starts",
}
LEVEL_IN_WORDS = {"write": "writes", "read": "reads", "summary": "a summary", "flag": "only that there is something"}


def page(blueprint: Blueprint) -> str:
    """The whole page."""
    parts = [
        _head,
        _criteria,
        _parties,
        _stages,
        _steps,
        _standards,
        _meanings,
        _rules,
        _escalations,
        _delays,
        _forms,
        _shares,
        _measures,
    ]
    return "\n".join([line for part in parts for line in part(blueprint)] + list(_sources(blueprint)))


def _head(b: Blueprint) -> Iterator[str]:
    yield f"# {b.title}"
    yield from ("", b.summary, "")
    checked = f"checked by {b.checked_by}" if b.checked_by else "not yet checked by a clinician"
    yield f"Blueprint `{b.id}`, version {b.version}, written by {b.authored_by}, {checked}."
    yield f"To be reviewed by {spell_day(b.review_by)}."
    yield from ("", f"![Stages and steps]({b.id}.svg)", "")


def _criteria(b: Blueprint) -> Iterator[str]:
    yield from ("## Who it is for", "")
    for needed, words in NEEDED_IN_WORDS.items():
        says = [c.says + (f" (see `{c.instead}`)" if c.instead else "") for c in b.criteria if c.needed == needed]
        yield from (f"{words}:", "", *(f"- {each}" for each in says), "") if says else ()


def _parties(b: Blueprint) -> Iterator[str]:
    yield from ("## Who takes part", "")
    rows = [(p.title, ", ".join(in_words(k) for k in p.kinds), _yes(p.accountable)) for p in b.pathway.parties]
    yield from _table(("Party", "May be", "May hold a person"), rows)


def _stages(b: Blueprint) -> Iterator[str]:
    yield from ("## Where a person stands", "")
    rows = [
        (
            stage.title + (" (the end)" if stage.final else ""),
            _held(b, stage) if not stage.final else "",
            parties(b, (stage.waiting_on,)) if stage.waiting_on else "",
            ", ".join(b.outcome_titles[code] for code in stage.outcomes),
        )
        for stage in own_stages(b.pathway)
    ]
    yield from _table(("Stage", "Accountable", "Waiting on", "Outcomes"), rows)


def _held(b: Blueprint, stage: Stage) -> str:
    joint = f"; up to day {stage.joint_days} also {parties(b, stage.joint)}" if stage.joint else ""
    return parties(b, stage.accountable) + joint


def _steps(b: Blueprint) -> Iterator[str]:
    yield from ("## What may happen", "")
    rows = [
        (s.title, parties(b, s.by, word="or"), _from(b, s), _leads_to(b, s), b.plain.get(s.id, ""))
        for s in own_steps(b.pathway)
    ]
    yield from _table(("Step", "Taken by", "From", "Leads to", "What the person is told"), rows)


def _from(b: Blueprint, step: Step) -> str:
    titles = [b.pathway.stage[stage].title for stage in step.sources]
    needs = [b.pathway.step[need].title for need in step.needs]
    return "; ".join(titles) + (f". Needs: {', '.join(needs)}" if needs else "")


def _leads_to(b: Blueprint, step: Step) -> str:
    if step.returns:
        return "the stage before"
    if step.to is None:
        return "a fact within the stage"
    stays = f" (a fact within: {', '.join(b.pathway.stage[s].title for s in step.within)})" if step.within else ""
    upon = f" (recorded by itself upon {step.upon})" if step.upon else ""
    return b.pathway.stage[step.to].title + stays + upon


def _standards(b: Blueprint) -> Iterator[str]:
    yield from ("## How long it may take", "")
    rows = [
        (s.title, _limit(s), _titles(b, s.starts), _stops(b, s), parties(b, (s.owner,)), _force(b, s))
        for s in b.standards
    ]
    yield from _table(("Standard", "Limit", "Starts", "Stops", "Whose clock", "Force and source"), rows)


def _titles(b: Blueprint, steps: Iterable[str]) -> str:
    return " or ".join(b.pathway.step[step].title for step in steps)


def _stops(b: Blueprint, standard: Standard) -> str:
    """What meets it; where it waits for several, which they are, as the form words them."""
    asked = [field for stop in standard.stops for field in b.fields_of(stop) if field.id == standard.each_in]
    answers = {code: title for field in asked for code, title in field.choices}
    each = f", for each of these: {'; '.join(answers[one] for one in standard.each)}" if standard.each else ""
    return _titles(b, standard.stops) + each


def _limit(standard: Standard) -> str:
    if standard.counts_to is not None:
        return f"{limit_in_words(standard)}; warns {standard.warn_at} days before"
    if standard.limit is None:
        return f"measured: over {', '.join(str(days) for days in standard.buckets)} days"
    warning = f"; warns at {standard.warn_at}" if standard.warn_at is not None else ""
    return f"{limit_in_words(standard)}, {COUNTING_IN_WORDS[standard.counting]}{warning}"


def _force(b: Blueprint, stands: Standard | Rule) -> str:
    source = {each.id: each.title for each in b.sources}[stands.source]
    shadow = ", counted but not in force" if stands.shadow and stands.effective_from is None else ""
    sure = "" if stands.confirmed else "; not confirmed"
    return f"{FORCE_IN_WORDS[Force(stands.force)]}{shadow}{sure}. {source}"


def _meanings(b: Blueprint) -> Iterator[str]:
    titles = {step.id: step.title for step in b.pathway.steps} | {one.id: one.title for one in b.standards}
    rows = [
        (f"`{word}`", said.says, " and ".join(f"“{titles[row]}”" for row in b.meaning(word)))
        for words in WORDS.values()
        for word, said in words.items()
        if b.meaning(word)
    ]
    by_word = {word: code for code, word in b.outcome_means.items()}
    rows += [
        (f"`{word}`", said.says, f"Ends with “{b.outcome_titles[by_word[word]]}”")
        for word, said in OUTCOMES.items()
        if word in by_word
    ]
    if rows:
        yield from ("## What the product finds by its meaning", "")
        yield from (
            "Beds, papers, lists and figures ask for the step, clock or outcome that bears a word, not for its name.",
            "",
        )
        yield from _table(("Word", "What it means", "Here"), rows)


def _rules(b: Blueprint) -> Iterator[str]:
    if not b.rules:
        return
    yield from ("## What the law demands", "")
    yield from (
        "A rule not in force bars nothing. What was not answered is not judged, but where an answer is demanded.",
        "",
    )
    rows = [
        (r.title, _titles(b, r.steps), _asked_in_words(r), applies_in_words(b, r), r.says, _rule_force(b, r))
        for r in b.rules
    ]
    yield from _table(("Rule", "Steps", "What is asked", "Where", "What it says", "Force and source"), rows)


def _asked_in_words(rule: Rule) -> str:
    return KINDS[rule.kind].does + ("; an answer is demanded" if rule.demands and rule.kind != "answered" else "")


def _rule_force(b: Blueprint, rule: Rule) -> str:
    since = f" Since {spell_day(rule.effective_from)}." if rule.effective_from else ""
    until = f" Until {spell_day(rule.effective_to)}." if rule.effective_to else ""
    return f"{_force(b, rule)}.{since}{until}"


def applies_in_words(b: Blueprint, rule: Rule) -> str:
    """Where a rule applies: "How the person is held: Serving a sentence"; nothing where it always does."""
    asked = next((field for form in b.forms for field in form.fields if field.id == rule.because), None)
    if asked is None:
        return ""
    titles = {"yes": "Yes", "no": "No", **dict(asked.choices)}
    return f"{asked.label}: {' or '.join(titles[one] for one in rule.which_is)}"


def _escalations(b: Blueprint) -> Iterator[str]:
    yield from ("## Who is told when nothing happens", "")
    rows = [(b.standard[e.standard].title, at_in_words(b, e), parties(b, e.to), e.says, e.does) for e in b.escalations]
    yield from _table(("Standard", "At", "Told", "What", "To whoever sees a flag alone"), rows)


def at_in_words(blueprint: Blueprint, escalation: Escalation) -> str:
    """When a rung is due: "day 28, then every day"; "56 days before"."""
    standard = blueprint.standard[escalation.standard]
    at = f"day {escalation.at}" if standard.counts_to is None else f"{escalation.at} days before"
    return f"{at}{', then every day' if escalation.daily else ''}"


def excuses_in_words(reason: DelayReason) -> str:
    """Whether a reason may excuse a breach, after review: "yes", "no", or only by what it comes of."""
    return "only by what it comes of" if reason.cause_can_excuse else _yes(reason.can_excuse)


def _delays(b: Blueprint) -> Iterator[str]:
    yield from ("## Why days are lost", "", "A delay explains time. It never stops a clock.", "")
    rows = [(r.title, parties(b, (r.party,)), excuses_in_words(r), _yes(r.closable)) for r in b.delay_reasons]
    yield from _table(("Reason", "Put down to", "May excuse, after review", "May stay to the end"), rows)


def _forms(b: Blueprint) -> Iterator[str]:
    yield from ("## What is written down", "")
    asked = {form: [b.pathway.step[step].title for step, f in b.form_of.items() if f == form] for form in b.form}
    rows = [
        (" or ".join(asked[form.id]), field.label, _yes(field.required), CATEGORIES[field.category])
        for form in b.forms
        for field in form.fields
    ]
    yield from _table(("Step", "Question", "Required", "Category"), rows)


def _shares(b: Blueprint) -> Iterator[str]:
    yield from ("## What each party may see while it is involved", "")
    rows = [(b.pathway.party[s.party].title, CATEGORIES[s.category], LEVEL_IN_WORDS[s.level]) for s in b.shares]
    yield from _table(("Party", "Category", "Sees"), rows)


def _measures(b: Blueprint) -> Iterator[str]:
    yield from ("## What is measured", "")
    rows = [(i["title"], i["numerator"], i["denominator"], i.get("exclusions", "")) for i in b.indicators]
    yield from _table(("Indicator", "Counted", "Out of", "Left out"), rows)
    yield from (f"- {i.get('title', i['id'])}: {', '.join(i['when'])}" for i in b.instruments)
    yield ""


def _sources(b: Blueprint) -> Iterator[str]:
    yield from ("## Sources", "")
    yield from (f"- {source.title}" + (f": <{source.address}>" if source.address else "") for source in b.sources)
    yield ""


def _yes(said: object) -> str:
    return "yes" if said else "no"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    for cells in (head, ["---"] * len(head), *rows):
        yield f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
    yield ""
