"""Addresses, headers and what goes wrong."""

from __future__ import annotations

import pytest

from bot.web.site import SAFE
from tests.bot.web.conftest import Browser


async def test_a_page_has_its_language_its_title_and_the_headers_that_keep_it_private(browser: Browser) -> None:
    answer, text = await browser.asks("/impressum")
    assert answer.status == 200 and answer.content_type == "text/html"
    assert '<html lang="de">' in text and "<h1>Impressum</h1>" in text
    assert {name: answer.headers.get(name) for name in SAFE} == SAFE

    english = await browser.opens("/en/impressum")
    assert '<html lang="en">' in english and "<h1>Imprint</h1>" in english and 'href="/impressum" lang="de"' in english


@pytest.mark.parametrize(
    ("path", "method", "status", "says"),
    [
        ("/gibtsnicht", "GET", 404, "Diese Seite gibt es nicht"),
        ("/en/nothing", "GET", 404, "There is no such page"),
        ("/static/../site.py", "GET", 404, "Diese Seite gibt es nicht"),
        ("/static/%2e%2e%2fsite.py", "GET", 404, "Diese Seite gibt es nicht"),
        ("/impressum", "POST", 405, "lässt sich diese Seite nicht aufrufen"),
        ("/impressum", "DELETE", 405, "lässt sich diese Seite nicht aufrufen"),
    ],
)
async def test_what_is_not_there_is_said_in_a_sentence(browser: Browser, path: str, method: str, status: int, says: str) -> None:
    assert says in await browser.opens(path, method=method, status=status)


async def test_until_the_bot_has_started_the_page_says_so_and_comes_again(browser: Browser) -> None:
    browser.site.board = None
    answer, text = await browser.asks("/impressum")
    assert answer.status == 503 and answer.headers["Retry-After"] == "5" and "Lotse startet gerade" in text


async def test_a_style_sheet_is_sent_once(browser: Browser) -> None:
    answer, _ = await browser.asks("/static/board.css")
    browser.headers["If-None-Match"] = answer.headers["ETag"]
    again, nothing = await browser.asks("/static/board.css")
    assert answer.content_type == "text/css" and again.status == 304 and nothing == ""
