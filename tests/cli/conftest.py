"""Commands run as a person runs them: as processes, with their exit codes and both outputs."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import pytest


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[Any]:
        return [orjson.loads(line) for line in self.out.splitlines()]

    @property
    def json(self) -> Any:
        return orjson.loads(self.out)


def run_duibiao(
    *arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None, keep_settings: bool = False
) -> Ran:
    environment = {
        name: value for name, value in os.environ.items() if keep_settings or not name.startswith("DUIBIAO_")
    }
    done = subprocess.run(
        [sys.executable, "-m", "catalog.cli", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env=environment,
        timeout=120,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def duibiao() -> Callable[..., Ran]:
    return run_duibiao


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an installation with the sample data, once for each test process."""
    home = tmp_path_factory.mktemp("cli") / "home"
    made = run_duibiao("--home", home, "init", "--samples")
    assert made.code == 0, made.err
    return home
