"""The lists of the export for members, and what is public of them for everybody."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.domain.ids import Number
from bot.domain.public_parts import Part
from commands.board.pages import data
from storage.transfer.export import FIELDS, export
from tests.bot.web.conftest import Browser
from tests.storage.examples import blocker
from tests.world import BERLIN, Room, World


async def lists(browser: Browser, path: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(await browser.opens(path))
    return found


async def test_each_list_is_that_of_the_export(world: World, team: Room, browser: Browser) -> None:
    await team.says("!blocker Freigabe fehlt | ampel: rot")
    await team.says("!blocker notiz B1 Herr Roth fragt nach")
    await team.says("!treffen Jour fixe | wann: jeden Dienstag 10:00")
    await team.says("!treffen absagen S1 Urlaub")
    await team.says("!meilenstein Katalog online | bis: 15.12.2026")
    await team.says("!meilenstein prognose M1 | auf: 31.12.2026 | grund: Ausschreibung")
    await team.says("!ampel inhalt grün läuft")
    exported = await export(world.store, BERLIN)
    assert exported["forecasts"] and exported["lights"] and exported["notes"] and exported["sessions"][0]["changes"]
    for name in FIELDS:
        assert await lists(browser, f"/daten/{name}.json") == {name: exported[name], "next": None}, name


async def test_the_page_names_each_with_a_line(world: World, team: Room, browser: Browser) -> None:
    page = await browser.opens("/daten")
    assert all(f'href="/daten/{name}.json"' in page for name in FIELDS)
    assert "Ohne Anmeldung ist hier nichts lesbar" in page and "Everybody" not in page
    assert "Each report of a traffic light" in await browser.opens("/en/daten")


async def test_a_large_list_comes_in_parts(world: World, team: Room, browser: Browser) -> None:
    async with world.store.transaction() as tx:
        group = (await tx.teams.all())[0]
        for count in range(1, 2 * data.MOST + 5):
            await tx.blockers.add(blocker(count, group))
    numbers: list[str] = []
    path: str | None = "/daten/blockers.json"
    while path:
        part = await lists(browser, path)
        numbers += [each["number"] for each in part["blockers"]]
        assert len(part["blockers"]) <= data.MOST
        path = part["next"]
    assert numbers == [str(Number("B", count)) for count in range(1, 2 * data.MOST + 5)]


async def test_a_program_that_has_it_gets_it_once(team: Room, browser: Browser) -> None:
    answer, _ = await browser.asks("/daten/blockers.json")
    assert answer.content_type == "application/json" and answer.headers["Cache-Control"] == "private, no-cache"
    browser.headers["If-None-Match"] = answer.headers["ETag"]
    assert (await browser.asks("/daten/blockers.json"))[0].status == 304
    await team.says("!blocker Freigabe fehlt")
    assert (await browser.asks("/daten/blockers.json"))[0].status == 200


async def test_notes_without_a_name_are_nobodys_to_read_before_the_retrospective(team: Room, browser: Browser) -> None:
    await team.says("!retro planen nächsten Donnerstag 15 Uhr")
    await team.says("!retro + Übergaben laufen gut")
    assert "Übergaben" not in await browser.opens("/daten/retros.json")
    await team.says("!retro start R1")
    assert "Übergaben" in await browser.opens("/daten/retros.json")


@pytest.mark.parametrize(
    "path",
    ["/daten/inbox.json", "/daten/meta.json", "/daten/blockers.json/x", f"/daten/blockers.json/{'9' * 40}", "/daten/offen/blockers.json"],
)
async def test_there_is_no_other_list(team: Room, browser: Browser, path: str) -> None:
    await browser.opens(path, status=404)


async def test_outsiders_get_none_of_it(team: Room, browser: Browser) -> None:
    browser.access.user = None
    for path in ("/daten", *(f"/daten/{name}.json" for name in FIELDS), "/daten/blockers.json/0"):
        await browser.opens(path, status=401)
    browser.publishes(*Part)
    for path in (f"/daten/{name}.json" for name in FIELDS):
        await browser.opens(path, status=401)


async def test_what_is_public_is_free_to_use(team: Room, browser: Browser) -> None:
    await team.says("!meilenstein Katalog online | bis: 15.12.2026")
    browser.publishes(Part.MILESTONES)
    answer, text = await browser.asks("/daten/offen/milestones.json")
    free = "https://creativecommons.org/publicdomain/zero/1.0/"
    assert answer.headers["Link"] == f'<{free}>; rel="license"'
    assert json.loads(text) == {
        "license": free,
        "project": "Open Smart City",
        "milestones": [
            {
                **{"number": "M1", "state": "open", "team": "Dateninventur", "text": "Katalog online"},
                **{"plan": "2026-12-15", "agreed": "2026-12-15", "reached_on": None},
            }
        ],
    }
    await browser.opens("/daten/offen/decisions.json", status=404)
