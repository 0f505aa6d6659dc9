"""The browser of a member of the project."""

from tests.bot.web.conftest import browser

__all__ = ["browser"]
