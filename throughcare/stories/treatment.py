"""The story of treatment in day care: sessions, those missed and those lost, reviews, the end and what comes after."""

from datetime import date, timedelta

from throughcare.stories.chance import drawn, happens, skewed, weighted
from throughcare.stories.daycare import APART_WAITS_LONGER, Case, death, lose_to_regime
from throughcare.stories.lives import another, release, staff
from throughcare.stories.threads import after
from throughcare.stories.wording import words

PATHWAYS = {"mood": 40, "emotional-regulation": 33, "trauma": 27}
MODES = {"individual": 55, "group": 20, "both": 25}
WEEKLY = {"held": 74, "missed": 11, "lost": 15}
WEEKLY_APART = {"held": 62, "missed": 11, "lost": 27}
ENDINGS = {"completed": 77, "dropped-out": 18, "contraindicated": 2, "to-hospital": 3}
REVIEW_DAYS = 42


def treat(case: Case) -> bool:
    """Start, treat, end and follow up. True when the person is still there at the end of it."""
    longer = APART_WAITS_LONGER if case.apart else 1
    start = after(case.thread.today, skewed(case.rng, 14 * longer, 0.6, least=1, most=120))
    if case.gone_by(start):
        facts = {"outcome": "transferred-prison" if case.life.to_another else "released"}
        case.thread.step(case.life.leaves_on, "left-before-treatment", case.life.prison.key, facts)
        return False
    _allocate(case, start)
    score = case.rng.randint(14, 34)
    day, score = _sessions(case, start, score)
    return _end(case, day, score)


def _allocate(case: Case, start: date) -> None:
    if (start - case.thread.today).days > 30:
        waited = after(case.thread.today, 12)
        reason = weighted(case.rng, {"no-place": 5, "staff-shortage": 3, "regime-lockdown": 2})
        case.thread.delay(waited, case.team, reason, since=waited, tag="wait")
        case.thread.end_delay(start, case.team, "wait", until=start - timedelta(days=1))
    facts = {
        "pathway": weighted(case.rng, PATHWAYS),
        "mode": weighted(case.rng, MODES),
        "therapist": staff(case.life, case.team, start),
        "goals": words(case.rng, "goals"),
    }
    case.thread.step(start, "pathway-started", case.team, facts)


def _sessions(case: Case, start: date, score: int) -> tuple[date, int]:
    """Week by week until the planned number is reached or the person leaves. Returns the last day and score."""
    left, day, reviewed = case.rng.randint(5, 10), start, start
    while left > 0:
        day = after(day, 7)
        if case.gone_by(day):
            return case.life.leaves_on, score
        what = weighted(case.rng, WEEKLY_APART if case.apart else WEEKLY)
        if what == "held":
            left -= 1
            score = max(0, score + case.rng.choice((-3, -2, -2, -1, -1, 0, 0, 1, 2)))
            _session(case, day, score)
        elif what == "missed":
            case.thread.step(day, "session-missed", case.team, {"reason": drawn(case.rng, "missed")})
        else:
            lose_to_regime(case, day)
        if (day - reviewed).days >= REVIEW_DAYS - 7:
            reviewed = _review(case, after(day, skewed(case.rng, 3, 0.9, least=1, most=30)), score)
            day = max(day, case.thread.today)
    return after(day, 1), score


def _session(case: Case, day: date, score: int) -> None:
    late = case.rng.randint(1, 4) if happens(case.rng, 0.05) else 0
    attendance = "late-seen" if happens(case.rng, 0.12) else "on-time"
    facts = {"attendance": attendance, "minutes": case.rng.choice((40, 45, 50, 50, 60)), "core-10": score}
    if happens(case.rng, 0.3):
        facts["note"] = words(case.rng, "session")
    tag = f"session-{day}" if happens(case.rng, 0.02) and not late else ""
    case.thread.step(day, "session-held", case.team, facts, late=late, tag=tag)
    if tag:
        minutes = {**facts, "minutes": 30}
        case.thread.correct(day + timedelta(days=2), tag, minutes, "The session was shorter: lock-up came early.")


def _review(case: Case, day: date, score: int) -> date:
    if case.gone_by(day):
        return day
    facts = {"progress": words(case.rng, "progress"), "core-10": score, "continue": True}
    case.thread.step(day, "review-held", case.team, facts)
    if happens(case.rng, 0.08):
        step = case.rng.choice(("stepped-up", "stepped-down"))
        case.thread.step(day, step, case.team, {"how": "Group beside the single sessions"})
    return day


def _end(case: Case, day: date, score: int) -> bool:
    if happens(case.rng, 0.012) and not case.gone_by(day):
        death(case, day)
        return False
    gone = case.gone_by(day)
    outcome = ("transferred-prison" if case.life.to_another else "released") if gone else weighted(case.rng, ENDINGS)
    facts = {
        "outcome": outcome,
        "core-10": score,
        "summary": words(case.rng, "summary"),
        "told": "The person, the wing",
    }
    case.thread.step(day, "treatment-ended", case.team, facts)
    ended = case.thread.today
    if happens(case.rng, 0.93):
        letter = after(ended, skewed(case.rng, 5, 0.5, least=1, most=30))
        case.thread.step(letter, "discharge-letter-sent", case.team, {"sent-to": words(case.rng, "letter")})
    _follow_up(case, after(ended, skewed(case.rng, 86, 0.09, least=60, most=130)), score)
    return not case.gone_by(case.thread.today)


def _follow_up(case: Case, day: date, score: int) -> None:
    if case.gone_by(day) or happens(case.rng, 0.1):
        case.thread.step(day, "follow-up-not-possible", case.team, {"why": words(case.rng, "no_follow_up")})
        return
    facts = {
        "core-10": max(0, score + case.rng.randint(-4, 5)),
        "self-harm-since": weighted(case.rng, {0: 78, 1: 12, 2: 6, 4: 4}),
        "note": words(case.rng, "follow_up"),
    }
    case.thread.step(day, "followed-up", case.team, facts)


def leave(case: Case) -> None:
    """What becomes of the person once their time at this prison is over, unless they have died."""
    life = case.life
    if any(deed.verb == "death" for deed in life.diary.deeds):
        return
    if life.to_another:
        another(life, life.leaves_on)
    else:
        release(life, life.leaves_on)
