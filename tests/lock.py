"""Join two compiled lists of libraries into requirements.lock: what runs, a marker line, what developing needs."""

from __future__ import annotations

import re
import sys
from pathlib import Path

HEADER = """\
# Exact versions with hashes; `make lock` writes this file from pyproject.toml.
# The part above the marker runs Duibiao, the part below it is for developing and testing.
"""


def entries(text: str) -> list[str]:
    """Return the entries of a compiled list, each with its hash lines."""
    return [entry.rstrip("\n") for entry in re.split(r"(?m)^(?=[A-Za-z0-9])", text) if re.match(r"[A-Za-z0-9]", entry)]


def main() -> None:
    """Print the joined list; the arguments are the runtime list and the list of everything."""
    runtime, everything = (entries(Path(name).read_text()) for name in sys.argv[1:3])
    development = [entry for entry in everything if entry not in runtime]
    print(HEADER, *runtime, "# -- development", *development, sep="\n")  # noqa: T201 - printing is what it is for


if __name__ == "__main__":
    main()
