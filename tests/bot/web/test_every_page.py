"""Every page that can be reached: its links lead somewhere, its HTML is well-formed, and it says what it is and in which language."""

from __future__ import annotations

import pytest

from tests.bot.web.conftest import Browser
from tests.bot.web.crawl import crawled
from tests.bot.web.story import told
from tests.world import Room

pytestmark = pytest.mark.goes_on_from(story=told)


@pytest.mark.parametrize(("start", "language"), [("/", "de"), ("/en/", "en")])
async def test_every_page_is_well_formed_and_says_what_it_is(start: str, language: str, team: Room, browser: Browser) -> None:
    html5lib = pytest.importorskip("html5lib")
    pages = (await crawled(browser, start)).pages
    assert len(pages) >= 9
    for path, page in pages.items():
        html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
        assert f'<html lang="{language}">' in page, path
        assert page.count("<h1>") == 1 and page.count("<main") == 1 and "<title>" in page, path
        assert "style=" not in page and "<script" not in page and "<style" not in page, path


@pytest.mark.parametrize("start", ["/", "/en/"])
async def test_every_link_leads_somewhere(start: str, team: Room, browser: Browser) -> None:
    assert (await crawled(browser, start)).broken == {}


async def test_no_page_says_a_light_by_its_colour_alone_or_shows_what_only_a_phone_needs(team: Room, browser: Browser) -> None:
    """But the help, which speaks of the buttons of the chat."""
    for path, page in (await crawled(browser, "/")).pages.items():
        for emoji in "🔴🟡🟢⏳⏰🏦📄":
            assert path == "/hilfe" or emoji not in page, f"{emoji} on {path}"
