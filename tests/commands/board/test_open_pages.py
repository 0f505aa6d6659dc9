"""What everybody may read without signing in: help, privacy, accessibility, imprint."""

from __future__ import annotations

import re

import pytest

from tests.bot.web.conftest import Browser
from tests.bot.web.reading import read
from tests.world import Room

OPEN = ("/hilfe", "/datenschutz", "/barrierefreiheit", "/impressum")


@pytest.mark.parametrize("path", OPEN)
async def test_it_can_be_read_by_anybody_in_both_languages(path: str, team: Room, browser: Browser) -> None:
    browser.access.user = None
    german, english = read(await browser.opens(path)), read(await browser.opens(f"/en{path}"))
    assert german.headings[0] != english.headings[0]
    assert {f"/en{each}" for each in OPEN} <= set(english.links.values()) and set(OPEN) <= set(german.links.values())


async def test_the_help_says_what_the_chat_says(team: Room, browser: Browser) -> None:
    page = read(await browser.opens("/hilfe"))
    for command in ("!hilfe", "!hilfe blocker", "!hilfe treffen", "!hilfe antippen", "!hilfe risiken"):
        team.forget()
        await team.says(command)
        lines = [" ".join(line.removeprefix("• ").split()) for line in team.messages()[-1].body.splitlines() if line.strip()]
        assert [line for line in lines if not page.says(line)] == []


async def test_what_the_colours_mean_here_is_for_members(team: Room, pmo: Room, browser: Browser) -> None:
    await pmo.says("!einstellungen ampel-gelb: Das Land zögert", by="Paula")
    assert read(await browser.opens("/hilfe")).says("Das Land zögert")
    browser.access.user = None
    assert not read(await browser.opens("/hilfe")).says("Das Land zögert")


async def test_statements_have_headings_for_those_who_hear_the_page(team: Room, browser: Browser) -> None:
    assert "Eine Barriere melden" in read(await browser.opens("/barrierefreiheit")).headings
    assert "Auf diesen Seiten" in read(await browser.opens("/datenschutz")).headings


async def test_the_page_about_privacy_says_what_the_chat_says(team: Room, browser: Browser) -> None:
    page = read(await browser.opens("/datenschutz"))
    await team.says("!datenschutz")
    lines = [line.removeprefix("• ") for line in team.messages()[-1].body.splitlines() if line.startswith("• ")]
    assert len(lines) == 5 and [line for line in lines if not page.says(re.sub(r" \(https\S+\)", "", line))] == []
    assert page.says("So lange bleibt etwas gespeichert")


async def test_whoever_has_not_signed_in_is_not_told_where_the_room_of_the_pmo_is(team: Room, browser: Browser) -> None:
    browser.access.user = None
    assert "matrix.to" not in await browser.opens("/datenschutz")
