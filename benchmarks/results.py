"""How are results kept? One JSON file a version, in which a new run of a measure takes the place of the old one."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from benchmarks.measure import Sheet
from benchmarks.peers import PEERS
from benchmarks.peers.peer import PEERS_PYTHON
from benchmarks.process import ROOT
from benchmarks.sizes import Sizes
from benchmarks.statistics import Rounds

RESULTS = ROOT / "benchmarks" / "results"
APART = ROOT / ".bench"
"""Where quick runs and comparisons go: on no page, in no commit."""


@dataclass(frozen=True)
class Measured:
    """One run of one measure."""

    values: Mapping[str, Rounds]
    """Figure -> peer -> one value a round."""
    failed: Mapping[str, str]
    sizes: Mapping[str, Any]
    about: Mapping[str, Any]
    """When, where and of what: `date`, `commit`, `machine`, `versions`, `seconds`."""


Results = dict[str, Measured]
"""By the name of the measure."""


def ours() -> str:
    """The version of Lotse that is measured."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"])


def versioned(number: str) -> Path:
    return RESULTS / f"{number}.json"


def all_versions() -> dict[str, Results]:
    """By version, the oldest first."""
    files = sorted(RESULTS.glob("*.json"), key=lambda file: [int(part) if part.isdigit() else -1 for part in file.stem.split(".")])
    return {file.stem: load(file) for file in files}


def load(file: Path) -> Results:
    if not file.exists():
        return {}
    return {name: Measured(**measured) for name, measured in json.loads(file.read_text()).items()}


def save(file: Path, results: Results) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({name: vars(measured) for name, measured in results.items()}, ensure_ascii=False, indent=1) + "\n")


def of_sheet(sheet: Sheet, sizes: Sizes, seconds: float) -> Measured:
    values = {figure: {peer: [_short(each) for each in rounds] for peer, rounds in peers.items()} for figure, peers in sheet.values.items()}
    about = {
        "date": datetime.now(UTC).date().isoformat(),
        "commit": _commit(),
        "machine": _machine(),
        "versions": _versions(),
        "seconds": round(seconds),
    }
    return Measured(values, dict(sheet.failed), sizes.as_json, about)


def _short(value: float) -> float:
    """Four significant digits: more would be noise."""
    return float(f"{value:.4g}")


def _commit() -> str:
    """With a plus behind it where files differ from it; empty outside of a repository."""
    try:
        found = subprocess.run(
            ["git", "describe", "--always", "--dirty=+", "--exclude=*"], cwd=ROOT, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return found.stdout.strip()


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores ({_processor()}), {memory:.0f} GB, {platform.system()}, Python {platform.python_version()}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def _versions() -> dict[str, str]:
    found = {"matrix-synapse": _installed("matrix-synapse")}
    theirs = _of_peers([peer.package for peer in PEERS if peer.package != "lotse"])
    return {name: number for name, number in (found | theirs).items() if number}


def _installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _of_peers(packages: Sequence[str]) -> dict[str, str]:
    """As they are in the environment of the peers."""
    if not PEERS_PYTHON.exists():
        return {}
    code = "import importlib.metadata as m, json, sys; print(json.dumps({p: m.version(p) for p in sys.argv[1:]}))"
    found = subprocess.run([str(PEERS_PYTHON), "-c", code, *packages], capture_output=True, text=True, check=False)
    versions: dict[str, str] = json.loads(found.stdout) if found.returncode == 0 else {}
    return versions
