"""A record may be named by its title, a session's agenda by the session."""

from __future__ import annotations

import pytest

from tests.world import Room, World


@pytest.mark.parametrize(
    ("said", "suggested"),
    [
        ("blocker gelöst Raum", "!blocker gelöst B1"),
        ("blocker gelöst raum fehlt", "!blocker gelöst B1"),
        ("blocker löschen Server", "!blocker löschen B2"),
        ("blocker solved server", "!blocker solved B2"),
        ("blocker gelöst Raum in der Bibliothek", "!blocker gelöst B1 Raum in der Bibliothek"),
        ("aufgabe erledigt Angebot", "!aufgabe erledigt A1"),
        ("agenda erledigt Budget", "!agenda erledigt T1"),
    ],
)
async def test_the_only_one_whose_title_has_the_word_is_offered(team: Room, said: str, suggested: str) -> None:
    for each in ("blocker Raum fehlt", "blocker Server fällt aus", "aufgabe Angebot einholen", "aufgabe Plakate kleben", "agenda Budget"):
        await team.says(f"!{each}")
    await team.says(f"!{said}")
    assert f"also {suggested}?" in team.sees() and team.messages()[-1].reactions == ["✅", "❌"]


async def test_yes_does_it_and_no_takes_the_text_as_a_new_one(team: Room) -> None:
    await team.says("!blocker Raum fehlt")
    await team.says("!blocker gelöst Raum")
    await team.taps("✅", on="also !blocker gelöst B1?")
    assert "ist gelöst" in team.sees()
    await team.says("!blocker Server aus")
    await team.says("!blocker erledigt Server melden")
    await team.taps("❌", on="also !blocker erledigt B2")
    assert "B3 erledigt Server melden" in team.sees()


@pytest.mark.parametrize("said", ["blocker gelöst fehlt", "blocker gelöst Rathaus", "blocker gelöst"])
async def test_where_none_or_several_have_it_all_are_listed(team: Room, said: str) -> None:
    await team.says("!blocker Raum fehlt")
    await team.says("!blocker Geld fehlt")
    await team.says(f"!{said}")
    assert "Welchen Blocker meinst du?" in team.sees()


@pytest.mark.parametrize(
    "said",
    ["agenda S2", "agenda liste S2", "agenda zeige S2", "agenda S2 zeigen", "agenda zu S2", "topic list S2", "agenda liste | treffen: S2"],
)
async def test_the_number_of_a_session_asks_for_its_agenda(team: Room, said: str) -> None:
    await team.says("!treffen Jour fixe | wann: jeden Dienstag 10:00")
    await team.says("!treffen Klausur | wann: 10.12. 9:00")
    await team.says("!agenda Budget")
    await team.says("!agenda Leitbild | treffen: S2")
    await team.says(f"!{said}")
    assert "Leitbild" in team.sees() and "Budget" not in team.sees() and "10.12." in team.sees()


async def test_something_new_for_a_session_is_offered(team: Room) -> None:
    await team.says("!treffen Klausur | wann: 10.12. 9:00")
    await team.says("!agenda S1 Leitbild")
    await team.taps("✅", on="!agenda Leitbild | treffen: S1")
    assert "T1 Leitbild" in team.sees()


async def test_what_has_no_agenda_says_so(team: Room) -> None:
    await team.says("!agenda S9")
    assert "S9" in team.sees()
    await team.says("!treffen T7")
    assert "Meintest du !agenda T7?" in team.sees()


async def test_the_way_to_the_direct_chat_is_a_reaction_alone(team: Room, world: World) -> None:
    await team.says("!retro planen nächsten Donnerstag 15 Uhr")
    assert "retro anonym" in team.sees() and "ohne deinen Namen" in team.sees()
    team.forget()
    said = await team.says("!retro anonym", by="Ben")
    assert team.messages() == [] and world.chat.receipts[said] == ["📬"] and len(world.chat.opened) == 1
