"""The board: pages that a browser shows, made on the server, and what the author of a page imports.

A page is a function from a `Visit` to a `View`; the modules that serve them are imported only where `[web] listen` is set.
"""

from bot.domain.public_parts import Part
from bot.web.declaration import Download, NoSuchPage, Page, View, Visit, page

__all__ = ["Download", "NoSuchPage", "Page", "Part", "View", "Visit", "page"]
