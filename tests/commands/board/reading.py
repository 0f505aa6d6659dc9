"""What a person makes of the HTML of a page: its words, its headings, and where its links lead."""

from __future__ import annotations

from html.parser import HTMLParser

BLOCKS = frozenset({"p", "li", "h1", "h2", "h3", "h4", "td", "th", "tr", "caption", "div", "section", "article", "br", "dt", "dd", "title"})
VOID = frozenset({"br", "meta", "link", "hr", "path"})


class Reading(HTMLParser):
    """Raises AssertionError where tags are not closed in their order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words = ""
        self.headings: list[str] = []
        self.links: dict[str, str] = {}
        """The words of each link -> where it leads."""
        self._open: list[str] = []
        self._link: tuple[str, int] | None = None
        self._heading = 0
        self.feed(html)
        self.close()
        assert not self._open, f"never closed: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self.words += "\n"
        if tag not in VOID:
            self._open.append(tag)
        if tag == "a":
            self._link = (dict(attrs).get("href") or "", len(self.words))
        if tag in ("h1", "h2", "h3"):
            self._heading = len(self.words)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self.words += "\n"

    def handle_endtag(self, tag: str) -> None:
        assert self._open and self._open.pop() == tag, f"</{tag}> closes nothing"
        if tag == "a" and self._link is not None:
            target, start = self._link
            self.links[self.words[start:].strip()] = target
        if tag in ("h1", "h2", "h3"):
            self.headings.append(" ".join(self.words[self._heading :].split()))
        if tag in BLOCKS:
            self.words += "\n"

    def handle_data(self, data: str) -> None:
        if not self._open or self._open[-1] != "title":
            self.words += data

    @property
    def lines(self) -> list[str]:
        """The lines with words, each without space around it."""
        return [" ".join(line.split()) for line in self.words.splitlines() if line.strip()]

    def says(self, words: str) -> bool:
        return words in " ".join(self.words.split())
