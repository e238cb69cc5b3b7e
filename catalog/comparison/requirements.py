"""The model of a requirement: a function from product class to accepted set, with everything that limits it.

A plain row has no axes and one cell. A table row has one axis or more (frame size, voltage band, grade, product class,
position) and one cell per class. The printed text stays beside every value that was read from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fractions import Fraction

__all__ = [
    "Axis",
    "AxisType",
    "Band",
    "Boolean",
    "ByReference",
    "CapabilityRange",
    "Cell",
    "Condition",
    "Constraint",
    "Grade",
    "GradeSet",
    "Limits",
    "Method",
    "Modality",
    "NoRequirement",
    "NotDetected",
    "Number",
    "NumberInterval",
    "Requirement",
    "SamplingPlan",
    "Source",
    "Text",
    "Tolerance",
    "WordSet",
]


@dataclass(frozen=True, slots=True)
class Number:
    """An exact value and how it was printed (``Number(Fraction(1, 2), "0.50")``)."""

    value: Fraction
    printed: str

    @property
    def exact(self) -> str:
        """Return the value as the shortest exact text: a decimal (``"0.5"``), else a fraction (``"7/3"``)."""
        numerator, denominator = self.value.numerator, self.value.denominator
        twos = fives = 0
        while denominator % 2 == 0:
            denominator, twos = denominator // 2, twos + 1
        while denominator % 5 == 0:
            denominator, fives = denominator // 5, fives + 1
        if denominator != 1:
            return f"{numerator}/{self.value.denominator}"
        places = max(twos, fives)
        scaled = abs(numerator) * 10**places // self.value.denominator
        digits = str(scaled).rjust(places + 1, "0")
        text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
        return f"-{text}" if numerator < 0 else text


@dataclass(frozen=True, slots=True)
class NumberInterval:
    """A printed interval; an end that is ``None`` is not limited."""

    low: Number | None = None
    high: Number | None = None
    low_closed: bool = True
    high_closed: bool = True


class Grade(StrEnum):
    """How sure a reading or verdict is: A all explicit; B one stated assumption; C two or more, or OCR."""

    A = "A"
    B = "B"
    C = "C"


class Modality(StrEnum):
    """Verbal form (GB/T 1.1-2020 annex C; ISO/IEC Directives part 2 clause 7): only ``shall`` is a requirement."""

    SHALL = "shall"
    SHOULD = "should"
    MAY = "may"
    STATED = "stated"


class AxisType(StrEnum):
    """What an axis of a table means for a side that does not print it.

    Regulatory class: unknown. Quality grade: the lowest accepted. Position, part, rating: holds for all.
    """

    REGULATORY_CLASS = "regulatory_class"
    QUALITY_GRADE = "quality_grade"
    POSITION = "position"
    PART = "part"
    RATING = "rating"


@dataclass(frozen=True, slots=True)
class Axis:
    """One dimension of a table: its name (a word such as ``frame_size``), type, and unit code for ratings."""

    name: str
    type: AxisType
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of a rating axis (frame size 25 to 55, 55 not included), in the axis' unit."""

    interval: NumberInterval
    printed: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """Accepted values as one interval or several (kind ``interval``), in the unit of the cell or requirement."""

    intervals: tuple[NumberInterval, ...]


@dataclass(frozen=True, slots=True)
class Tolerance:
    """A nominal value with what may be taken off and put on (kind ``nominal_tolerance``).

    ``minus`` and ``plus`` are not negative; ``relative`` makes them fractions of the nominal value (5 % = 1/20).
    A ``nominal`` of ``None`` is a tolerance on a value that the text does not give ("容差不大于规定值的±12.5 %");
    ``reference`` then names what the deviation is from, as a dictionary word (``rated``, ``mean``, ``specified``).
    """

    nominal: Number | None
    minus: Number
    plus: Number
    relative: bool = False
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class CapabilityRange:
    """Values over which the product must work or that it must withstand: the wider, the stricter."""

    intervals: tuple[NumberInterval, ...]


@dataclass(frozen=True, slots=True)
class GradeSet:
    """A limit on a scale of grades (kind ``ordinal``): scale id, operator (``ge``, ``le``, ``eq``) and printed grade.

    ``defined_by`` is the standard that the text names as the definition of the symbol, if any.
    """

    scale: str
    operator: str
    grade: str
    defined_by: str | None = None


@dataclass(frozen=True, slots=True)
class Boolean:
    """A property that must be present or absent; ``subject`` says of what (``use``: a ban on adding it)."""

    value: bool
    subject: str = "presence"


