"""What the steering committee sees of a blocker, and what it can do about it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.world import Room, World, user


async def brought_before_the_committee(world: World) -> Sequence[Room]:
    """The PMO has asked for its help."""
    team, pmo, _ = world.founded
    await team.says("!blocker Server aus\nampel: rot", by="Ben")
    await pmo.says("!blocker eskalieren B1 Das Dezernat muss unterschreiben", by="Paula")
    for room in (team, pmo):
        room.forget()
    return world.founded


brought_up = pytest.mark.goes_on_from(story=brought_before_the_committee)


@brought_up
async def test_the_card_says_what_they_can_do_and_has_the_button(steering: Room) -> None:
    card = steering.message("B1")
    assert "Antippen: ➕ auf eure nächste Agenda" in card.body and "Oder antwortet hier" in card.body
    assert card.reactions == ["➕"]


@brought_up
async def test_their_reply_is_a_note_told_to_the_pmo_and_to_the_task_force(steering: Room, team: Room, pmo: Room) -> None:
    said = await steering.says("Der Landkreis kann Mittel umschichten.", by="Stefan", reply_to=steering.message("B1").event)
    assert steering.world.chat.receipts[said] == ["📝"]
    for room, mentioned in ((team, [user("Ben")]), (pmo, [])):
        word = room.messages()[-1]
        assert "Stefan (Steuerungskreis) zu B1" in word.body and "Mittel umschichten" in word.body
        assert word.notifies and word.mentions == mentioned
    await steering.edits(said, "Der Landkreis kann 20.000 Euro umschichten.", by="Stefan")
    assert "20.000 Euro" in team.messages()[-1].body and "20.000 Euro" in pmo.messages()[-1].body


async def test_what_was_not_brought_before_them_they_only_read(team: Room, steering: Room) -> None:
    await team.says("!blocker Raum fehlt")
    await steering.says("!blocker notiz B1 Nehmt unseren", by="Stefan")
    assert "Das können nur Dateninventur und das PMO" in steering.sees()


@brought_up
async def test_a_plus_puts_it_on_their_next_agenda_and_goes_with_the_tap(steering: Room) -> None:
    await steering.says("!treffen Sitzung\nwann: 15.12. 14 Uhr", by="Stefan")
    tap = await steering.taps("➕", on="Server aus", by="Stefan")
    assert "T1 Server aus" in steering.sees() and "Dienstag, 15.12.2026" in steering.sees()
    await steering.taps("➕", on="Oder antwortet hier", by="Ada")
    assert "schon ein Thema: T1" in steering.sees()
    await steering.deletes(tap, by="Stefan")
    assert "T1 ist gestrichen" in steering.sees()


@pytest.mark.parametrize("key", ["👀", "⏫"])
@brought_up
async def test_a_tap_that_is_not_theirs_is_answered(steering: Room, key: str) -> None:
    card = steering.message("B1").event
    steering.forget()
    await steering.taps(key, on=card, by="Stefan")
    assert "PMO" in steering.sees()


@pytest.mark.parametrize("key", ["📘", "❌"])
@brought_up
async def test_a_button_of_something_else_is_answered_once(steering: Room, key: str) -> None:
    card = steering.message("B1").event
    steering.forget()
    for person in ("Stefan", "Ada"):
        await steering.taps(key, on=card, by=person)
        await steering.taps("🎉", on=card, by=person)
    assert [seen.body for seen in steering.messages()] == [f"{key} bewirkt hier nichts. Was mit B1 geht: !hilfe blocker"]


@brought_up
async def test_why_it_came_to_them_stays_whatever_happens_to_it(steering: Room, team: Room, pmo: Room) -> None:
    card = steering.message("B1")
    why = "⏫ Das PMO bittet euch um Hilfe.\n⏫ Warum: Das Dezernat muss unterschreiben"
    for act in ("!blocker übernehmen B1", "!blocker gelöst B1 Unterschrieben", "!blocker öffnen B1"):
        assert why in card.body
        await pmo.says(act, by="Paula")
    assert why in card.body and "Noch kümmert sich niemand" in card.body


async def test_what_nobody_took_keeps_saying_so(team: Room, pmo: Room, steering: Room) -> None:
    await team.says("!blocker Server aus | ampel: rot")
    await team.world.pass_(days=7)
    card = steering.message("B1")
    why = "⏫ Das kommt zu euch, weil es niemand übernommen hatte."
    assert why in card.body
    await pmo.says("!blocker übernehmen B1", by="Paula")
    assert why in card.body and "👀 Paula (PMO)" in card.body


async def test_reopened_by_the_pmo_it_is_one_message_in_the_task_force(team: Room, pmo: Room) -> None:
    await team.says("!blocker Server aus\nampel: rot")
    await pmo.says("!blocker gelöst B1 Neustart", by="Paula")
    team.forget()
    await pmo.says("!blocker öffnen B1 Er ist wieder aus", by="Paula")
    (word,) = team.messages()
    assert "Paula hat B1 Server aus wieder geöffnet: Er ist wieder aus" in word.body and "PMO" in word.body


async def test_a_question_of_the_pmo_mentions_the_reporter(team: Room, pmo: Room) -> None:
    await team.says("!blocker Server aus\nampel: rot", by="Ben")
    await pmo.says("Welcher Server?", by="Paula", reply_to=pmo.message("B1").event)
    word = team.messages()[-1]
    assert "Paula (PMO) zu B1 Server aus:\n│ Welcher Server?" in word.body
    assert word.notifies and word.mentions == [user("Ben")]
