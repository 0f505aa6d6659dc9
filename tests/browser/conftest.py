"""A window of a real browser before the board: Debian's Chromium, driven by Playwright, which brings no browser of its own here."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from tests import chromium
from tests.bot.web.conftest import Browser, browser
from tests.bot.web.crawl import crawled

if TYPE_CHECKING:
    from playwright.async_api import Browser as Program
    from playwright.async_api import Page

__all__ = ["browser"]
"""The board, served."""


@dataclass(frozen=True)
class Looking:
    """A running browser, and the board that it looks at."""

    program: Program
    board: Browser

    async def paths(self, start: str = "/") -> Sequence[str]:
        """Of all pages that links lead to; of those that look alike the first three."""
        alike: dict[str, list[str]] = {}
        for path in (await crawled(self.board, start)).pages:
            alike.setdefault("".join(each for each in path if not each.isdigit()).partition("/gruppen/")[1] or path[:4], []).append(path)
        return [path for found in alike.values() for path in found[:3]]

    @asynccontextmanager
    async def window(self, width: int = 1280, height: int = 900, **how: Any) -> AsyncIterator[Page]:
        """A window of this width. `how` are further arguments of Playwright's contexts, such as `color_scheme`."""
        # Axe is brought in from outside, which the pages themselves forbid.
        context = await self.program.new_context(viewport={"width": width, "height": height}, bypass_csp=True, **how)
        try:
            yield await context.new_page()
        finally:
            await context.close()

    async def opens(self, page: Page, path: str) -> None:
        answer = await page.goto(f"{self.board.address}{path}")
        assert answer is not None and answer.status == 200, path


@pytest.fixture
async def program() -> AsyncIterator[Program]:
    """A running browser."""
    if not chromium.can_browse:
        pytest.skip(chromium.MISSING)
    from playwright.async_api import async_playwright  # noqa: PLC0415  # not every machine has it

    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=chromium.CHROMIUM, args=list(chromium.SWITCHES))
        try:
            yield running
        finally:
            await running.close()


@pytest.fixture
async def looking(program: Program, browser: Browser) -> Looking:
    return Looking(program, browser)
