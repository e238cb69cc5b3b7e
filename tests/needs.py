"""What the tests need beside Python: install it where this user may, else say in one line what to install.

Run as ``python -m tests.needs``. In CI a program that cannot be had is an error; elsewhere the tests that need it are
skipped with a line that says so.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests import servers_elastic

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def find_chromium() -> str | None:
    """Return the path of a Chromium, or none."""
    return next((path for name in CHROMIUM if (path := shutil.which(name))), None)


def find_postgresql() -> Path | None:
    """Return the folder of initdb and postgres, or none."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    if versions:
        return versions[-1].parent
    found = shutil.which("initdb")
    return Path(found).parent if found and shutil.which("postgres") else None


def find_chinese_font() -> str | None:
    """Return the file of a font with Han characters, or none."""
    if not shutil.which("fc-list"):
        return None
    listed = subprocess.run(["fc-list", ":lang=zh-cn", "file"], capture_output=True, text=True, check=False).stdout
    return listed.partition("\n")[0].strip(": ") or None


def find_elasticsearch() -> object:
    """Return the archive of the server, fetched with Maven where it is not there yet, or none."""
    if not servers_elastic.find_distribution():
        with contextlib.suppress(OSError, subprocess.CalledProcessError):
            servers_elastic.fetch()
    return servers_elastic.find_distribution()


NEEDS: dict[str, tuple[Callable[[], object], tuple[str, ...]]] = {
    "Chromium (browser tests)": (find_chromium, ("chromium",)),
    "a font with Chinese characters (browser tests)": (find_chinese_font, ("fonts-noto-cjk", "fontconfig")),
    "PostgreSQL server programs (store tests)": (find_postgresql, ("postgresql",)),
    "Java 21 or newer (search tests)": (servers_elastic.find_java, ("temurin-25-jdk",)),
    "the Elasticsearch server, which Maven fetches (search tests)": (find_elasticsearch, ("maven",)),
}


def _install(packages: list[str]) -> bool:
    """Install Debian packages where this user may; tell whether it went well."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    quiet = {"stdout": subprocess.DEVNULL, "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}}
    subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
    done = subprocess.run(
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], check=False, **quiet
    )
    return done.returncode == 0


def main() -> None:
    """Install or name what is missing; exit with 1 in CI when something still is."""
    missing = {name: packages for name, (find, packages) in NEEDS.items() if not find()}
    if not missing:
        return
    packages = [package for group in missing.values() for package in group]
    print(f"Installing for the tests: {' '.join(packages)}", flush=True)  # noqa: T201 - a command for a person
    _install(packages)
    still = {name: packages for name, packages in missing.items() if not NEEDS[name][0]()}
    for name, group in still.items():
        print(f"Missing: {name}. Debian: apt-get install {' '.join(group)}")  # noqa: T201 - the same
    if still and os.environ.get("CI") == "true":
        sys.exit(1)


if __name__ == "__main__":
    main()
