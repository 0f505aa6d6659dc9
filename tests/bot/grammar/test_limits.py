"""What is too long is refused in one sentence that says how long it may be, with an example, and nothing of it is stored."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.domain.ids import Number
from bot.domain.record_types import ACTIONS, LEARNINGS
from bot.records.count_limits import MAX_NOTES, MAX_OPEN
from bot.values import MAX_LINK_LENGTH, MAX_NAME_LENGTH, MAX_TEXT_LENGTH
from storage.transfer.export import export
from tests.world import Room

LONG = "y" * (MAX_TEXT_LENGTH + 1)
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
        ("!blocker Foo | lösung: " + "y" * 14_000, f"14000 Zeichen, es dürfen höchstens {MAX_TEXT_LENGTH}"),
        (f"!blocker {LONG}", f"höchstens {MAX_TEXT_LENGTH}"),
        (f"!blocker Foo\nlösung: {LINES}", "500 Zeilen, es dürfen höchstens 60"),
        (f"!blocker Wort {LINES}", "500 Zeilen"),
        (f"!blocker notiz B1 {LONG}", f"höchstens {MAX_TEXT_LENGTH}"),
        (f"!blocker gelöst B1 {LONG}", f"höchstens {MAX_TEXT_LENGTH}"),
        (f"!treffen {LONG} | wann: morgen 10:00", f"höchstens {MAX_TEXT_LENGTH}"),
        (f"!treffen Foo | wann: morgen 10:00 | ort: {LONG}", f"höchstens {MAX_TEXT_LENGTH}"),
        (f"!treffen Foo | wann: {LONG}", "für ein Datum gehen höchstens 160"),
        (f"!agenda {LONG}", f"höchstens {MAX_TEXT_LENGTH}"),
        (f"!agenda Foo | vorlage: https://a.example/{'x' * MAX_LINK_LENGTH}", f"höchstens {MAX_LINK_LENGTH}"),
        (f"!aufgabe {LONG}", f"höchstens {MAX_TEXT_LENGTH}"),
        (f"!aufgabe Foo | wer: {LONG}", "für eine Person gehen höchstens 600"),
        (f"!aufgabe Foo | bis: {'9' * 4301}", "Das sind 4301 Zeichen, für ein Datum gehen höchstens 160"),
        (f"!aufgabe Foo | retro: R1{' ' * 12_000}x", "für eine Retro gehen höchstens 60"),
        (f"!aufgabe Foo | team: {LONG}", "für den Namen einer Gruppe gehen höchstens 200"),
        (f"!treffen Foo | wann: {'1.' * 7000}", "für ein Datum gehen höchstens 160"),
        (f"!treffen Foo | wann: morgen 10:00 | dauer: {'9' * 5000}", "für eine Dauer gehen höchstens 80"),
        (f"!treffen Foo | wann: morgen 10:00 | vorlauf: {'9' * 5000}h", "für einen Vorlauf gehen höchstens 80"),
        (f"!treffen Foo | wann: {'ﷺ' * 100}", "für ein Datum gehen höchstens 160"),
        (f"!agenda Foo | art: {LONG}", "für dieses Feld gehen höchstens 100"),
        (f"!agenda Foo | treffen: S{'9' * 5000}", "für eine Nummer gehen höchstens 60"),
        (f"!blocker Foo | verzug: {LONG}", "für einen Verzug gehen höchstens 80"),
        (f"!team Foo | zeitraum: {'1-' * 3000}", "für einen Zeitraum gehen höchstens 160"),
        (f"!lernen {LONG}", f"höchstens {MAX_TEXT_LENGTH}"),
        ("!team " + "N" * 5000, f"5000 Zeichen, es dürfen höchstens {MAX_NAME_LENGTH}"),
        (f"!team Foo | ziel: {LONG}", f"höchstens {MAX_TEXT_LENGTH}"),
        (f"!team Foo | budget: {'9' * 5000}", "für einen Betrag gehen höchstens 60"),
        (f"!team Foo | budget: {'9' * 60}", "Mehr als 999.999.999 Euro"),
        ("!team Foo | budget: 2000000k", "Mehr als 999.999.999 Euro"),
        (f"!einstellungen ruhezeit: {LONG}", f"höchstens {MAX_TEXT_LENGTH}"),
        (f"!einstellungen wochenüberblick: mo{' um' * 500} 8", "Der Wert ist zu lang, höchstens 1000 Zeichen"),
        (f"!{LONG} foo", "kenne ich nicht"),
        (f"!blocker Foo | {LONG}: bar", "kenne ich nicht"),
        (f"!blocker Foo | ampel: {LONG}", "für eine Ampelfarbe gehen höchstens 60"),
        (f"!blokker {LONG}", f"höchstens {MAX_TEXT_LENGTH}"),
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
    assert any(hint in answer.body for hint in ("!", "`", ": ", "Kürze es"))
    assert len(answer.body) < PHONE, answer.body
    assert await stored(team) == before


async def test_what_just_fits_is_kept_whole_and_shown_short_in_lists(team: Room, pmo: Room) -> None:
    words = ("Langes Wort " * 200)[: MAX_TEXT_LENGTH - 1] + "."
    link = "https://stadt.example/" + "x" * (MAX_LINK_LENGTH - 22)
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
    assert len(await _shows(team, "!agenda")) < 1500 + 4 * MAX_LINK_LENGTH
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


async def test_a_group_that_is_full_takes_no_more_until_something_is_closed(team: Room, pmo: Room) -> None:
    await team.says("!blocker Der erste")
    async with team.world.store.transaction() as tx:
        first = await tx.blockers.get(Number("B", 1))
        assert first is not None
        for _ in range(MAX_OPEN - 1):
            await tx.blockers.add(replace(first, number=await tx.next_number("B")))
    await team.says("!blocker Einer zu viel")
    assert team.sees() == (
        "Dateninventur hat schon 3.000 offene Blocker, mehr kann ich nicht speichern."
        " Schließt erst welche ab, zum Beispiel: !blocker gelöst B12"
    )
    await pmo.says("!blocker Von einer anderen Gruppe")
    assert "B3001" in pmo.sees()
    await team.says("!blocker gelöst B7")
    await team.says("!blocker Jetzt geht es")
    assert "B3002 Jetzt geht es" in team.sees()


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("said", "says"),
    [
        ("!agenda Thema", "offene Themen"),
        ("!aufgabe Angebot einholen", "offene Aufgaben"),
        ("!lernen Kurze Wege brauchen feste Zeiten", "Einträge bei »Gelerntes«"),
    ],
)
async def test_each_kind_has_its_own_limit(said: str, says: str, team: Room) -> None:
    await team.says(said)
    async with team.world.store.transaction() as tx:
        for _ in range(MAX_OPEN - 1):
            for records, number in ((tx.topics, "T"), (tx.records(ACTIONS), "A"), (tx.records(LEARNINGS), "L")):
                record: Any = await records.get(Number(number, 1))
                if record is not None:
                    await records.add(replace(record, number=await tx.next_number(number)))
    await team.says(said)
    assert f"3.000 {says}" in team.sees() and "zum Beispiel: !" in team.sees()
    await team.says("!blocker Das geht")
    assert "B1 Das geht" in team.sees()


async def test_a_retrospective_takes_so_many_notes_and_of_a_message_all_or_none(team: Room) -> None:
    await team.says("!retro planen nächsten Donnerstag 15 Uhr")
    for _ in range(MAX_NOTES // 100):
        await team.says("!retro\n" + "\n".join(["stop: Notiz"] * 99))
    await team.says("!retro\nstop: Eine\nstop: Zwei\nstop: Drei\nstop: Vier")
    assert f"mehr als {MAX_NOTES} kann ich nicht speichern" in team.sees()
    async with team.world.store.reading() as tx:
        assert len(await tx.retro_notes.of(Number("R", 1))) == 297
