"""What every test can ask for: real data where it is at hand, real servers, a clean home folder.

``shared_data`` gives the folder of other people's real files, which the project does not carry: where it is absent the
test is skipped with a line that says so, and in CI that is an error.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED_DATA = ROOT.parent / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder of real input files, or skip (fail in CI)."""
    if SHARED_DATA.is_dir():
        return SHARED_DATA
    if os.environ.get("CI") == "true":
        pytest.fail("CI must have the real input files beside the checkout, in shared/data")
    pytest.skip("the real input files are not beside this checkout (shared/data)")


@pytest.fixture(scope="session")
def cases() -> Path:
    """Return the folder of the project's own acceptance cases."""
    return ROOT / "tests" / "cases"
