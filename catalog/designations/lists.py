"""Lists and ranges: ``GB/T 3920、3921、3922``, ``GB 4789.2、4789.3和4789.10``, ``GB 6675.1~6675.4-2014``.

A number without prefix takes the prefix of the one before it, if it is the same number with another part, or of the
same length; a range expands over the parts of one number, at most 40.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from catalog.designations.chinese import full_year
from catalog.designations.model import Designation
from catalog.patterns import regex

if TYPE_CHECKING:
    from catalog.designations.folding import Folded

__all__ = ["follow_list"]

LIMIT = 40
LONG = 4
"""From so many digits on a bare number is a number of a standard rather than a clause or a quantity."""
_SEPARATOR = regex(r"[ \n]{0,2}(?P<mark>、|,|;|和|及|与|或|/|~|至|到|-(?=\d{2,6}\.)|AND\s|&)[ \n]{0,2}")
_CHINESE = regex(
    r"(?P<number>\d{1,6})?(?P<parts>(?:\.\d{1,4}){0,2}[A-Z]?)(?![A-Z\d])(?!\.\d)(?:\s?-\s?(?P<year>(?:19|20)\d\d)"
    r"(?!\d)|-(?P<short>\d\d)(?![\d.A-Z]))?(?!\s?[%‰℃°×])"
)
_FOREIGN = regex(
    r"(?P<number>\d{1,6})(?P<parts>(?:-(?:[A-Z]{0,2}\d{1,3}(?!\d)))*)(?![A-Z\d.])(?:\s?[:-]\s?(?P<year>(?:19|20)\d\d)"
    r"(?!\d))?(?P<short>)(?!\s?[%‰℃°×])"
)


def _expand(first: Designation, last: Designation) -> list[Designation] | None:
    """Return the parts between two designations of one number, the first included, or none where they are no range."""
    if first.prefix != last.prefix or first.number != last.number or not (first.part and last.part):
        return None
    if not (first.part.isdigit() and last.part.isdigit() and int(first.part) < int(last.part)):
        return None
    year = last.year or first.year
    count = min(int(last.part) - int(first.part) + 1, LIMIT)
    printed = first.part
    members = []
    for part in range(int(printed), int(printed) + count):
        shown = str(part).zfill(len(printed)) if printed.startswith("0") else str(part)
        member = replace(_with(first, first.number, shown, year), start=first.start, end=last.end)
        members.append(member)
    members[0] = replace(members[0], end=first.end)
    if members[-1].part == last.part:
        members[-1] = replace(members[-1], start=last.start)
    return members


def _with(model: Designation, number: str, part: str | None, year: str | None) -> Designation:
    """Return a designation of the same publisher with another number, part and year, printed the same way."""
    chinese = _is_chinese(model)
    place = model.normalized.find(model.number, len(model.prefix))
    head = model.normalized[:place] if place > 0 else f"{model.prefix} "
    shown = f"{head}{number}" + (f"{'.' if chinese else '-'}{part}" if part else "")
    shown += f"{'-' if chinese else ':'}{year}" if year else ""
    return replace(
        model,
        number=number,
        part=part,
        year=year,
        normalized=shown,
        amendment=None,
        month=None,
        variant=None,
        all_parts=False,
    )


def _is_chinese(designation: Designation) -> bool:
    return not designation.prefix.startswith(("ISO", "IEC", "EN", "BS", "DIN", "CISPR"))


def _next_member(text: Folded, previous: Designation, mark: str, position: int) -> tuple[Designation, bool] | None:
    """Return the number without prefix at ``position``, and whether only its part was printed."""
    form = _CHINESE if _is_chinese(previous) else _FOREIGN
    match = form.match(text.upper, position)
    if match is None or not match.group().strip():
        return None
    number, parts, year = match["number"] or "", match["parts"], match["year"]
    part = parts[1:] or None
    if match["short"]:
        year = full_year(match["short"])
    same = number == previous.number and bool(part)
    only_part = False
    if not number and parts.startswith("."):
        number, same = previous.number, previous.part is not None
    elif (
        mark in "~至到"
        and not part
        and previous.part
        and previous.part.isdigit()
        and number.isdigit()
        and len(number) <= 3  # noqa: PLR2004 - a length or a year, plain where it stands
    ):
        if not int(previous.part) < int(number) <= int(previous.part) + LIMIT:
            return None
        number, part, same, only_part = previous.number, number, True, True
    elif not same and not _looks_like(previous, number, part, year, mark):
        return None
    if not same and mark == "-":
        return None
    return replace(_with(previous, number, part, year), start=match.start(), end=match.end()), only_part


def _looks_like(previous: Designation, number: str, part: str | None, year: str | None, mark: str) -> bool:
    """Tell whether a bare number of its own belongs to the list."""
    if not number.isdigit() or number[:1] == "0" != previous.number[:1] or len(number) < 3:  # noqa: PLR2004 - a length or a year, plain where it stands
        return False
    if not previous.number.isdigit() or abs(len(number) - len(previous.number)) > (
        1 if year or len(number) >= LONG else 0
    ):
        return False
    if previous.year and not year and (len(number) < LONG or mark == ","):
        return False
    if part and not year and not previous.part:
        return False
    return mark != "," or bool(year) or len(number) >= LONG


def follow_list(text: Folded, first: Designation, parse_at: object) -> list[Designation]:
    """Return ``first`` and what the text lists after it; ``parse_at`` reads a full designation at a position."""
    members = [first]
    if first.amendment and first.amendment[0] not in "XA":
        return members
    while (last := members[-1]) and (match := _SEPARATOR.match(text.upper, last.end)):
        mark = match["mark"]
        is_range = mark in ("~", "至", "到", "-")
        if is_range and last.part and text.upper[match.end() : match.end() + 1].isalpha() and callable(parse_at):
            other = parse_at(text, match.end())
            expanded = _expand(last, other) if isinstance(other, Designation) else None
            if expanded is None:
                break
            members[-1:] = expanded
            continue
        found = _next_member(text, last, mark, match.end())
        if found is None:
            break
        member, _ = found
        if is_range and (expanded := _expand(last, member)):
            members[-1:] = expanded
        elif is_range and mark == "-":
            break
        else:
            if is_range and member.year and not last.year:
                members[-1] = replace(_with(last, last.number, last.part, member.year), start=last.start, end=last.end)
            members.append(member)
        if len(members) > 4 * LIMIT:
            break
    return members
