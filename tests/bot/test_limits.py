"""What is too long is refused in one sentence that says how long it may be, with an example, and nothing of it is stored."""

from __future__ import annotations

import json
import re
from zoneinfo import ZoneInfo

import pytest

from bot.values import LONGEST_LINK, LONGEST_NAME, LONGEST_TEXT
from storage.export import export
from tests.team import Room

LONG = "y" * (LONGEST_TEXT + 1)
LINES = "\n".join("a" * 500)
PHONE = 420
"""Characters that a refusal may have: half a screen."""


async def stored(team: Room) -> str:
    return json.dumps(await export(team.world.store, ZoneInfo("Europe/Berlin")), default=str)


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ("!blocker " + "x" * 60_000, "höchstens 15.000 Zeichen"),
        ("!blocker Foo | lösung: " + "y" * 20_000, "höchstens 15.000 Zeichen"),
        ("!blocker Foo | lösung: " + "y" * 14_000, f"14000 Zeichen, es dürfen höchstens {LONGEST_TEXT}"),
        (f"!blocker {LONG}", f"höchstens {LONGEST_TEXT}"),
        (f"!blocker Foo\nlösung: {LINES}", "500 Zeilen, es dürfen höchstens 60"),
        (f"!blocker Wort {LINES}", "500 Zeilen"),
        (f"!blocker notiz B1 {LONG}", f"höchstens {LONGEST_TEXT}"),
        (f"!blocker gelöst B1 {LONG}", f"höchstens {LONGEST_TEXT}"),
        (f"!treffen {LONG} | wann: morgen 10:00", f"höchstens {LONGEST_TEXT}"),
        (f"!treffen Foo | wann: morgen 10:00 | ort: {LONG}", f"höchstens {LONGEST_TEXT}"),
        (f"!treffen Foo | wann: {LONG}", "verstehe ich nicht als Datum"),
        (f"!agenda {LONG}", f"höchstens {LONGEST_TEXT}"),
        (f"!agenda Foo | vorlage: https://a.example/{'x' * LONGEST_LINK}", f"höchstens {LONGEST_LINK}"),
        (f"!aufgabe {LONG}", f"höchstens {LONGEST_TEXT}"),
        (f"!aufgabe Foo | wer: {LONG}", f"höchstens {LONGEST_TEXT}"),
        (f"!lernen {LONG}", f"höchstens {LONGEST_TEXT}"),
        ("!team " + "N" * 5000, f"5000 Zeichen, es dürfen höchstens {LONGEST_NAME}"),
        (f"!team Foo | ziel: {LONG}", f"höchstens {LONGEST_TEXT}"),
        (f"!team Foo | budget: {'9' * 5000}", "Mehr als 999.999.999 Euro"),
        ("!team Foo | budget: 2000000k", "Mehr als 999.999.999 Euro"),
        (f"!einstellungen ruhezeit: {LONG}", f"höchstens {LONGEST_TEXT}"),
        (f"!{LONG} foo", "kenne ich nicht"),
        (f"!blocker Foo | {LONG}: bar", "kenne ich nicht"),
        (f"!blocker Foo | ampel: {LONG}", "ist keine Ampelfarbe"),
        (f"!blokker {LONG}", "Meintest du"),
        (f"!blocker gelöst B{'9' * 5000}", "Welchen Blocker meinst du?"),
    ],
    ids=lambda value: re.sub(r"(.)\1{20,}|(a\s)+", "…", value)[:40],
)
async def test_what_is_too_long_is_refused_shortly_and_nothing_is_stored(said: str, says: str, team: Room) -> None:
    await team.says("!blocker Der erste")
    before = await stored(team)
    team.forget()
    await team.says(said)
    (answer,) = team.messages()
    assert says in answer.body
    assert "!" in answer.body or "`" in answer.body or ": " in answer.body
    assert len(answer.body) < PHONE, answer.body
    assert await stored(team) == before


async def test_what_just_fits_is_kept_whole_and_shown_short_in_lists(team: Room, pmo: Room) -> None:
    words = ("Langes Wort " * 200)[: LONGEST_TEXT - 1] + "."
    link = "https://stadt.example/" + "x" * (LONGEST_LINK - 22)
    await team.says(f"!blocker {words} | lösung: {words} | ampel: rot")
    assert words in (await _shows(team, "!blocker B1"))
    await team.says(f"!treffen {words} | wann: morgen 10:00 | ort: {words}")
    for _ in range(4):
        await team.says(f"!agenda {words} | vorlage: {link}")
        await team.says(f"!aufgabe {words} | wer: Ben | bis: Freitag")
        await team.says(f"!lernen {words}")
    assert words in (await _shows(team, "!treffen S1")) and words in (await _shows(team, "!agenda T1"))
    await team.says("!team Dateninventur | kommunen: " + ", ".join(f"Ort {number}" for number in range(200)), by="Anna")
    for listing in ("!blocker", "!treffen", "!aufgabe", "!lernen", "!überblick", "!team liste"):
        shown = await _shows(team, listing)
        assert "…" in shown and len(shown) < 1500, listing
    assert len(await _shows(team, "!agenda")) < 1500 + 4 * LONGEST_LINK
    assert len(await _shows(pmo, "!überblick")) < 1500


async def test_many_notes_in_one_message_are_all_kept_or_none(team: Room) -> None:
    await team.says("!retro planen nächsten Donnerstag 15 Uhr")
    notes = [f"stop: {number} " + "x" * 1900 for number in range(12)]
    await team.says("!retro " + "\n".join(notes))
    assert "höchstens 15.000 Zeichen" in team.sees()
    assert "xxx" not in await stored(team)


async def _shows(room: Room, said: str) -> str:
    await room.says(said)
    return room.sees()
