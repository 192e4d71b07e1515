"""Words set on paper: a tagged PDF (PDF/UA-1) from a layout and values, and a photo drawn anew."""

from throughcare.typesetting.paper import pdf
from throughcare.typesetting.photos import Photo, Unfit, redrawn

__all__ = ["Photo", "Unfit", "pdf", "redrawn"]
