"""What a field or a number means does not depend on what a phone puts around it."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.ids import Number
from bot.grammar.parser import parse
from bot.values import when
from commands import VOCABULARY
from tests.world import Room, World, user


@pytest.mark.parametrize(
    "colour",
    [
        "rot!",
        "ROT",
        "Rot.",
        '"rot"',
        "„rot“",
        "*rot*",
        "**rot**",
        "_rot_",
        "(rot)",
        "🔴",
        "🔴🔴🔴",
        "🔴 rot",
        "rot 🔴!",
        "🔴\ufe0f",
        "red",
        "`rot`",
        "rot\u00a0!",
    ],
)
async def test_red_is_red(colour: str, team: Room) -> None:
    await team.says(f"!blocker Raum fehlt\nampel: {colour}")
    assert "🔴" in team.message("B1").body


@pytest.mark.parametrize("colour", ["rot gelb", "rötlich", "nicht rot", "!", "5", "🟢", "grün!"])
async def test_what_is_no_colour_stores_nothing(colour: str, team: Room) -> None:
    await team.says(f"!blocker Raum fehlt\nampel: {colour}")
    await team.says("!blocker")
    assert "Keine offenen Blocker" in team.sees()


@pytest.mark.parametrize(
    "person",
    [
        "Ben Öztürk",
        "„Ben Öztürk“",
        '"Ben Öztürk"',
        "»Ben Öztürk«",
        "ben öztürk",
        "@Ben Öztürk",
        "Ben Öztürk,",
        "Ben Öztürk.",
        "*Ben Öztürk*",
        "@ben:stadt.example",
        "@Ben:Stadt.example",
        "@BEN:STADT.EXAMPLE",
        "@ben:stadt.example,",
        "@ben:stadt.example.",
        "„@ben:stadt.example“",
        "Ben Öztürk (@ben:stadt.example)",
        "https://matrix.to/#/@ben:stadt.example",
        "https://matrix.to/#/%40ben%3Astadt.example?via=stadt.example",
        "https://chat.stadt.example/#/user/@ben:stadt.example",
        "matrix:u/ben:stadt.example?action=chat",
    ],
)
async def test_a_person_is_found(person: str, team: Room, world: World) -> None:
    world.rooms.names[user("Ben")] = "Ben Öztürk"
    await team.says(f"!aufgabe Raum suchen\nwer: {person}")
    assert "Ben Öztürk" in team.message("A1").body


async def test_a_pill_in_a_field_is_known_by_its_link(team: Room) -> None:
    await team.says("!aufgabe Raum suchen\nwer: Der Chef", mentions={"Der Chef": user("Ben")})
    assert "Ben" in team.message("A1").body


@pytest.mark.parametrize("person", ["@mallory:stadt.example", "Mallory", "https://matrix.to/#/@mallory:stadt.example", "„“", "@:"])
async def test_nobody_is_found_who_is_not_there(person: str, team: Room) -> None:
    await team.says(f"!aufgabe Raum suchen\nwer: {person}")
    await team.says("!aufgabe")
    assert "A1" not in team.sees()


WRITTEN = [
    "{}1",
    "{} 1",
    "#{}1",
    "({}1)",
    "[{}1]",
    "{}-1",
    "{}01",
    "{}.1",
    "{}1.",
    "{}1:",
    "{}1,",
    "{}1!",
    "„{}1“",
    "*{}1*",
    "# 1",
    "#1",
    "1",
    "(1)",
    "1.",
]
KINDS = [("blocker", "B"), ("treffen", "S"), ("agenda", "T"), ("aufgabe", "A"), ("retro", "R"), ("lernen", "L")]


@pytest.mark.parametrize(("noun", "letter"), KINDS)
@pytest.mark.parametrize("written", WRITTEN)
def test_a_number_is_a_number_however_it_is_written(noun: str, letter: str, written: str) -> None:
    for spelled in (written.format(letter), written.format(letter.lower())):
        for said in (f"{noun} {spelled}", f"{noun} zeige {spelled}"):
            parsed = parse(said, VOCABULARY, "!")
            assert (parsed.command.verb, parsed.number) == ("show", Number(letter, 1)), said


@pytest.mark.parametrize("written", ["B1", "B 1", "# 1", "(B1)", "B-1", "b01", "B1:"])
@pytest.mark.parametrize("behind", ["", " Schlüssel ist da"])
def test_also_behind_a_verb(written: str, behind: str) -> None:
    parsed = parse(f"blocker gelöst {written}{behind}", VOCABULARY, "!")
    assert (parsed.command.name, parsed.number, parsed.text) == ("blocker solve", Number("B", 1), behind.strip())


@pytest.mark.parametrize("text", ["S-21 ist zu", "A4-Papier fehlt", "A-4 Papier fehlt", "B2B-Vertrag fehlt", "- 5 Grad im Keller", "B"])
def test_what_only_looks_like_a_number_is_text(text: str) -> None:
    assert parse(f"blocker {text}", VOCABULARY, "!").text == text


@pytest.mark.parametrize("offset", ["+99:99", "+9999", "-99:99", "+14:01", "-14:30", "+24:00", "+01:60", "-15:00"])
def test_no_clock_is_further_from_utc_than_fourteen_hours(offset: str) -> None:
    with pytest.raises(when.NotUnderstood):
        when.read(f"2026-12-09T10:00{offset}", now=datetime(2026, 11, 30, 8, tzinfo=UTC), zone=ZoneInfo("Europe/Berlin"))


@pytest.mark.parametrize(("offset", "hour"), [("+14:00", 20), ("-12:00", 22), ("Z", 10), ("+00:00", 10), ("+05:30", 4)])
def test_an_offset_that_there_is_counts(offset: str, hour: int) -> None:
    moment = when.read(f"2026-12-09T10:00{offset}", now=datetime(2026, 11, 30, 8, tzinfo=UTC), zone=ZoneInfo("Europe/Berlin"))
    assert isinstance(moment, when.PointInTime) and moment.at.hour == hour
