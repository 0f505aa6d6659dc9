"""Chromium, in which the board is looked at, and axe, which looks for what keeps people out, where this machine has them."""

from __future__ import annotations

import shutil
from importlib.util import find_spec

from tests.node import STRICT

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
AXE = STRICT / "node_modules" / "axe-core" / "axe.min.js"
MISSING = "THE BOARD WAS NOT LOOKED AT IN A BROWSER: this machine has no Chromium (`make browser` installs it)."
NO_AXE = "THE BOARD WAS NOT CHECKED WITH AXE: it comes from npm, which `make test-e2ee` and `make check` bring."

can_browse = CHROMIUM is not None and find_spec("playwright") is not None
"""Whether there is a browser, and what drives it."""
SWITCHES = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
"""It talks to nobody but the board."""
