"""Tokens of HTML: words and tags, in one pass that looks at no character twice, whoever sent it.

It runs on everything that anybody says in a room, so its time must be linear. Python's HTMLParser reads what follows an unfinished
tag again for every such tag (seconds for one event), and an HTML5 tree, as sanitizers build it, repeats in each paragraph what was
left open before it (a gigabyte for 25 KB). No tree is needed to read a message.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

# Possessive quantifiers throughout (`*+`): no backtracking.
_NAME = re.compile(r"[a-zA-Z][^\s/>]*+")
_ATTRIBUTE = re.compile(r"""[\s/]*+([^\s/>][^\s/>=]*+)(?:\s*+=\s*+("[^"]*+"?|'[^']*+'?|[^\s>]*+))?+""")
_END = re.compile(r"[\s/]*+>")
_LONG_REFERENCE = re.compile(r"&#([0-9]{8,});?")
REPLACEMENT = "\ufffd"


@dataclass(frozen=True)
class Tag:
    """`name` in lower case; `href` is empty where there is none."""

    name: str
    closes: bool
    href: str = ""


def words_and_tags(html: str) -> Iterator[str | Tag]:
    """In their order, character references resolved. As in browsers (WHATWG, "Tokenization") a tag that never ends is nothing."""
    place = 0
    while place < len(html):
        start = html.find("<", place)
        if start != place:
            yield resolved(html[place : start if start >= 0 else len(html)])
        if start < 0:
            return
        closes = html.startswith("</", start)
        name = _NAME.match(html, start + 1 + closes)
        if name is not None:
            href, place = _attributes(html, name.end())
            end = _END.match(html, place)
            if end is None:
                return
            yield Tag(name[0].lower(), closes, href)
            place = end.end()
        elif closes or html.startswith(("<!", "<?"), start):
            mark = "-->" if html.startswith("<!--", start) else ">"
            stop = html.find(mark, start + 2)
            if stop < 0:
                return
            place = stop + len(mark)
        else:
            yield "<"
            place = start + 1


def resolved(text: str) -> str:
    """Character references as the characters that they stand for; Python itself refuses to read thousands of digits."""
    return unescape(_LONG_REFERENCE.sub(lambda match: _shortened(match[1].lstrip("0")), text))


def _shortened(digits: str) -> str:
    return f"&#{digits or 0};" if len(digits) < 8 else REPLACEMENT


def _attributes(html: str, place: int) -> tuple[str, int]:
    """The first `href` from `place` on, and where the attributes end."""
    href = None
    while attribute := _ATTRIBUTE.match(html, place):
        if href is None and attribute[1].lower() == "href":
            href = resolved((attribute[2] or "").strip("\"' "))
        place = attribute.end()
    return href or "", place
