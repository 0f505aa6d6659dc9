"""The files that pages refer to: the style sheet with the colours of the pictures, the icon, and the typeface where it is installed.

An address carries a hash of the file, so a browser keeps it for a year and still sees the next one at once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from bot.pictures.palette import stylesheet

FOLDER = "/static/"
STYLE = "board.css"
CACHED = {"Cache-Control": "public, max-age=31536000, immutable"}
_TYPES = {"css": "text/css", "svg": "image/svg+xml", "otf": "font/otf"}
_TYPEFACE = {"SourceSansPro-Regular.otf": "400", "SourceSansPro-Semibold.otf": "500 900"}
"""The files of the typeface that the pictures are drawn in (SIL Open Font License; the files say so themselves), by their weights."""


@dataclass(frozen=True)
class Asset:
    data: bytes
    content_type: str
    etag: str


@cache
def asset(name: str) -> Asset | None:
    """A file by its name; None where there is none of that name."""
    data = _data().get(name)
    if data is None:
        return None
    return Asset(data, _TYPES[name.rpartition(".")[2]], hashlib.sha256(data).hexdigest()[:16])


def address(name: str) -> str:
    """Raises LookupError for a file that there is not."""
    found = asset(name)
    if found is None:
        raise LookupError(name)
    return f"{FOLDER}{name}?{found.etag}"


@cache
def _data() -> Mapping[str, bytes]:
    """All files: a request can only name one of these."""
    own = {entry.name: entry.read_bytes() for entry in files("bot.web").joinpath("static").iterdir()}
    typeface = {name: path.read_bytes() for name in _TYPEFACE if (path := _font_folder() / name).is_file()}
    faces = "".join(_face(name, data) for name, data in typeface.items())
    return own | typeface | {STYLE: own[STYLE] + f"\n{faces}{stylesheet()}".encode()}


def _font_folder() -> Path:
    """Of the package with the font, which is looked for and not imported: only the child process that draws loads it."""
    found = find_spec("font_source_sans_pro")
    return Path(found.origin).parent / "files" if found is not None and found.origin else Path()


def _face(name: str, data: bytes) -> str:
    where = f"{FOLDER}{name}?{hashlib.sha256(data).hexdigest()[:16]}"
    weight = _TYPEFACE[name]
    return (
        f'@font-face {{ font-family: "Source Sans Pro"; font-weight: {weight}; font-display: swap; '
        f'src: url("{where}") format("opentype") }}\n'
    )
