"""The web address that people mean: without its scheme (`www.stadt.de/x`) it is completed; anything else is none."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import BeforeValidator

from bot.messages import UserError
from bot.values.empty import says_nothing
from bot.values.text import read_text

MAX_LINK_LENGTH = 500
"""Lists and agendas show links as they are."""

_BARE = re.compile(r"[^\W_][\w-]*(?:\.[\w-]+)*\.(?P<top>[^\W\d_]{2,})(?::\d{1,5})?(?:[/?#]\S*)?")
_FILES = frozenset(
    {
        *("pdf", "doc", "docx", "odt", "rtf", "txt", "md", "xls", "xlsx", "ods", "csv", "ppt", "pptx", "odp"),
        *("png", "jpg", "jpeg", "gif", "svg", "zip", "eml", "msg", "html", "ics", "json", "xml", "exe"),
    }
)
"""Endings of file names, which are no domains: a local file cannot be opened by others."""


def read_link(said: str) -> str | None:
    """The whole address; None where the words are none."""
    link = said.strip().strip("<>")
    if not link or any(character.isspace() for character in link):
        return None
    bare = _BARE.fullmatch(link)
    if bare is not None:
        return None if bare["top"].casefold() in _FILES else f"https://{link}"
    try:
        parts = urlsplit(link)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or "." not in (parts.hostname or "") or port == 0:
        return None
    return link


def says_link(said: str) -> bool:
    return read_link(said) is not None


def _link(value: str) -> str:
    said = read_text(value, MAX_LINK_LENGTH)
    link = "" if says_nothing(said.strip("<>")) else read_link(said)
    if link is None:
        raise UserError("link.unknown", said=value)
    return link


Link = Annotated[str, BeforeValidator(_link)]
