"""`/hilfe`: all that the help of the chat says, on one page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.texts import texts_of
from bot.web import View, Visit, page
from commands import VOCABULARY
from commands.help.pages import PAGES


@dataclass(frozen=True)
class Section:
    name: str
    """Of what it is about: of a noun, or of a page of the help."""
    title: str
    texts: Sequence[str]


@page("/hilfe", is_open=True)
async def help_page(visit: Visit) -> View:
    meanings = visit.moment.settings.light_meanings
    params = {
        "sections": [*_how_it_works(visit), *_nouns(visit)],
        # What the colours mean may be the project's own words.
        "meanings": meanings if visit.is_inside else dict.fromkeys(meanings, ""),
    }
    return View("board/help.html", visit.words("board.to-help"), params)


def _how_it_works(visit: Visit) -> list[Section]:
    """The pages that are not about a noun, in the order in which they are declared."""
    names = [name for name in dict.fromkeys(PAGES.values()) if name.startswith("help.")]
    return [Section(name.replace(".", "-"), visit.words("board.howto-title", page=name), (name,)) for name in names]


def _nouns(visit: Visit) -> list[Section]:
    known = texts_of(visit.language).sections
    return [
        Section(
            noun.name,
            visit.words(f"noun.{noun.name}"),
            [name for name in known if name == f"{noun.name}.help" or name.startswith(f"{noun.name}.help-")],
        )
        for noun in VOCABULARY.nouns
        if f"noun.{noun.name}" in known and f"{noun.name}.help" in known and noun.name != "help"
    ]
