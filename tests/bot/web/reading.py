"""A page as a person reads it: its words in their order, its headings, its links."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_SILENT = frozenset({"head", "svg", "script", "style"})
_BLOCKS = frozenset({"p", "li", "h1", "h2", "h3", "td", "th", "tr", "caption", "div", "br", "dt", "dd", "ul", "section", "table"})


@dataclass
class Read:
    words: str = ""
    """Of its content: without the navigation and the foot, which are on every page."""
    headings: list[str] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    """What a link says -> where it leads."""
    rows: list[list[str]] = field(default_factory=list)
    """Of all tables."""

    @property
    def lines(self) -> list[str]:
        return self.words.split("\n")

    def says(self, words: str) -> bool:
        """Wherever its lines end."""
        return words in " ".join(self.words.split())

    def place(self, words: str, after: int = 0) -> int:
        """Where these words begin. Raises AssertionError where the page does not say them there."""
        found = self.words.find(words, after)
        assert found >= 0, f"no »{words}« in:\n{self.words[after:]}"
        return found

    def says_in_order(self, *words: str) -> None:
        after = 0
        for each in words:
            after = self.place(each, after) + len(each)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.read = Read()
        self._open: list[str] = []
        self._href = ""
        self._parts: list[str] = []
        self._piece: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self._parts.append("\n")
        if tag == "br":
            self.handle_data(" ")
        if tag in ("br", "meta", "link", "path", "rect", "img", "polyline"):
            return
        self._open.append(tag)
        if tag == "tr":
            self.read.rows.append([])
        if tag in ("h1", "h2", "h3", "a", "td", "th"):
            self._piece[tag] = []
        if tag == "a":
            self._href = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag not in self._open:
            return
        while self._open.pop() != tag:
            pass
        said = " ".join("".join(self._piece.pop(tag, [])).split())
        if tag in ("h1", "h2", "h3"):
            self.read.headings.append(said)
        elif tag == "a":
            self.read.links[said] = self._href
        elif tag in ("td", "th"):
            self.read.rows[-1].append(said)
        if tag in _BLOCKS:
            self._parts.append("\n")

    def handle_data(self, data: str) -> None:
        if _SILENT.isdisjoint(self._open):
            if "main" in self._open:
                self._parts.append(data)
            for piece in self._piece.values():
                piece.append(data)

    def close(self) -> None:
        super().close()
        lines = (" ".join(line.split()) for line in "".join(self._parts).split("\n"))
        self.read.words = "\n".join(line for line in lines if line)


def read(html: str) -> Read:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.read
