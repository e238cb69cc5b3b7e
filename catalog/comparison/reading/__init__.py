"""Reading: the words of one requirement, in Chinese or English, into a value; what cannot be read says so."""

from __future__ import annotations

from catalog.comparison.reading.bands import read_band
from catalog.comparison.reading.conditions import find_conditions
from catalog.comparison.reading.limits import LimitReading, read_limit
from catalog.comparison.reading.methods import find_methods
from catalog.comparison.reading.sentences import read_requirement

__all__ = ["LimitReading", "find_conditions", "find_methods", "read_band", "read_limit", "read_requirement"]
