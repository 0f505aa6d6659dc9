"""The board: which page is asked for, who may see it, and what it says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from bot.context_factory import ContextFactory
from bot.domain.ids import RoomId
from bot.pictures.drawings import Drawing
from bot.ports import Store
from bot.texts import texts_of
from bot.texts.pictures import worded
from bot.web import html
from bot.web.access import Access, Asked
from bot.web.declaration import NoSuchPage, Page, Part, View, Visit
from bot.web.gallery import Gallery

PROJECT = RoomId("")
"""The room of a moment with the settings of the project."""


class NotSignedIn(Exception):
    """The page is for members of the project, and nobody has signed in."""


@dataclass(frozen=True)
class Board:
    store: Store
    contexts: ContextFactory
    pages: Sequence[Page]
    access: Access
    public: frozenset[Part] = frozenset()
    gallery: Gallery = field(default_factory=Gallery)

    async def shows(self, asked: Asked, language: str, path: str) -> str:
        """A page as HTML. Raises NoSuchPage, NotSignedIn and Interrupted."""
        found, places = self._page(path)
        async with self.store.reading() as tx:
            await self.contexts.look_around(tx, PROJECT)
            moment = await self.contexts.moment(tx, PROJECT)
            reader = await self.access.reader(moment, asked)
            if reader is None and not found.is_open and found.part not in self.public:
                raise NotSignedIn
            visit = Visit(moment=moment, reader=reader, language=language, found=places, public=self.public)
            view: View = await found.show(visit)
        pictures = {name: await self._drawn(visit, drawing) for name, drawing in view.pictures.items()}
        return html.written(view, visit, self._navigation(visit, path), path, pictures)

    async def _drawn(self, visit: Visit, drawing: Drawing | None) -> Markup | None:
        if drawing is None:
            return None
        return await self.gallery.svg(worded(texts_of(visit.language), drawing, html.setting_of(visit.moment)))

    def _page(self, path: str) -> tuple[Page, Mapping[str, str]]:
        for page in self.pages:
            places = page.found_in(path)
            if places is not None:
                return page, places
        raise NoSuchPage

    def _navigation(self, visit: Visit, path: str) -> Sequence[Mapping[str, str]]:
        return [
            {
                "address": html.at(visit.language, page.path),
                "name": html.plain(visit.language, page.nav),
                "is_here": "yes" if page.path == path else "",
            }
            for page in self.pages
            if page.nav and (visit.is_inside or page.is_open or page.part in self.public)
        ]
