"""Every page of the board as somebody uses it: by keyboard alone, on a phone of 320 pixels, in the dark, on paper, with a screen reader."""

from __future__ import annotations

from typing import Any

import pytest

from tests import chromium
from tests.bot.web.story import told
from tests.browser.conftest import Looking
from tests.world import Room

pytestmark = pytest.mark.goes_on_from(story=told)

PHONE = 320
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
_WIDER = """() => [...document.querySelectorAll("body *")]
  .filter(each => each.getBoundingClientRect().right > innerWidth + 1 && getComputedStyle(each).position !== "absolute")
  .map(each => each.outerHTML.slice(0, 120)).slice(0, 3)"""
_FOCUSED = """() => {
  const each = document.activeElement, style = getComputedStyle(each);
  return {
    what: each === document.body ? "" : each.outerHTML.slice(0, 160),
    isSeen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && each.getBoundingClientRect().height > 0,
  };
}"""
_REACHABLE = """() => [...document.querySelectorAll("a[href], button, input, summary")]
  .filter(each => each.checkVisibility()).map(each => each.outerHTML.slice(0, 160))"""


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", PHONE)])
async def test_axe_finds_nothing_that_keeps_people_out(scheme: str, width: int, team: Room, looking: Looking) -> None:
    if not chromium.AXE.exists():
        pytest.skip(chromium.NO_AXE)
    found: list[str] = []
    async with looking.window(width, color_scheme=scheme) as page:
        for path in await looking.paths():
            await looking.opens(page, path)
            await page.add_script_tag(path=chromium.AXE)
            result: dict[str, Any] = await page.evaluate("rules => axe.run({ runOnly: rules })", RULES)
            assert result["passes"], path
            found += [f"{path}: {each['id']}: {each['nodes'][0]['html'][:150]}" for each in result["violations"]]
    assert found == []


@pytest.mark.parametrize("start", ["/", "/en/"])
async def test_no_page_is_wider_than_its_window(start: str, team: Room, looking: Looking) -> None:
    async with looking.window() as page:
        for path in await looking.paths(start):
            await looking.opens(page, path)
            for width in (PHONE, 390, 780, 1024, 1200, 1920):
                await page.set_viewport_size({"width": width, "height": 640})
                found = await page.evaluate("() => document.documentElement.scrollWidth")
                assert found <= width, (path, found, width, await page.evaluate(_WIDER))


async def test_every_link_is_reached_by_keyboard_and_the_focus_is_seen(team: Room, looking: Looking) -> None:
    async with looking.window() as page:
        for path in await looking.paths():
            await looking.opens(page, path)
            expected = set(await page.evaluate(_REACHABLE))
            reached: set[str] = set()
            for _ in range(len(expected) + 20):
                await page.keyboard.press("Tab")
                focused = await page.evaluate(_FOCUSED)
                if not focused["what"] or expected <= reached:
                    break
                assert focused["isSeen"], f"{path}: the focus is not seen on {focused['what']}"
                reached.add(focused["what"])
            assert expected <= reached, f"{path}: not reached: {expected - reached}"


async def test_the_first_key_leads_past_the_navigation(team: Room, looking: Looking) -> None:
    async with looking.window() as page:
        await looking.opens(page, "/ampeln")
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        assert await page.evaluate("() => document.activeElement.id") == "content"


async def test_on_a_phone_the_pages_are_behind_a_button_that_needs_no_script(team: Room, looking: Looking) -> None:
    async with looking.window(PHONE, 640, java_script_enabled=False) as page:
        await looking.opens(page, "/")
        link = page.get_by_role("link", name="Meilensteine", exact=True)
        assert not await link.is_visible()
        await page.get_by_role("button", name="Seiten").click()
        await link.click()
        assert page.url.endswith("/meilensteine")


async def test_on_paper_there_is_the_content_alone(team: Room, looking: Looking) -> None:
    async with looking.window(800, color_scheme="dark") as page:
        for path in await looking.paths():
            await looking.opens(page, path)
            await page.emulate_media(media="print")
            assert not await page.locator("#pages").is_visible(), path
            assert await page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
            await page.emulate_media(media="screen")
        assert (await page.pdf()).startswith(b"%PDF")
