"""All pages that links lead to, in the language in which one begins."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin

from tests.bot.web.conftest import Browser

MOST = 150
OTHERS = ("/static/", "/health", "/metrics")


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found.append(dict(attrs).get("href") or "")


@dataclass
class Crawled:
    pages: dict[str, str] = field(default_factory=dict)
    """The HTML of each page by its path; files are asked for and not kept."""
    broken: dict[str, int] = field(default_factory=dict)
    """The links that lead nowhere, with the status of the answer."""


async def crawled(browser: Browser, start: str) -> Crawled:
    found = Crawled()
    waiting, seen = [start], {start}
    while waiting and len(seen) < MOST:
        path = waiting.pop(0)
        answer, text = await browser.asks(path)
        if answer.status != 200:
            found.broken[path] = answer.status
        if answer.status != 200 or answer.content_type != "text/html":
            continue
        found.pages[path] = text
        links = _Links()
        links.feed(text)
        for link in links.found:
            target = urldefrag(urljoin(path, link)).url
            is_ours = target.startswith("/") and not target.startswith(OTHERS)
            if is_ours and target.startswith("/en") == start.startswith("/en") and target not in seen:
                seen.add(target)
                waiting.append(target)
    return found
