"""Who adopted what: edges between national and international standards, and the gaps that follow from them.

Pure values over records of the catalogue. There are three states and never two: *adopted* (an edge and its source),
*not adopted* (only where a source declares itself complete for the field and the day) and *unknown*.
"""

from catalog.adoptions.answers import AdoptionAnswer, Completeness, ask_adoption
from catalog.adoptions.edges import Edge, edges_of, work_of
from catalog.adoptions.graph import AdoptionGraph, build_graph
from catalog.adoptions.marks import Mark, adopted_by_number, read_degree, read_marks
from catalog.adoptions.places import PLACES, Place, find_place
from catalog.adoptions.standing import in_force_on, is_supplement

__all__ = [
    "PLACES",
    "AdoptionAnswer",
    "AdoptionGraph",
    "Completeness",
    "Edge",
    "Mark",
    "Place",
    "adopted_by_number",
    "ask_adoption",
    "build_graph",
    "edges_of",
    "find_place",
    "in_force_on",
    "is_supplement",
    "read_degree",
    "read_marks",
    "work_of",
]
