"""What the figures were taken on, in words that tell nothing of where it stands."""

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psutil

PACKAGES = ("django", "granian", "psycopg", "jinja2")


def described() -> dict[str, str]:
    load = " ".join(f"{one:.2f}" for one in os.getloadavg())
    return {
        "day": datetime.now(UTC).date().isoformat(),
        "processor": _processor(),
        "cores": str(psutil.cpu_count()),
        "memory": f"{psutil.virtual_memory().total / 2**30:.0f} GiB",
        "python": platform.python_version(),
        "packages": ", ".join(f"{name} {version(name)}" for name in PACKAGES),
        "load_before": load,
    }


def _processor() -> str:
    file = Path("/proc/cpuinfo")
    lines = file.read_text().splitlines() if file.exists() else []
    return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.machine())
