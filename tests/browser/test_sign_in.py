"""Signing in with a real browser: by keyboard alone, after a preview has fetched the link, and out again."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from bot.config import Web
from tests import chromium
from tests.bot.web.door import HERE, MEMBERS_ONLY, door, link
from tests.world import Room, World

if TYPE_CHECKING:
    from playwright.async_api import Browser as Program


@pytest.fixture
def web_url() -> str:
    """Of a port that is free: the button counts from the board's own address only."""
    with socket.create_server((HERE, 0)) as free:
        return f"http://localhost:{free.getsockname()[1]}"


async def test_a_preview_spends_nothing_and_a_person_signs_in_by_keyboard_and_out(
    web_url: str, world: World, team: Room, program: Program
) -> None:
    async with door(world, Web(url=web_url), int(web_url.rpartition(":")[2])) as preview:
        path = await link(team, world)
        for _ in range(3):
            await preview.opens(path)
        context = await program.new_context(viewport={"width": 320, "height": 640}, java_script_enabled=False)
        page = await context.new_page()
        await page.goto(f"{web_url}{path}")
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        await page.wait_for_url(f"{web_url}/")
        assert await page.locator("h1").inner_text() == "Überblick"

        await page.get_by_role("button", name="Abmelden").click()
        await page.get_by_text("in diesem Browser abgemeldet").wait_for()
        refused = await page.goto(f"{web_url}{MEMBERS_ONLY}")
        assert refused is not None and refused.status == 401
        await context.close()


async def test_axe_finds_nothing_in_the_way_in(web_url: str, world: World, team: Room, program: Program) -> None:
    if not chromium.AXE.exists():
        pytest.skip(chromium.NO_AXE)
    async with door(world, Web(url=web_url), int(web_url.rpartition(":")[2])):
        context = await program.new_context(viewport={"width": 320, "height": 640}, bypass_csp=True)
        page = await context.new_page()
        for path in (await link(team, world), MEMBERS_ONLY, "/gibtsnicht"):
            await page.goto(f"{web_url}{path}")
            await page.add_script_tag(path=chromium.AXE)
            result = await page.evaluate("() => axe.run()")
            assert [f"{each['id']}: {each['nodes'][0]['html'][:150]}" for each in result["violations"]] == [], path
            assert await page.evaluate("() => document.documentElement.scrollWidth") <= 320
        await context.close()