@dataclass(frozen=True, slots=True)
class WordSet:
    """Words of which one must hold (``allowed``) or none may hold (``forbidden``), folded for comparing."""

    allowed: frozenset[str] = frozenset()
    forbidden: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class NotDetected:
    """Not detected: below ``limit`` (the detection limit that text or method gives) in ``sample``, if printed.

    ``sample`` is an amount with its unit code (100, ``mL``).
    """

    limit: Number | None = None
    sample: Number | None = None
    sample_unit: str | None = None


@dataclass(frozen=True, slots=True)
class SamplingPlan:
    """Attributes plan of microbiology (ICMSF; GB 4789.1): n samples, c of them between m and M."""

    n: int
    c: int
    m: Number
    M: Number | None = None
    sample: Number | None = None
    sample_unit: str | None = None


@dataclass(frozen=True, slots=True)
class ByReference:
    """A value that another text holds: a cited clause, or a private specification (``designation`` is ``None``)."""

    printed: str
    designation: str | None = None
    clause: str | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """Words that were not read as a limit (a formula, a description), kept for a person."""

    printed: str
    reason: str


@dataclass(frozen=True, slots=True)
class NoRequirement:
    """The text says that nothing is required ("—", 不作要求, Not applicable)."""

    printed: str


Constraint = (
    Limits
    | Tolerance
    | CapabilityRange
    | GradeSet
    | Boolean
    | WordSet
    | NotDetected
    | SamplingPlan
    | ByReference
    | Text
    | NoRequirement
)


@dataclass(frozen=True, slots=True)
class Condition:
    """Something under which the limit holds: ``temperature`` = 25 (``Cel``), ``state`` = ``cold``.

    ``name`` and word values are dictionary words; ``number`` and ``unit`` are set where the value is a quantity;
    ``printed`` is what the text says.
    """

    name: str
    value: str
    number: Number | None = None
    unit: str | None = None
    printed: str = ""


@dataclass(frozen=True, slots=True)
class Method:
    """A test method that the text names: by designation, or only by words (``variant``: 条样法, open cup, ICP-MS)."""

    designation: str | None
    variant: str | None = None
    clause: str | None = None
    printed: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One class and its constraint; ``classes`` maps axis names to a :class:`Band` or a named class.

    ``text`` is the printed cell; ``unit`` overrides the requirement's unit; ``conditions`` hold for this cell only
    (a second header row); ``reading_flags`` are the assumptions made on reading this cell.
    """

    constraint: Constraint
    classes: tuple[tuple[str, Band | str], ...] = ()
    text: str = ""
    unit_printed: str | None = None
    unit: str | None = None
    conditions: tuple[Condition, ...] = ()
    reading_flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where in the document the words stand: a line, a page and box, a paragraph, or a sheet and cell; all from 1.

    The box is left, top, right, bottom in points, from the top left corner of the page as it is shown.
    """

    line: int | None = None
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    table: str | None = None
    row: int | None = None
    column: int | None = None
    paragraph: int | None = None
    sheet: str | None = None
    cell: str | None = None


class Remembering:
    """Room beside a value for what was worked out from it; no part of the value (see ``remembering``)."""

    __slots__ = ("known",)
    known: dict[object, Any]


@dataclass(frozen=True, slots=True)
class Requirement(Remembering):
    """One characteristic under one set of conditions, with a constraint for each class.

    ``characteristic`` is a dictionary id or ``None``; ``name`` is the printed name. ``unit`` is a unit code of the unit
    table, ``unit_printed`` what the document prints. ``basis`` is a dictionary word (``wet``, ``dry``, ``as:N``).
    ``members`` and ``aggregate`` (``each`` or ``sum``) belong to limits on several substances at once.
    ``applies_if`` holds printed conditions on the kind of product ("组装式电机", "当有要求时"); ``alternative`` the
    printed words that let something else in place of the limit ("或按产品专用技术条件"); ``product_class`` the printed
    class or commodity that the whole row is limited to. ``flags`` are assumptions made on reading.
    ``problem`` is the UNDETERMINED code when the text was recognised but cannot be trusted (``OCR``, ``PARSE``, …).
    """

    id: str
    name: str
    text: str
    cells: tuple[Cell, ...]
    axes: tuple[Axis, ...] = ()
    characteristic: str | None = None
    clause: str | None = None
    modality: Modality = Modality.SHALL
    unit_printed: str | None = None
    unit: str | None = None
    basis: str | None = None
    conditions: tuple[Condition, ...] = ()
    applies_if: tuple[str, ...] = ()
    alternative: str | None = None
    product_class: str | None = None
    members: tuple[str, ...] = ()
    aggregate: str | None = None
    methods: tuple[Method, ...] = ()
    rounding: str | None = None
    source: Source = Source()
    grade: Grade = Grade.A
    flags: tuple[str, ...] = ()
    problem: str | None = None
    problem_reason: str | None = None
