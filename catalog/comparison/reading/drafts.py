"""A requirement in the making: the text with the understood parts blanked out, and what they said."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from catalog.comparison.folding import fold_word
from catalog.comparison.requirements import Band, Condition, Method, Modality, Number
from catalog.patterns import regex

if TYPE_CHECKING:
    from catalog.comparison.reading.labels import Label
    from catalog.comparison.reading.methods import Citation
    from catalog.comparison.reading.numbers import Style
    from catalog.comparison.units import Unit

__all__ = ["Draft"]

_SPACES = regex(r"\s{2,}")


@dataclass(slots=True)
class Draft:
    """``full`` is the folded text, ``text`` the same with understood parts as spaces, ``cleaned`` what was printed."""

    cleaned: str
    full: str
    text: str
    style: Style
    conditions: list[Condition] = field(default_factory=list)
    methods: list[Method] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    sizes: list[tuple[str, Band]] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    applies_if: list[str] = field(default_factory=list)
    brackets: list[tuple[int, int]] = field(default_factory=list)
    """Brackets before the value that were not understood: they belong to the name."""
    basis: str | None = None
    product_class: str | None = None
    modality: Modality = Modality.SHALL
    lod: Number | None = None
    lod_unit: Unit | None = None
    lod_unit_printed: str | None = None
    sample: tuple[Number, str] | None = None
    header_unit: tuple[Unit | None, str] | None = None
    letters_are_labels: bool = False
    """Several classes are printed, each with its limit: a class letter is then a label and not the class of the row."""
    late_labels: list[Label] = field(default_factory=list)
    """Labels in brackets behind the value (``≥ 280 N（经、纬向）``)."""
    waived: list[Label] = field(default_factory=list)
    """Labels with a dash or a waiver behind them: nothing is required there."""
    repeated: list[str] = field(default_factory=list)
    """Printed words that say again what is known, and were passed over."""
    acts: list[str] = field(default_factory=list)
    """Acts of law that the text names: they define a scale of grades, and are no test methods."""
    size_labels: list[tuple[int, str, Band]] = field(default_factory=list)
    """Sizes printed before a value, each with its place: it holds for the values up to the next one."""
    capable: bool = False
    """The product must withstand or cope with something: that nothing breaks goes without saying."""
    named_to: int = 0
    """Where the words that were read as the name end."""
    loose: list[str] = field(default_factory=list)
    """What stood around the values: words that have to be accounted for once the name is known."""
    known_name: str = ""
    """The name once it is found: words of it behind the value say nothing new."""
    per: str | None = None
    """The amount that a value is given for (``100g``), where it is printed apart from the unit."""
    alternative: str | None = None
    rounding: str | None = None
    problem: str | None = None
    problem_reason: str | None = None

    def blank(self, start: int, end: int) -> None:
        """Take a part out of the text that is still to be read."""
        if end > start:
            self.text = f"{self.text[:start]}{' ' * (end - start)}{self.text[end:]}"

    def printed(self, start: int, end: int) -> str:
        """Return the printed words between two places."""
        return _SPACES.sub(" ", self.cleaned[start:end]).strip()

    def fail(self, problem: str, reason: str) -> None:
        """Note that the text cannot be trusted; the first reason stays."""
        if self.problem is None:
            self.problem, self.problem_reason = problem, reason

    def unread(self, printed: str) -> None:
        """Keep words that were not understood and could change the meaning."""
        self.conditions.append(Condition("unread", fold_word(printed), printed=printed))

    def take_unread(self) -> str | None:
        """Take the only words out again that were not understood: they may be the name of a part."""
        words = [condition for condition in self.conditions if condition.name == "unread"]
        if len(words) != 1:
            return None
        self.conditions.remove(words[0])
        return words[0].printed

    def add_condition(self, condition: Condition) -> None:
        """Keep a condition once."""
        if condition not in self.conditions:
            self.conditions.append(condition)
