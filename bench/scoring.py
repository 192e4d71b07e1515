"""A million responses read and scored in the pure room: seconds, and the most memory that the process took.

`python -m bench.scoring`, or `python -m bench.scoring 50000` for fewer. Answers are drawn from a fixed seed, some of
them left blank, and go to every shipped instrument in turn. Nothing is kept but sums, so memory must not grow.
"""

import json
import random
import sys
import time
from collections.abc import Iterator, Mapping
from itertools import chain, cycle, islice
from pathlib import Path

from throughcare.instruments import Instrument, Refused, answers, instruments, score

MILLION = 1_000_000
# Different forms of each instrument, and the share of items that are left blank in every fourth of them.
FORMS, BLANK = 200, 0.1
KILOBYTES_IN_MB = 1024


def forms(of: Instrument, draw: random.Random) -> Iterator[tuple[Instrument, Mapping[str, object]]]:
    for number in range(FORMS):
        blank = BLANK if number % 4 == 0 else 0
        raw = {item.number: draw.choice(item.values) for item in of.items if draw.random() >= blank}
        yield of, raw


def scored(responses: int) -> dict[str, float]:
    """What scoring so many took."""
    draw = random.Random(20260302)
    every = list(chain.from_iterable(zip(*(forms(of, draw) for of in instruments()), strict=True)))
    begun, before = time.process_time(), memory()
    total = refused = alerts = 0.0
    for of, raw in islice(cycle(every), responses):
        read = answers(of, raw)
        if isinstance(read, Refused):
            raise SystemExit(read.says)
        found = score(of, read)
        total += found.scores.get(of.main_scale, 0)
        refused += found.refused is not None
        alerts += len(found.alerts)
    seconds = time.process_time() - begun
    return {
        "responses": responses,
        "seconds": round(seconds, 2),
        "microseconds_each": round(seconds / responses * 1e6, 1),
        "peak_mb": round(memory(), 1),
        "grown_mb": round(memory() - before, 1),
        "refused": refused,
        "alerts": alerts,
        "sum_of_scores": round(total),
    }


def memory() -> float:
    """The most that the process has held so far, in megabytes."""
    # What the system tells of a process's own use begins with the peak of whoever started it; this does not.
    (peak,) = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")]
    return int(peak.split()[1]) / KILOBYTES_IN_MB


if __name__ == "__main__":
    print(json.dumps(scored(int(sys.argv[1]) if len(sys.argv) > 1 else MILLION)))  # noqa: T201 - a command's own words
