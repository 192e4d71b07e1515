"""Where the product's own files lie."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
ROOT = PACKAGE.parent
# What browsers are sent that others wrote; and all that browsers are sent, gathered and fingerprinted.
BROWSER_ASSETS = ROOT / "build" / "assets"
STATIC = ROOT / "build" / "static"
