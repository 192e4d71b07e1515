"""Where the product's own files lie."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
ROOT = PACKAGE.parent
# What npm brings, and everything a browser may ask for, gathered and fingerprinted.
BROWSER_ASSETS = ROOT / "node_modules"
STATIC = ROOT / "build" / "static"
