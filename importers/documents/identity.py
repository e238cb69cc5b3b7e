"""Which characteristic of the dictionary a printed name means, with the few rewordings that keep its meaning."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from catalog.comparison.dictionary import dictionary
from catalog.comparison.requirements import CapabilityRange

if TYPE_CHECKING:
    from importers.documents.drafts import Draft

__all__ = ["characteristic_of"]

# Words that say of how many specimens or in which words, and not what is measured.
_IDLE = re.compile(r"同(?:型号|批次)(?:产品|电机)?|单台|的(?=[\u4e00-\u9fff])")
_PRODUCT = re.compile(r"^(?:电机|电动机|产品)(?=[\u4e00-\u9fff]{2,})")
# Over what a product must work, where the clause says so and the name alone would mean the air of a room.
_SERVICE = ((re.compile(r"(?:环境|使用环境|环境空气)?温度$"), "工作温度"), (re.compile(r"相对湿度$"), "工作相对湿度"))


def characteristic_of(draft: Draft) -> str | None:
    """Return the dictionary id of what a draft limits, or ``None`` where no entry has its name."""
    known = dictionary()
    if isinstance(draft.constraint, CapabilityRange) and re.match(r"^(?:环境|使用环境)|相对湿度$", draft.name):
        for pattern, name in _SERVICE:
            if pattern.search(draft.name) and (entry := known.find(name, draft.context)):
                return entry.id
    plain = _IDLE.sub("", re.sub(r"[（(][^（）()]*[)）]$", "", draft.name))
    for name in dict.fromkeys((draft.name, plain, _PRODUCT.sub("", plain))):
        if entry := known.find(name, draft.context):
            return entry.id
    return None
