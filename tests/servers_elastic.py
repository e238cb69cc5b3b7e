"""A real Elasticsearch for the tests: the genuine server from Maven Central, started once, stopped by its process id.

``python -m tests.servers_elastic`` fetches the distribution with Maven into the user's cache. It needs a Java of
version 21 or newer; where either is missing the tests say so in one line.
"""

from __future__ import annotations

import os
import pwd
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import zipfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

VERSION = "9.2.0"
ARTIFACT = f"org.elasticsearch.distribution.integ-test-zip:elasticsearch:{VERSION}:zip"
PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy"
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "duibiao-tests"
OLDEST_JAVA = 21
START_SECONDS = 120


def find_distribution() -> Path | None:
    """Return the zip file of the server, or none."""
    file = CACHE / f"elasticsearch-{VERSION}.zip"
    return file if file.is_file() else None


def find_java() -> Path | None:
    """Return the home of a Java that is new enough, or none."""
    homes = [Path(os.environ["ES_JAVA_HOME"])] if os.environ.get("ES_JAVA_HOME") else []
    homes += sorted(Path("/usr/lib/jvm").glob("*"), reverse=True)
    for home in homes:
        release = home / "release"
        match = re.search(r'JAVA_VERSION="(\d+)', release.read_text()) if release.is_file() else None
        if match and int(match[1]) >= OLDEST_JAVA:
            return home
    return None


def fetch() -> None:
    """Bring the distribution into the cache with Maven. Raises CalledProcessError where that fails."""
    CACHE.mkdir(parents=True, exist_ok=True)
    command = ["mvn", "-q", "-B", PLUGIN, f"-Dartifact={ARTIFACT}", f"-DoutputDirectory={CACHE}"]
    subprocess.run(command, check=True)


@contextmanager
def elasticsearch_server(distribution: Path, java: Path) -> Iterator[str]:
    """Run one node on a port of this machine and give its address."""
    folder = Path(tempfile.mkdtemp(prefix="duibiao-es-", dir="/tmp"))
    try:
        home = _unpack(distribution, folder)
        port = _free_port()
        owner = _owner(folder)
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [home / "bin" / "elasticsearch"],
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=folder,
                env={
                    "PATH": "/usr/bin:/bin",
                    "ES_JAVA_HOME": str(java),
                    "ES_JAVA_OPTS": "-Xms512m -Xmx512m",
                    "ES_PATH_CONF": str(_configure(home, folder, port)),
                },
                **owner,
            )
        address = f"http://127.0.0.1:{port}"
        try:
            _wait_for(address, process, folder / "log")
            yield address
        finally:
            process.terminate()
            process.wait(timeout=START_SECONDS)
    finally:
        shutil.rmtree(folder)


def _unpack(distribution: Path, folder: Path) -> Path:
    with zipfile.ZipFile(distribution) as archive:
        archive.extractall(folder)
    home = folder / f"elasticsearch-{VERSION}"
    for script in (*(home / "bin").iterdir(), *(home / "modules").glob("*/platform/*/bin/*")):
        script.chmod(0o755)
    return home


def _configure(home: Path, folder: Path, port: int) -> Path:
    configuration = home / "config"
    settings = {
        "cluster.name": folder.name,
        "discovery.type": "single-node",
        "http.port": port,
        "transport.port": _free_port(),
        "network.host": "127.0.0.1",
        "path.data": folder / "data",
        "path.logs": folder / "logs",
        "xpack.security.enabled": "false",
        "cluster.routing.allocation.disk.threshold_enabled": "false",
    }
    lines = (f"{name}: {value}\n" for name, value in settings.items())
    (configuration / "elasticsearch.yml").write_text("".join(lines), encoding="utf-8")
    return configuration


def _owner(folder: Path) -> dict[str, object]:
    """Give the folder to the user that the server runs as: this one, but it refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    user = pwd.getpwnam("nobody")
    for path in (folder, *folder.rglob("*")):
        os.chown(path, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until the cluster answers; this build has no answer at ``/``, so its health is asked for."""
    from elasticsearch import Elasticsearch, TransportError  # noqa: PLC0415 - sessions without this server need no client

    deadline = time.monotonic() + START_SECONDS
    with Elasticsearch(address, request_timeout=2, max_retries=0) as client:
        while True:
            try:
                client.cluster.health(wait_for_status="yellow", timeout="1s")
            except TransportError:
                if process.poll() is not None or time.monotonic() > deadline:
                    text = log.read_text(encoding="utf-8", errors="replace")
                    raise RuntimeError(f"Elasticsearch did not start: {text[-3000:]}") from None
                time.sleep(0.3)
            else:
                return


if __name__ == "__main__":
    if find_distribution() is None:
        fetch()
    if find_java() is None:
        sys.exit(f"Java {OLDEST_JAVA} or newer is missing; set ES_JAVA_HOME")
