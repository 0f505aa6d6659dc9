"""Is Node here with the libraries that tests need from it, and what is said where it is not?"""

from __future__ import annotations

import shutil
from pathlib import Path

STRICT = Path(__file__).parent / "matrix" / "strict"
_NODE = Path(__file__).parents[1] / ".e2ee" / "bin" / "node"
MISSING = "CALENDAR FILES WERE NOT READ WITH ICAL.JS: it needs Node, which `make test-e2ee` and `make check` bring."


def node() -> str | None:
    """The program, where ical.js is there for it."""
    if not (STRICT / "node_modules" / "ical.js").exists():
        return None
    return str(_NODE) if _NODE.exists() else shutil.which("node")
