"""The words for what the program calls by a code: one word per thing everywhere; the catalogue has the Chinese ones.

The kind of the code is the message context, so that "unknown" can be said differently of a status and of a scope. A
code without a word is shown as it is: a new flag is seen on the page before it is translated, and a test names it.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

__all__ = ["WORDS", "messages", "speaker", "tone"]

WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "verdict": {
            "EQUAL": "same",
            "STRICTER": "stricter",
            "LOOSER": "looser",
            "OVERLAP": "mixed",
            "DISJOINT": "conflicting",
            "MISSING": "not declared",
            "EXTRA": "additional",
            "NOT_COMPARABLE": "not comparable",
            "UNDETERMINED": "cannot be told",
        },
        "verdict meaning": {
            "EQUAL": "Both ask exactly the same of a product.",
            "STRICTER": "Whoever meets what is declared meets the benchmark, and not the other way round.",
            "LOOSER": "Products are let through that the benchmark does not let through.",
            "OVERLAP": "Stricter in one place and looser in another: neither takes the place of the other.",
            "DISJOINT": "No product can meet both.",
            "MISSING": "The benchmark asks for it, and nothing is declared.",
            "EXTRA": "Declared, and the benchmark does not ask for it.",
            "NOT_COMPARABLE": "Both texts say enough to know that they speak of different things.",
            "UNDETERMINED": "It may be comparable; the text does not tell.",
        },
        "code": {
            "QUANTITY": "another quantity is meant",
            "CLASS": "the product class is not the same or not known",
            "CONDITION": "the test conditions differ",
            "METHOD": "the test methods differ and no link between them is recorded",
            "BASIS": "the units stand on a different basis",
            "SCALE": "the grades belong to different scales",
            "SAMPLING": "the sampling differs",
            "KIND": "one side is not a limit that can be compared",
            "QUALITATIVE": "a description stands against a grade or a number",
            "PARSE": "the text was not read with certainty",
            "OCR": "the text was read from a picture and is not certain",
            "AMBIGUOUS_OPERATOR": "the text does not tell whether the value is a lower or an upper limit",
            "LOD": "the limit of detection is not given",
            "METHOD_UNSTATED": "one side names no test method",
            "REF_UNRESOLVED": "the value stands in another text that is not public here",
        },
        "flag": {
            "IMPLIED_OPERATOR": "The text prints no operator; lower or upper limit follows from the characteristic.",
            "PPM_AS_MASS_FRACTION": "ppm is read as a mass fraction (mg/kg).",
            "SIGN_REVERSED": "The two sides count the quantity with opposite signs.",
            "DOMAIN_CLIP": "Values that cannot occur in nature are left out of both sides.",
            "BOUNDARY_ONLY": "The two sides differ only in whether the end point itself is allowed.",
            "MARGIN_SMALL": "The difference is not larger than the rounding of the printed values.",
            "DIGITS_DIFFER": "The limits are equal and printed with a different number of decimals.",
            "CONDITION_CONVERTED": "The test conditions are the same after conversion of units.",
            "MONOTONE_CONDITION": "The harsher test condition includes the milder one.",
            "BASIS_INEQUALITY": "Wet and dry basis, or another pair, are linked by an inequality that always holds.",
            "STOICHIOMETRIC_FACTOR": "Converted with the factor of the chemical formula.",
            "METHOD_IDT": "The test method is identical to the other side's (IDT).",
            "METHOD_MOD": "The test method is a modified adoption of the other side's (MOD).",
            "METHOD_ADOPTED": "The test method adopts the other side's; the degree is not recorded.",
            "METHOD_EDITION": "Another edition of the same test method is cited.",
            "METHOD_RATIONAL": "The methods differ; the quantity does not depend on the method.",
            "METHOD_UNSTATED": "No test method is named on one side or both.",
            "ADOPTS_OLDER_EDITION": "The adopted edition of the test method is not the current one.",
            "WITHDRAWN_REFERENCE": "A cited standard has been withdrawn.",
            "LOD_AS_LIMIT": "“Not detected” is read as “below the limit of detection”.",
            "ZERO_AS_ND": "A limit of zero is read as “not detected”.",
            "TEXT_SET": "Lists of words are compared, not numbers.",
            "SAME_NAME": "Paired because the names are the same; the characteristic is not in the dictionary.",
            "BASELINE_GRADE": "No grade is declared; compared with the lowest grade that the benchmark accepts.",
            "CLASS_GAP": "The declared classes leave a gap for which nothing is declared.",
            "ALTERNATIVE": "The benchmark also accepts another value that the product specification states.",
            "APPLIES_IF": "Binds only some products, or only on demand.",
            "OUTSIDE_SCOPE": "The declared product lies outside the benchmark's scope.",
            "SCOPE_UNKNOWN": "Whether the declared product lies inside the benchmark's scope is not known.",
            "MANDATORY_BREACH": "The benchmark is mandatory.",
        },
        "gate": {
            "parse": "Reading",
            "characteristic": "Characteristic",
            "modality": "Verbal form",
            "class": "Class",
            "condition": "Conditions",
            "method": "Test method",
            "unit": "Unit",
            "basis": "Basis",
            "domain": "Possible values",
            "inclusion": "Inclusion",
            "materiality": "Size of the difference",
        },
        "gate meaning": {
            "parse": "were both texts read with certainty?",
            "characteristic": "do both speak of the same quantity?",
            "modality": "do both say “shall”?",
            "class": "is it the same class, grade or size of product?",
            "condition": "are specimen, state and environment the same?",
            "method": "is the test method the same, or linked by a recorded adoption?",
            "unit": "can the units be converted exactly?",
            "basis": "wet or dry, by volume or by mass: is it the same?",
            "domain": "what cannot occur in nature is cut off on both sides.",
            "inclusion": "does everything that meets one side meet the other?",
            "materiality": "is the difference larger than the rounding of the printed values?",
        },
        "outcome": {
            "same": "the same",
            "equal": "the same",
            "different": "different",
            "converted": "converted",
            "inequality": "linked by an inequality",
            "not implied": "not implied",
            "references differ": "references differ",
            "unstated": "not stated",
            "no entry": "not in the dictionary",
            "same members": "the same substances",
            "same name": "the same name",
            "unknown": "not known",
            "equivalent": "equivalent",
            "holds for all sizes": "holds for all sizes",
            "mixed": "mixed",
            "monotone": "one includes the other",
            "same after conversion": "the same after conversion",
            "specimen width unstated": "width of the specimen not stated",
            "specimens differ": "specimens differ",
            "clipped": "cut to possible values",
            "ambiguous": "ambiguous",
            "by digits": "by printed digits",
            "by sample": "by sample",
            "groups": "groups of substances",
            "kinds differ": "of different kinds",
            "limit of detection": "limit of detection",
            "no limit of detection": "no limit of detection",
            "numbers of samples differ": "numbers of samples differ",
            "rounded values": "rounded values",
            "sample unstated": "sample not stated",
            "samples differ in kind": "samples differ in kind",
            "sign reversed": "sign reversed",
            "words unknown": "words not known",
            "zero as not detected": "zero as not detected",
            "inside": "D lies within B",
            "around": "B lies within D",
            "overlap": "neither contains the other",
            "disjoint": "nothing in common",
            "boundary only": "only the end point differs",
            "digits differ": "digits differ",
            "margin small": "small margin",
            "rational": "does not depend on the method",
            "unstated on one side": "not stated on one side",
            "variant unstated": "variant not stated",
            "withdrawn edition": "withdrawn edition",
            "definition unstated": "definition not stated",
            "editions of the scale differ": "editions of the scale differ",
            "no order": "no order between the grades",
            "same scale": "the same scale",
            "scale unknown": "scale not known",
            "scales differ": "scales differ",
            "weighting unstated": "weighting not stated",
            "weightings differ": "weightings differ",
            "missing": "missing",
            "none": "none",
            "edition": "another edition",
            "changed": "technically changed",
            "IDT": "identical (IDT)",
            "MOD": "modified (MOD)",
            "adopted": "adopted, degree not recorded",
            "NEQ": "not equivalent (NEQ)",
            "curated_equivalent": "recorded as equivalent",
            "curated_different": "recorded as different",
            "shall": "both say “shall”",
        },
        "grade": {
            "A": "everything is stated in the texts",
            "B": "one stated assumption",
            "C": "two assumptions or more, or read from a picture",
        },
        "status": {
            "draft": "draft",
            "approved": "published, not yet in force",
            "current": "in force",
            "superseded": "superseded",
            "withdrawn": "withdrawn",
            "unknown": "status not known",
        },
        "state": {
            "draft": "draft",
            "published": "in force",
            "current": "in force",
            "amended": "in force, amended",
            "superseded": "superseded",
            "withdrawn": "withdrawn",
            "correction_ordered": "correction ordered",
            "publicised": "not corrected in time, made public",
            "number_revoked": "number revoked",
            "annulled": "annulled",
            "basis_changed": "in force, basis changed",
        },
        "declaration": {
            "own_standard": "a firm's own standard",
            "public_standard": "a public standard that the firm applies",
            "imported": "record of another platform",
        },
        "chooser": {
            "firm": "the firm",
            "engine": "the program, by the standards that the document cites and its product",
            "curator": "a curator",
        },
        "change": {
            "first": "first publication",
            "amendment": "amended",
            "correction": "corrected",
        },
        "level": {
            "international": "international",
            "regional": "regional",
            "national": "national",
            "industry": "industry",
            "local": "local",
            "association": "association",
            "enterprise": "enterprise",
            "unknown": "level not known",
        },
        "nature": {
            "mandatory": "mandatory",
            "recommended": "recommended",
            "guidance": "guidance",
            "unknown": "nature not known",
        },
        "kind": {"standard": "standard", "declaration": "declaration", "firm": "firm"},
        "degree": {
            "IDT": "identical (IDT)",
            "MOD": "modified (MOD)",
            "NEQ": "not equivalent (NEQ)",
            "unknown": "degree not recorded",
        },
        "relation": {
            "replaces": "replaces",
            "replaced_by": "replaced by",
            "amends": "amends",
            "amended_by": "amended by",
            "adopts": "adopts",
            "adopted_by": "adopted by",
            "references": "cites",
            "part_of": "part of",
            "has_part": "has the part",
            "related": "related to",
        },
        "completeness": {"full": "all requirements held", "excerpt": "excerpt"},
        "scope": {
            "inside": "inside the benchmark's scope",
            "outside": "outside the benchmark's scope",
            "unknown": "scope not known",
        },
        "axis": {
            "frame_size": "frame size",
            "working_voltage": "working voltage",
            "product_class": "product class",
            "grade": "grade",
            "position": "position",
            "part": "part",
            "thickness": "thickness",
            "diameter": "diameter",
            "control": "control",
            "insulation_class": "insulation class",
            "lead": "lead",
            "commodity": "commodity",
            "sampling_point": "sampling point",
        },
        "facet": {
            "kind": "Kind",
            "level": "Level",
            "nature": "Nature",
            "status": "Status",
            "state": "Status",
            "publisher": "Publisher",
            "year": "Year",
            "ics": "ICS field",
            "ccs": "CCS field",
            "region": "Region",
            "firm": "Firm",
            "uscc": "Credit code",
            "source": "Source",
            "prefix": "Prefix",
            "language": "Language of title",
        },
    }
)
"""English words by kind and code."""

TONES: Mapping[str, str] = MappingProxyType(
    {
        "STRICTER": "stricter",
        "EQUAL": "same",
        "EXTRA": "same",
        "LOOSER": "looser",
        "DISJOINT": "looser",
        "OVERLAP": "mixed",
        "MISSING": "missing",
        "NOT_COMPARABLE": "open",
        "UNDETERMINED": "open",
    }
)


def speaker(pgettext: Callable[[str, str], str]) -> Callable[[str, str], str]:
    """Return the function ``word(kind, code)`` of one language."""

    def word(kind: str, code: str) -> str:
        english = WORDS[kind].get(str(code))
        return pgettext(kind, english) if english else str(code).replace("_", " ")

    return word


def tone(verdict: str) -> str:
    """Return which of the six tones a verdict has; the word and the shape say which verdict it is."""
    return TONES[str(verdict)]


def messages() -> Iterator[tuple[str, str]]:
    """Yield every (context, English word), for the message catalogue."""
    for kind, words in WORDS.items():
        for english in dict.fromkeys(words.values()):
            yield kind, english
