"""The board: which page is asked for, who may see it, and what it says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from bot.context_factory import ContextFactory
from bot.domain.public_parts import Part
from bot.pictures.drawings import Drawing
from bot.ports import Store
from bot.texts import texts_of
from bot.texts.pictures import worded
from bot.web import html
from bot.web.access import PROJECT, Access, cookie_name
from bot.web.asked import Asked
from bot.web.declaration import Download, NoSuchPage, Page, Visit
from bot.web.gallery import Gallery
from bot.web.sign_in import SignIn


class NotSignedIn(Exception):
    """The page is for members of the project, and nobody has signed in."""


@dataclass(frozen=True)
class Board:
    store: Store
    contexts: ContextFactory
    pages: Sequence[Page]
    access: Access
    public: frozenset[Part] = frozenset()
    outside: Sequence[Page] = ()
    """The pages of those who have not signed in, each shown where its part is public, and one without a part where anything is."""
    gallery: Gallery = field(default_factory=Gallery)
    sign_in: SignIn | None = None

    async def shows(self, asked: Asked, language: str, path: str) -> str | Download:
        """A page as HTML, or what a program asks for. Raises NoSuchPage, NotSignedIn and Interrupted."""
        inside, open_to_all = _found(path, self.pages), _found(path, self._outside)
        if inside is None and open_to_all is None:
            raise NoSuchPage
        async with self.store.reading() as tx:
            await self.contexts.look_around(tx, PROJECT)
            moment = await self.contexts.moment(tx, PROJECT)
            reader = await self.access.reader(moment, asked)
            # Whoever has not signed in never gets to a page that knows more than what is public.
            chosen = inside if reader is not None or (inside is not None and inside[0].is_open) else open_to_all
            if chosen is None:
                raise NotSignedIn if reader is None else NoSuchPage
            found, places = chosen
            visit = Visit(moment=moment, reader=reader, language=language, found=places, public=self.public)
            view = await found.show(visit)
        if isinstance(view, Download):
            return view
        pictures = {name: await self._drawn(visit, drawing) for name, drawing in view.pictures.items()}
        may_sign_out = self.sign_in is not None and visit.is_inside and cookie_name(self.sign_in.url) in asked.cookies
        return html.written(view, visit, self._navigation(visit, path), path, pictures, may_sign_out=may_sign_out)

    async def _drawn(self, visit: Visit, drawing: Drawing | None) -> Markup | None:
        if drawing is None:
            return None
        return await self.gallery.svg(worded(texts_of(visit.language), drawing, html.setting_of(visit.moment)))

    @property
    def _outside(self) -> Sequence[Page]:
        return [page for page in self.outside if page.part in self.public or (page.part is None and self.public)]

    def _navigation(self, visit: Visit, path: str) -> Sequence[Mapping[str, str]]:
        return [
            {
                "address": html.at(visit.language, page.path),
                "name": html.plain(visit.language, page.nav),
                "is_here": "yes" if page.path == path else "",
            }
            for page in (self.pages if visit.is_inside else [*self._outside, *(page for page in self.pages if page.is_open)])
            if page.nav
        ]


def _found(path: str, pages: Sequence[Page]) -> tuple[Page, Mapping[str, str]] | None:
    """The page at this path, with the named parts of it."""
    for page in pages:
        places = page.found_in(path)
        if places is not None:
            return page, places
    return None
