"""`throughcare indicators`: the figures of any period, with small numbers withheld for whoever asks."""

import json

import pytest

from tests.cast import Cast
from tests.config.typed import failed, printed
from tests.measures.worlds import a_year
from throughcare.audit.models import Entry
from throughcare.config.commands import indicators
