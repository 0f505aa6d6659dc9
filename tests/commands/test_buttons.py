"""What a message says can be tapped is set below it, two at most."""

from __future__ import annotations

import re

import pytest

from tests.world import Room

_EMOJI = "[✅❌👀⏫➕👍📘]"


@pytest.fixture
def settings() -> dict[str, str]:
    return {}


def named(body: str) -> set[str]:
    """The emoji that a message tells people to tap on it."""
    lines = [line for line in body.splitlines() if re.match("Antippen|Tap:", line) or re.search(f"{_EMOJI} (antippen|ja|nein)", line)]
    return {key for line in lines for key in re.findall(_EMOJI, line)}


async def test_every_card_has_the_buttons_that_it_speaks_of(team: Room, pmo: Room, steering: Room) -> None:
    for said in (
        "!blocker Raum fehlt",
        "!blocker Server aus\nampel: rot\nlösung: Neustart",
        "!blocker Personal fehlt\nlösung: Ausschreiben",
        "!treffen Jour fixe\nwann: morgen 15 Uhr",
        "!agenda Hosting",
        "!agenda Haushalt\nfür: steuerungskreis",
        "!aufgabe Angebot einholen\nwer: Ben\nbis: Freitag",
        "!lernen Kurze Wege\nart: markt",
        "!lernen Lange Wege",
        "!retro planen Freitag 15 Uhr",
        "!retro + Tempo",
        "!retro start",
        "!blokcer Tippfehler",
        "!team auflösen",
    ):
        await team.says(said)
    await team.taps("⏫", on="B3")
    await pmo.says("!blocker übernehmen B3", by="Paula")
    await team.world.pass_(days=30)
    await pmo.says("!blocker eskalieren B2 Bitte helft", by="Paula")
    spoken = 0
    for room in (team, pmo, steering):
        for seen in room.messages():
            wanted = named(seen.body)
            spoken += bool(wanted)
            assert wanted <= set(seen.reactions) and len(seen.reactions) <= 2, (seen.body, seen.reactions)
    assert spoken > 10


async def test_in_english_too(team: Room) -> None:
    await team.says("!sprache en")
    for said in ("!blocker Room missing", "!action Get an offer", "!learning Short ways\nkind: market"):
        await team.says(said)
        assert named(team.sees()) <= set(team.messages()[-1].reactions)


async def test_a_red_one_from_a_direct_chat_stands_in_the_room_with_the_name_of_its_reporter(team: Room) -> None:
    direct = team.world.room("Direkt", "Ben")
    await direct.invites(by="Ben", direct=True)
    await direct.lets_the_bot_in()
    await direct.says("blocker Server aus\nampel: rot")
    card = team.message("B1")
    assert "Gemeldet von Ben" in card.body and card.reactions == ["✅"]
    await team.says("!blocker Raum fehlt")
    assert "Gemeldet von" not in team.sees()
