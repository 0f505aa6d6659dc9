"""ODT files: a document of headings, paragraphs, lists, tables and pictures as OpenDocument text, which LibreOffice and Word open.

The library that writes them (odfdo, an optional extra) is imported in a child process only, so the bot's own memory stays as it is, and
a document that takes too long or too much costs the bot nothing. See `child.py` for the limits, `writer.py` for what the child does.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from importlib.util import find_spec

MIME_TYPE = "application/vnd.oasis.opendocument.text"
EXTENSION = ".odt"

OdtWriter = Callable[[bytes], Awaitable[bytes]]
"""Makes the file of a document that was `encoded`. Raises NotWritten."""


class NotWritten(Exception):
    """The file could not be made. Its words name the kind of failure, and nothing of what is in the document."""


@dataclass(frozen=True, kw_only=True)
class Run:
    """Words of one style within a paragraph."""

    text: str
    is_strong: bool = False
    is_emphasized: bool = False
    target: str = ""
    """Where it links to; empty for words that are no link."""


@dataclass(frozen=True, kw_only=True)
class Block:
    """A heading, a paragraph, an item of a list, a table or a picture. `level` is that of the heading or of the list, from 1; else 0."""

    kind: str
    level: int = 0
    is_numbered: bool = False
    """Of an item: whether its list has numbers."""
    begins: bool = False
    """Of an item: whether its list begins with it."""
    runs: tuple[Run, ...] = ()
    rows: tuple[tuple[tuple[Run, ...], ...], ...] = ()
    """Of a table: its rows with their cells; the first row is its header. `runs` are its caption then."""
    picture: str = ""
    """Of a picture: what it shows, as `bot.pictures` encodes it; it is drawn before the file is made. `runs` are its caption."""
    alternative: str = ""
    """Of a picture: all that it says, in words, for those who do not see it."""


HEADING, PARAGRAPH, ITEM, TABLE, PICTURE = "heading", "paragraph", "item", "table", "picture"


@dataclass(frozen=True, kw_only=True)
class Document:
    """What the file is made of: its title, its language (`de-DE`), when it was made (ISO 8601, local), and its blocks in order."""

    title: str
    language: str
    created_at: str
    blocks: tuple[Block, ...]


def encoded(document: Document) -> bytes:
    """The document as it waits in the outbox, and as the child reads it."""
    return json.dumps(asdict(document)).encode()


def is_installed() -> bool:
    """Whether ODT files can be made here. Looks for the library without importing it."""
    return find_spec("odfdo") is not None
