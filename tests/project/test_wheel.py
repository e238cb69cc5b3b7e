"""The wheel: built, installed into a clean environment, run from another folder."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from tests.conftest import ROOT


def _run(*command: str | Path, cwd: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.xdist_group("wheel")
def test_the_wheel_runs_from_another_folder(tmp_path: Path) -> None:
    _run(
        *(sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--quiet"),
        *("--wheel-dir", tmp_path / "wheels", ROOT),
        cwd=tmp_path,
    )
    (wheel,) = (tmp_path / "wheels").glob("duibiao-*.whl")
    venv.create(tmp_path / "clean", with_pip=True)
    python = tmp_path / "clean" / "bin" / "python"
    _run(python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", wheel, cwd=tmp_path)
    libraries = next(path for path in sys.path if path.endswith("site-packages"))
    site = next((tmp_path / "clean" / "lib").glob("python*/site-packages"))
    (site / "libraries.pth").write_text(libraries + "\n")  # the locked libraries, not the project
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    where = _run(python, "-c", "import catalog, templates; print(catalog.__file__, templates.__file__)", cwd=elsewhere)
    assert str(ROOT) not in where
    duibiao = tmp_path / "clean" / "bin" / "duibiao"
    assert "verdict" in _run(duibiao, "--help", cwd=elsewhere)
    _run(duibiao, "--home", "home", "init", "--samples", cwd=elsewhere)
    assert "GB/T 43726-2024" in _run(duibiao, "--home", "home", "search", "43726", cwd=elsewhere)
