"""LibreOffice, which opens the files that the bot makes, where this machine has it."""

from __future__ import annotations

import shutil

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
MISSING = "LibreOffice WAS NOT TRIED: this machine has no `soffice` (on Debian: apt install libreoffice-writer)."
