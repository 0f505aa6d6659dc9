"""The declaration of a page: where it is, who may see it, and the function that says what it shows."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.context import Moment
from bot.domain.ids import UserId
from bot.domain.public_parts import Part
from bot.pictures.drawings import Drawing
from bot.texts import texts_of

_PLACE = re.compile(r"\{(\w+)(?::([^{}]+))?\}")


class NoSuchPage(Exception):
    """There is nothing at this address, or not for this reader. It is said with a text of the chat."""

    def __init__(self, text: str = "board.not-found", /, **params: Any) -> None:
        super().__init__(text)
        self.text = text
        self.params = params


@dataclass(frozen=True, kw_only=True)
class Visit:
    """Somebody asks for a page. The transaction of the moment only reads."""

    moment: Moment
    reader: UserId | None
    """Who has signed in; None where the page is public and nobody has."""
    language: str
    found: Mapping[str, str] = field(default_factory=dict)
    """The parts of the path that the page's pattern names."""
    public: frozenset[Part] = frozenset()

    def words(self, name: str, **params: Any) -> str:
        """A short text of the chat without formatting, such as the title of a page."""
        return texts_of(self.language).plain(name, params)

    @property
    def is_inside(self) -> bool:
        """Whether everything may be shown: the reader belongs to the project."""
        return self.reader is not None


@dataclass(frozen=True)
class View:
    """What a page shows: a template of `commands/board/templates` with its values. `title` is plain text."""

    template: str
    title: str
    params: Mapping[str, Any] = field(default_factory=dict)
    pictures: Mapping[str, Drawing | None] = field(default_factory=dict)
    """What is drawn once the database is left alone; the template finds the SVG, or None, under the same name in `pictures`."""


@dataclass(frozen=True, kw_only=True)
class Download:
    """What a program reads, such as a calendar or a table in JSON."""

    content_type: str
    make: Callable[[], bytes]
    """Makes the bytes, in a thread and after the transaction; not asked where the program has them already."""
    etag: str = ""
    """Names what is in it, where that can be known without making it; empty where it is computed from the bytes."""
    links: Mapping[str, str] = field(default_factory=dict)
    """The addresses of its header `Link`, by relation."""


Show = Callable[[Visit], Awaitable[View | Download]]


@dataclass(frozen=True)
class Page:
    """One address, or several of a kind. English pages have the same path behind `/en`."""

    pattern: re.Pattern[str]
    show: Show
    nav: str
    """The text that names it in the navigation; empty where it stands in none."""
    path: str
    part: Part | None
    """The public part to which it belongs."""
    is_open: bool
    """Whether everybody may read it, as they may read who is responsible and what is stored."""

    def found_in(self, path: str) -> dict[str, str] | None:
        """The named parts of a path; None where it is not the path of this page."""
        match = self.pattern.fullmatch(path)
        return None if match is None else match.groupdict()


def page(path: str, *, nav: str = "", part: Part | None = None, is_open: bool = False) -> Callable[[Show], Page]:
    """Declares the function below as a page. `path` is like `/gruppen/{name}`, or `/{number:[A-Z]\\d+}` with a pattern of its own."""

    def declare(show: Show) -> Page:
        return Page(re.compile(_PLACE.sub(_named, path)), show, nav, path, part, is_open)

    return declare


def _named(place: re.Match[str]) -> str:
    return f"(?P<{place[1]}>{place[2] or '[^/]+'})"
