"""Rendering: a Markdown text becomes the two bodies of a Matrix message, plain text and HTML that phones show.

What people wrote never passes through Markdown. A text holds a placeholder (a mark) for it, and the words are put literally into the
finished plain text and, escaped, into the finished HTML. So nothing in them can format, link, mention or break out.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

PHONE_TAGS = frozenset({"a", "b", "strong", "i", "em", "u", "del", "code", "ul", "ol", "li", "pre", "blockquote", "p", "br"})
"""The HTML tags that Element X renders; it drops any other."""
_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}, "table": {"class"}, "th": {"scope"}, "td": {"data-label"}}

_PAGE_TAGS = PHONE_TAGS | {"h2", "h3", "h4", "table", "thead", "tbody", "tr", "th", "td"}

_OPEN, _CLOSE = "\ue000", "\ue001"  # private use: they mean nothing to Markdown and stand in no text of ours
MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_LEADING = re.compile(f"<(code|pre|a)\\b.*?</\\1>|{MARK.pattern}", re.DOTALL)
"""Where a number may lead to its page: not in an example, and not in another link."""
_LINKED = re.compile(r'<a href="[^"]*/([A-Z]\d+)">\1</a>')
"""A number that leads to its page. No other link has the last part of its address as its words."""
_MARKDOWN = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("strikethrough")
_MARKDOWN_WITH_TABLES = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["strikethrough", "table"])
_SPACE = re.compile(r"\s+")
_EDGE = frozenset({"", " ", "\n"})
_MEANINGFUL = re.compile(r"[\\`*\[\]<>|~]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)")
"""Characters that Markdown does not take literally in the middle of a line; an underscore within a word, as in `a_b`, is literal."""

_LED = re.compile(r"\s*(?:(?:[-*+]|#{1,6}|\d{1,9}[.)])\s+)*+")
"""What stands before the first words of a line, of an item of a list or of a heading."""
_BLOCK_START = re.compile(r"^(\d{0,9})(?<=\d)(?=[.)])|^(?=[-+=#])")
"""Where words would begin a heading, a list or a rule if they stood there."""

BAR = "│ "
"""Begins every further line of what a person wrote."""
MAX_BODY_BYTES = 24_000
"""Bytes of one body. An event may have 64 KiB with everything around it, and an edit carries both bodies twice."""


@dataclass(frozen=True)
class Rendered:
    body: str
    html: str

    def __add__(self, other: Rendered) -> Rendered:
        """This, and on the next line the other."""
        glue = "" if other.html.startswith(("<p>", "<ul>", "<ol>")) else "<br>"
        return Rendered(f"{self.body}\n{other.body}", f"{self.html}{glue}{other.html}")


class Linked(str):
    """The words of a literal that leads somewhere: the number of a record, which has a page of its own."""

    address: str

    @classmethod
    def to(cls, address: str, words: str) -> Self:
        linked = cls(words)
        linked.address = address
        return linked


def mark(index: int) -> str:
    """The placeholder in a text for the words with this index."""
    return f"{_OPEN}{index}{_CLOSE}"


def unmarked(words: str) -> str:
    """Words without the characters of which placeholders are made."""
    return words.replace(_OPEN, "").replace(_CLOSE, "")


def parsed(markdown: str) -> list[Token]:
    return _MARKDOWN.parse(markdown.strip())


def parsed_file(markdown: str) -> list[Token]:
    """The same for a file, which may have tables; a message has none, because phones do not show them."""
    return _MARKDOWN_WITH_TABLES.parse(markdown.strip())


def render(markdown: str, literals: Sequence[str]) -> Rendered:
    """The two bodies of a text in Markdown whose marks stand for `literals`."""
    tokens = parsed(markdown)
    plain = MARK.sub(lambda match: _barred(literals[int(match[1])]), _plain(tokens))
    return Rendered(body=plain, html=_tight(_rich(tokens, literals, PHONE_TAGS)))


def as_page(markdown: str, literals: Sequence[str]) -> str:
    """A text of a file as HTML of a page, which has a heading of its own: those of the text are one level lower."""
    tokens = parsed_file(markdown)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{int(token.tag[1]) + 1}"
    _label_cells(tokens)
    return _rich(tokens, literals, _PAGE_TAGS)


def _label_cells(tokens: Sequence[Token]) -> None:
    """Gives each cell of a table the name of its column, which a phone shows before it: there a row is a block."""
    names: list[str] = []
    place = 0
    for token, following in pairwise(tokens):
        if token.type == "table_open":
            token.attrSet("class", "stacks")
            names = []
        elif token.type == "th_open":
            token.attrSet("scope", "col")
            names.append(following.content)
        elif token.type == "tr_open":
            place = 0
        elif token.type == "td_open":
            token.attrSet("data-label", names[place])
            place += 1


def _rich(tokens: Sequence[Token], literals: Sequence[str], tags: frozenset[str]) -> str:
    rich = str(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}))
    rich = rich.replace("<s>", "<del>").replace("</s>", "</del>")  # Element X drops <s>
    rich = _LEADING.sub(lambda match: _linked(match, literals), rich)
    rich = MARK.sub(lambda match: html.escape(_barred(literals[int(match[1])]), quote=False).replace("\n", "<br>"), rich)
    return nh3.clean(rich, tags=set(tags), attributes=_ATTRIBUTES, link_rel=None)


def _linked(found: re.Match[str], literals: Sequence[str]) -> str:
    """The mark within a link, where it stands for words that lead somewhere."""
    words = literals[int(found[2])] if found[2] else ""
    return f'<a href="{html.escape(words.address)}">{found[0]}</a>' if isinstance(words, Linked) else found[0]


def _barred(words: str) -> str:
    """Puts a bar before further lines of what a person wrote, so that none can pass for one of the bot's."""
    return words.replace("\n", f"\n{BAR}")


