"""Runs one part of the bench in a process that Django is ready in: `python -m bench.child loading 10k`."""

import sys
from importlib import import_module

if __name__ == "__main__":
    import_module("throughcare.config.ready")
    part, *arguments = sys.argv[1:]
    import_module(f"bench.{part}").main(*arguments)
