"""The HTML of a message as plain text, and who is mentioned in it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from urllib.parse import unquote

from bot.matrix.inbound.html_tokens import words_and_tags

_USER_ID = re.compile(r"@[^:\s]+:[^\s/?]+")
_DROPPED = frozenset({"mx-reply", "blockquote", "pre", "del", "s", "strike", "script", "style"})
_BLOCKS = frozenset(
    {
        "p",
        "div",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "caption",
        "tr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "details",
        "summary",
    }
)


@dataclass(frozen=True)
class Pill:
    """A link to a user (a "pill"): its words, and the user id."""

    name: str
    user: str

    def placeholder(self, index: int) -> str:
        """Stands in the text until names are put in: private-use characters, which `read_html` removes from what people send."""
        return f"\ue000{index}\ue001"


def read_html(html: str) -> tuple[str, list[Pill]]:
    """The text with a placeholder for each pill, and the pills in order.

    Left out: reply fallbacks, quotes, code blocks, what is struck out, and inline code at the very start of a longer text, which
    shows a command rather than giving one. Inline code that is the whole message counts: it was copied from the help.
    """
    reader = _Reader()
    for part in words_and_tags(html):
        if isinstance(part, str):
            reader.read_words(part.replace("\ue000", "").replace("\ue001", ""))
        elif part.closes:
            reader.close_tag(part.name)
        else:
            reader.open_tag(part.name, part.href)
    return reader.said(), reader.pills


def user_of_link(link: str) -> str | None:
    """The user id that a link names; None for links to rooms, messages and other places.

    That is a `matrix:` URI, a matrix.to link, or a permalink of a network that has a client of its own
    (`https://chat.stadt.example/#/user/@ben:stadt.example`, Element's `permalink_prefix`).
    """
    scheme, _, rest = link.partition(":")
    if scheme.lower() == "matrix":
        kind, _, name = rest.partition("/")
        return _user("@" + unquote(name.partition("?")[0]).removeprefix("@")) if kind in ("u", "user") else None
    place, mark, inside = rest.partition("#/")
    if not mark or not place.startswith("//"):
        return None
    return _user(unquote(inside.removeprefix("user/").partition("?")[0]))


def _user(said: str) -> str | None:
    return said if _USER_ID.fullmatch(said) and said.isprintable() and len(said) <= 255 else None


class _Reader:
    """One pass over the tags; unclosed ones end with the text. No step looks back over what was read:
    see `bot.matrix.inbound.html_tokens`.
    """

    def __init__(self) -> None:
        self.text: list[str] = []
        self.pills: list[Pill] = []
        self._said = False
        """Whether there was anything but space yet."""
        self._dropping: list[str] = []
        self._dropped: Counter[str] = Counter()
        """How often each tag is in `_dropping`."""
        self._link: str | None = None
        self._link_from = 0
        self._lists: list[int | None] = []
        self._code: list[str] = []
        """The words of the inline code at the very start."""
        self._codes = 0

    def said(self) -> str:
        text = "".join(self.text).strip()
        return text or ("".join(self._code).strip() if self._codes == 1 else "")

    def open_tag(self, tag: str, href: str) -> None:
        if self._dropping:
            if self._is_shown and tag == "br":
                self._code.append("\n")
            if tag in _DROPPED or tag == self._dropping[-1]:
                self._drop(tag)
            return
        if tag in _DROPPED:
            self._drop(tag)
        elif tag == "code" and not self._said:
            self._codes += 1
            self._drop(tag)
        elif tag == "br":
            self.text.append("\n")
        elif tag == "a":
            self._link, self._link_from = href, len(self.text)
        elif tag in _BLOCKS:
            self._new_line()
            if tag in ("ol", "ul"):
                self._lists.append(1 if tag == "ol" else None)
            elif tag == "li":
                self.text.append(self._bullet())
        elif tag in ("td", "th"):
            self._new_cell()

    def close_tag(self, tag: str) -> None:
        if self._dropping:
            if self._dropped[tag]:
                while self._undrop() != tag:
                    pass  # tags that were left open inside end here
                if tag in ("pre", "blockquote", "mx-reply"):
                    self._new_line()
        elif tag == "a" and self._link is not None:
            self._end_link(self._link)
            self._link = None
        elif tag in _BLOCKS:
            if tag in ("ol", "ul") and self._lists:
                self._lists.pop()
            self._new_line()

    def read_words(self, data: str) -> None:
        # Line breaks in the source mean nothing: clients write <br>.
        words = _on_one_line(data) if data.strip() else data.replace("\n", "")
        if self._dropping:
            if self._is_shown:
                self._code.append(words)
        elif words:
            self.text.append(words)
            self._said = self._said or not words.isspace()

    @property
    def _is_shown(self) -> bool:
        """Whether the tag that is left out is inline code, and not a code block."""
        return self._dropping == ["code"]

    def _drop(self, tag: str) -> None:
        self._dropping.append(tag)
        self._dropped[tag] += 1

    def _undrop(self) -> str:
        tag = self._dropping.pop()
        self._dropped[tag] -= 1
        return tag

    def _new_line(self) -> None:
        if self.text and not self.text[-1].endswith("\n"):
            self.text.append("\n")

    def _new_cell(self) -> None:
        """Begins a cell of a table: set apart from the one before it, except where that ends with a colon, `Ampel: | rot`."""
        before = self.text[-1][-2:] if self.text else "\n"
        if not before.endswith("\n"):
            self.text.append(" " if before.rstrip().endswith((":", "：")) else " | ")

    def _bullet(self) -> str:
        self._said = True
        number = self._lists[-1] if self._lists else None
        if number is None:
            return "- "
        self._lists[-1] = number + 1
        return f"{number}. "

    def _end_link(self, link: str) -> None:
        words = "".join(self.text[self._link_from :]).strip()
        user = user_of_link(link)
        if user is not None:
            self.pills.append(Pill(words or user, user))
            self.text[self._link_from :] = [self.pills[-1].placeholder(len(self.pills) - 1)]
        elif link.startswith(("https://", "http://")) and words != link and not link.endswith(words.lstrip("/")):
            self.text[self._link_from :] = [f"{words} ({link})"]
        elif link.startswith(("https://", "http://")):
            self.text[self._link_from :] = [link]


def _on_one_line(data: str) -> str:
    """Each line break with the space around it becomes one space. By splitting: a pattern would take quadratic time on long spaces."""
    first, *others = data.split("\n")
    if not others:
        return data
    *between, last = others
    return " ".join([first.rstrip(), *filter(None, (line.strip() for line in between)), last.lstrip()])