def written_out(markdown: str, literals: Sequence[str]) -> str:
    """A text as the Markdown of a file: the marks stand for `literals`, which format nothing, wherever in a line they stand."""

    def filled_in(match: re.Match[str]) -> str:
        words = _MEANINGFUL.sub(r"\\\g<0>", _SPACE.sub(" ", literals[int(match[1])]))
        before = markdown[markdown.rfind("\n", 0, match.start()) + 1 : match.start()]
        # A separator keeps its space, words of people bring none to the edges of a line.
        words = words.lstrip() if before[-1:] in _EDGE else words
        words = words.rstrip() if markdown[match.end() : match.end() + 1] in _EDGE else words
        if before.lstrip().startswith("#"):
            words = words.replace("#", r"\#")  # a heading may end with signs of its own, which are not shown
        return _BLOCK_START.sub(r"\g<0>\\", words) if _LED.fullmatch(before) else words

    filled = MARK.sub(filled_in, markdown)
    return re.sub(r"\n{3,}", "\n\n", filled.strip()) + "\n"


def _tight(rich: str) -> str:
    """The HTML without line ends between tags, and without `<p>` around a single paragraph."""
    rich = re.sub(r">\n+<", "><", rich.strip()).replace("<br>\n", "<br>").replace("<br />\n", "<br>")
    if rich.count("<p>") == 1 and rich.startswith("<p>") and rich.endswith("</p>"):
        return rich[3:-4]
    return rich


def _plain(tokens: Sequence[Token]) -> str:
    """The text as a client without HTML shows it: a line a paragraph, list items with a bullet or their number."""
    lines: list[str] = []
    bullets: list[int | None] = []
    prefix = ""
    for token in tokens:
        if token.type == "bullet_list_open":
            bullets.append(None)
        elif token.type == "ordered_list_open":
            bullets.append(int(token.attrGet("start") or 1))
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            bullets.pop()
        elif token.type == "list_item_open":
            number = bullets[-1]
            prefix = "  " * (len(bullets) - 1) + ("• " if number is None else f"{number}. ")
            if number is not None:
                bullets[-1] = number + 1
        elif token.type == "inline":
            lines.append(prefix + _inline(token.children or []))
            prefix = ""
        elif token.type in ("fence", "code_block"):
            lines.append(token.content.rstrip("\n"))
        elif token.type == "paragraph_open" and not bullets and lines:
            lines.append("")
    return "\n".join(lines)


def _inline(tokens: Sequence[Token]) -> str:
    parts: list[str] = []
    target: str | None = None
    for token in tokens:
        if token.type in ("text", "code_inline"):
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif token.type == "link_open":
            target = str(token.attrGet("href"))
        elif token.type == "link_close":
            # A pill reads well as the bare name; any other link has to show where it leads.
            if target and not target.startswith("https://matrix.to/#/@"):
                parts.append(f" ({target})")
            target = None
    return "".join(parts)


def pieces(rendered: Rendered) -> list[Rendered]:
    """The message, cut into several where it would be too large for an event; what had to be cut is plain text.

    Before that the links of its numbers go.
    """
    for whole in (rendered, Rendered(rendered.body, _LINKED.sub(r"\1", rendered.html))):
        if len(whole.body.encode()) <= MAX_BODY_BYTES and len(whole.html.encode()) <= MAX_BODY_BYTES:
            return [whole]
    cut: list[str] = [""]
    for line in rendered.body.split("\n"):
        for part in (line[start : start + 2000] for start in range(0, max(len(line), 1), 2000)):
            if len(cut[-1]) + len(part) > 4000 and cut[-1]:
                cut.append("")
            cut[-1] += ("\n" if cut[-1] else "") + part
    return [Rendered(body, html.escape(body, quote=False).replace("\n", "<br>")) for body in cut]
