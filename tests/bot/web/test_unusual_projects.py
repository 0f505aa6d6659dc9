"""Projects that lack something: every page opens in each of them."""

from __future__ import annotations

import pytest

from tests.bot.web.conftest import Browser
from tests.bot.web.crawl import crawled
from tests.bot.web.reading import read
from tests.commands.privacy.direct_chats import direct_chat
from tests.world import World

GROUPS = {"PMO": "PMO | art: pmo", "Steuerungskreis": "Steuerungskreis | art: steuerungskreis", "Dateninventur": "Dateninventur"}
SAID = (
    "!blocker Server aus | ampel: rot",
    "!meilenstein Katalog | bis: 1.12.2026",
    "!meilenstein prognose M1 1.3.2027 Zulieferung fehlt",
    "!frage Wer zahlt?",
    "!treffen Jour fixe | wann: jeden Dienstag 10:00",
    "!agenda Hosting",
    "!beschluss Hosting in Gießen",
    "!lernen Klein anfangen",
    "!ampel inhalt rot Alles steht | hilfe: PMO",
)


@pytest.mark.parametrize("says", [(), SAID], ids=["silent", "busy"])
@pytest.mark.parametrize(
    "groups",
    [
        (),
        ("Dateninventur",),
        ("PMO",),
        ("Steuerungskreis",),
        ("PMO", "Steuerungskreis"),
        ("PMO", "Dateninventur"),
        ("Steuerungskreis", "Dateninventur"),
    ],
    ids="+".join,
)
async def test_every_page_opens(groups: tuple[str, ...], says: tuple[str, ...], world: World, browser: Browser) -> None:
    for group in groups:
        room = world.room(group, "Ben", moderators=("Ada",))
        await room.says(f"!team {GROUPS[group]}", by="Ada")
        for text in says:
            await room.says(text, by="Ada")
    for start in ("/", "/en/"):
        found = await crawled(browser, start)
        assert found.broken == {} and len(found.pages) >= 9


async def test_a_request_to_be_erased_is_no_matter_of_the_board(world: World, browser: Browser) -> None:
    _, pmo, _ = await world.project()
    ben = await direct_chat(world, "Ben")
    before = read(await browser.opens("/")).words
    await ben.says("datenschutz löschen")
    await ben.taps("✅", on="Das würde ich löschen")
    assert "auf Löschung" in pmo.message("Antrag").body
    after = read(await browser.opens("/")).words
    assert after == before and "Nichts ist rot" in after
