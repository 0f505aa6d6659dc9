"""A formatted message in a terminal: the few HTML tags that phones show become styled paragraphs."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

_STYLES = {
    "strong": "bold",
    "b": "bold",
    "em": "italic",
    "i": "italic",
    "u": "underline",
    "del": "strike",
    "code": "cyan",
    "a": "underline",
}


@dataclass
class Paragraph:
    """`marker` is what stands before an item of a list, with its indent; `gap` says that an empty line goes before."""

    marker: str = ""
    gap: bool = False
    text: Text = field(default_factory=Text)


def paragraphs(html: str) -> list[Paragraph]:
    """In order, without empty ones. An empty line goes between paragraphs, but not before or within a list."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    found = [paragraph for paragraph in reader.found if paragraph.text.plain.strip()]
    for paragraph in found:
        paragraph.text.rstrip()
    if found:
        found[0].gap = False
    return found


def formatted(html: str) -> RenderableType:
    return Group(*(part for paragraph in paragraphs(html) for part in _drawn(paragraph)))


def _drawn(paragraph: Paragraph) -> list[RenderableType]:
    above: list[RenderableType] = [Text("")] if paragraph.gap else []
    if not paragraph.marker:
        return [*above, paragraph.text]
    item = Table.grid()
    item.add_column(no_wrap=True)
    item.add_column()
    item.add_row(paragraph.marker, paragraph.text)
    return [*above, item]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found = [Paragraph()]
        self._open: list[str] = []
        self._numbers: list[int] = []
        """The next number of each list that is open; 0 in one without numbers."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        match tag:
            case "br":
                self.found[-1].text.append("\n")
                return
            case "ul" | "ol":
                self._numbers.append(1 if tag == "ol" else 0)
            case "li":
                self._item()
            case "p" | "pre" | "blockquote" if not (self._numbers and not self.found[-1].text):
                self.found.append(Paragraph(gap=not self._numbers))
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ul", "ol") and self._numbers:
            self._numbers.pop()
            self.found.append(Paragraph(gap=not self._numbers))
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        paragraph = self.found[-1]
        if "pre" not in self._open:
            # Line breaks between tags are for those who read the source.
            data = data.replace("\n", " ")
            if not paragraph.text or paragraph.text.plain.endswith("\n"):
                data = data.lstrip()
        style = " ".join(_STYLES[tag] for tag in self._open if tag in _STYLES)
        paragraph.text.append(data, style)

    def _item(self) -> None:
        number = self._numbers[-1] if self._numbers else 0
        indent = "  " * (len(self._numbers) - 1)
        self.found.append(Paragraph(marker=f"{indent}{number}. " if number else f"{indent}• "))
        if number:
            self._numbers[-1] += 1
