"""The line of time: one episode drawn, with its stages, holders, facts and clocks."""

from throughcare.telling.line_of_time.picture import line_of_time
from throughcare.telling.line_of_time.story import NARROW, WIDE, Frame, Story

__all__ = ["NARROW", "WIDE", "Frame", "Story", "line_of_time"]
