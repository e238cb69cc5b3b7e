"""Standards as XML: NISO STS and ISO STS (XHTML and CALS tables, MathML), and what Metanorma writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalog.errors import UnusableInputError
from importers.documents.building import Builder
from importers.documents.safe_xml import UnsafeXmlError, local_name, parse_xml, unreadable
from importers.documents.sts.metanorma import read_metanorma
from importers.documents.sts.niso import read_niso

if TYPE_CHECKING:
    from importers.documents.blocks import Blocks, Progress

__all__ = ["read_blocks"]


def read_blocks(data: bytes, name: str, *, progress: Progress | None = None) -> Blocks:
    """Read a standard; raises UnusableInputError for XML that is damaged or no standard."""
    try:
        root = parse_xml(data)
    except UnsafeXmlError as error:
        raise unreadable(name, "its XML", " XML ") from error
    builder = Builder("sts")
    kind = local_name(root)
    if kind in {"standard", "adoption"}:
        read_niso(root, builder)
    elif kind.endswith("-standard") or kind == "metanorma":
        read_metanorma(root, builder)
    else:
        raise UnusableInputError(
            f"{name} is XML with the root <{kind[:40]}>; standards in NISO STS, ISO STS and Metanorma are read.",
            f"{name} 是根元素为 <{kind[:40]}> 的 XML；XML 仅支持 NISO STS、ISO STS 和 Metanorma 格式的标准。",
            code="unknown-kind",
        )
    if progress is not None:
        progress(1, 1)
    return builder.finish()
