"""Long lists in pages of a browser: `/beschluesse`, `/beschluesse/2` …"""

from __future__ import annotations

from dataclasses import dataclass

from bot.web import NoSuchPage, Visit

PER_PAGE = 50
PAGE = r"{page:[1-9]\d?\d?\d?\d?}"
"""Of the pattern of the further pages."""


@dataclass(frozen=True)
class Paging:
    path: str
    """The path of the first page."""
    page: int
    pages: int

    @property
    def newer(self) -> str:
        """The path of the page before; empty on the first."""
        return "" if self.page == 1 else self._path(self.page - 1)

    @property
    def older(self) -> str:
        """The path of the page behind; empty on the last."""
        return "" if self.page >= self.pages else self._path(self.page + 1)

    def _path(self, page: int) -> str:
        return self.path if page == 1 else f"{self.path}/{page}"


def page_of(visit: Visit) -> int:
    """Which page is asked for; the first is 1."""
    return int(visit.found.get("page", 1))


def paging(visit: Visit, path: str, count: int) -> Paging:
    """Raises NoSuchPage for a page behind the last."""
    pages = max(1, -(-count // PER_PAGE))
    if page_of(visit) > pages:
        raise NoSuchPage
    return Paging(path, page_of(visit), pages)
