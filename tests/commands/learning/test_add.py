"""Keeping what was learned, and changing or taking it back by its message."""

from __future__ import annotations

import pytest

from bot.domain.ids import Number
from bot.domain.learnings import Learning, LearningKind
from bot.domain.record_types import LEARNINGS
from tests.commands.retro.running_retro import held
from tests.world import Room, World, user


async def kept(world: World, count: int = 1) -> Learning:
    async with world.store.reading() as tx:
        learning = await tx.records(LEARNINGS).get(Number("L", count))
    assert learning is not None
    return learning


async def test_a_learning_gets_a_number_and_is_echoed_with_all_that_was_said(team: Room) -> None:
    await held(team, 2, notes=3)
    await team.says("!lernen Kurze Wege brauchen feste Zeiten | art: organisation | retro: R2/3 | blaupause: ja")
    for fact in ("🎓 gelernt · L1 Kurze Wege brauchen feste Zeiten", "Organisation und Prozess", "Aus R2, Notiz 3", "📘 Kandidat"):
        assert fact in team.sees()
    assert not team.messages()[-1].notifies


@pytest.mark.parametrize("word", ["lernen", "gelernt", "erkenntnis", "learning"])
async def test_every_word_for_it_is_understood(team: Room, word: str) -> None:
    await team.says(f"!{word} Kurze Wege\nkind: market\nblueprint: yes")
    assert "L1 Kurze Wege" in team.sees() and "Markt" in team.sees() and "📘 Kandidat" in team.sees()


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("technik", LearningKind.TECHNICAL),
        ("Technisch", LearningKind.TECHNICAL),
        ("technical", LearningKind.TECHNICAL),
        ("organisation und prozess", LearningKind.ORGANISATION),
        ("Organisation/Prozess", LearningKind.ORGANISATION),
        ("organization & process", LearningKind.ORGANISATION),
        ("Prozesse", LearningKind.ORGANISATION),
        ("MARKT", LearningKind.MARKET),
        ("market.", LearningKind.MARKET),
        ("", None),
    ],
)
async def test_kinds_are_understood_as_people_write_them(team: Room, world: World, said: str, kind: LearningKind | None) -> None:
    await team.says(f"!lernen Kurze Wege | art: {said}")
    assert (await kept(world)).kind is kind


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("!lernen | art: markt", "worum es geht"),
        ("!lernen Wege | art: wetter", "»wetter« kenne ich nicht als Art"),
        ("!lernen Wege | art: technik und markt", "kenne ich nicht als Art"),
        ("!lernen Wege | blaupause: vielleicht", "ja oder nein"),
        ("!lernen Wege | retro: R9", "Eine Retro R9 gibt es nicht"),
        ("!lernen Wege | retro: R2/1", "Eine Notiz 1 gibt es bei R2 nicht"),
        ("!lernen Wege | retro: R3", "R3 ist die Retro von PMO"),
        ("!lernen Wege | ampel: rot", "»ampel« passt hier nicht"),
    ],
)
async def test_a_mistake_stores_nothing_and_says_why(team: Room, pmo: Room, said: str, reason: str) -> None:
    await held(team, 2)
    await held(pmo, 3)
    await team.says(said)
    assert reason in team.sees()
    await team.says("!lernen liste alle projekt")
    assert "Noch nichts festgehalten im Projekt" in team.sees()


async def test_a_missing_kind_is_asked_for_and_a_reply_to_the_card_names_it(team: Room, world: World) -> None:
    await team.says("!lernen Kurze Wege")
    card = team.message("L1")
    said = len(team.messages())
    assert "Welche Art ist das" in card.body
    reply = await team.says("Organisation", by="Ben", reply_to=card.event)
    assert world.chat.receipts[reply] == ["📝"] and len(team.messages()) == said
    assert "Organisation und Prozess" in card.body and "Welche Art" not in card.body
    assert (await kept(world)).kind is LearningKind.ORGANISATION


async def test_any_other_reply_is_a_note_and_so_is_a_kind_that_was_not_asked_for(team: Room, world: World) -> None:
    await team.says("!lernen Kurze Wege")
    card = team.message("L1")
    for words in ("Gilt auch für Gießen", "Technik", "Markt"):
        reply = await team.says(words, by="Ben", reply_to=card.event)
        assert world.chat.receipts[reply] == ["📝"]
    await team.says("!lernen L1")
    assert "Ben: Gilt auch für Gießen" in team.sees() and "Ben: Markt" in team.sees() and "Ben: Technik" not in team.sees()
    assert (await kept(world)).kind is LearningKind.TECHNICAL


async def test_a_reply_that_named_the_kind_can_be_edited_and_deleted(team: Room, world: World) -> None:
    await team.says("!lernen Kurze Wege")
    card = team.message("L1")
    reply = await team.says("Technik", by="Ben", reply_to=card.event)
    await team.edits(reply, "Markt", by="Ben")
    assert "🏷️ Markt" in card.body
    await team.edits(reply, "Wetter", by="Ben")
    assert "»Wetter« kenne ich nicht als Art" in team.sees() and "🏷️ Markt" in card.body
    await team.says("!lernen Lange Wege")
    second = team.message("L2")
    reply = await team.says("Technik", by="Ben", reply_to=second.event)
    await team.deletes(reply, by="Ben")
    assert "Welche Art ist das" in second.body and (await kept(world, 2)).kind is None


async def test_an_edit_of_the_message_changes_the_learning_and_its_card(team: Room) -> None:
    event = await team.says("!lernen Kurze Wege | art: markt | blaupause: ja")
    card = team.message("L1")
    await team.edits(event, "!lernen Lange Wege | art: technik")
    assert "L1 Lange Wege" in card.body and "Technik" in card.body and "📘 Kandidat" not in card.body.replace("Antippen: 📘 Kandidat", "")
    said = len(team.messages())
    await team.edits(event, "!lernen Lange Wege | art: quatsch")
    assert "quatsch" in team.sees() and len(team.messages()) == said + 1 and "Technik" in card.body


async def test_what_others_said_of_it_since_survives_an_edit_of_the_message(team: Room) -> None:
    event = await team.says("!lernen Kurze Wehge")
    card = team.message("L1")
    await team.says("Organisation", by="Ben", reply_to=card.event)
    await team.taps("📘", on=card.event, by="Ben")
    await team.edits(event, "!lernen Kurze Wege")
    assert "L1 Kurze Wege" in card.body and "Organisation und Prozess" in card.body and "📘 Kandidat für eine Blaupause" in card.body


async def test_in_a_direct_chat_the_card_goes_to_the_group_and_the_kind_may_be_named_in_either(team: Room, pmo: Room, world: World) -> None:
    world.rooms.people[pmo.id][user("Anna")] = 0
    chat = world.room("Chat", "Anna")
    await chat.invites(by="Anna", direct=True)
    await chat.lets_the_bot_in()
    await chat.says("lernen Kurze Wege")
    assert "PMO" in chat.sees() and "Dateninventur" in chat.sees() and team.messages() == []
    await chat.says("lernen Kurze Wege | team: Dateninventur")
    answer, card = chat.messages()[-1], team.message("L1")
    assert "Notiert für Dateninventur" in answer.body
    await chat.says("Markt", reply_to=answer.event)
    assert "🏷️ Markt" in answer.body and "🏷️ Markt" in card.body and "Notiert" not in card.body
    await chat.says("lernen")
    assert "L1 Kurze Wege (Dateninventur)" in chat.sees()


async def test_in_an_english_room_all_of_it_is_english(team: Room) -> None:
    await team.says("!sprache en")
    await team.says("!learning Short distances | kind: organisation and process | blueprint: yes")
    assert "🎓 learned · L1" in team.sees() and "organisation and process" in team.sees()
    await team.says("!learning list organisation")
    assert "Learned: Dateninventur (organisation and process)" in team.sees() and "📘 blueprint" in team.sees()


async def test_what_people_write_is_shown_literally(team: Room) -> None:
    await team.says("!lernen <b>fett</b> **stern** @room")
    assert "<b>fett</b> **stern** @room" in team.sees() and "<b>" not in team.messages()[-1].html
    assert team.messages()[-1].mentions == []


async def test_with_its_message_its_history_forgets_what_was_written(team: Room, world: World) -> None:
    event = await team.says("!lernen Geheimes steht hier")
    await team.says("Technik", reply_to=team.message("L1").event)
    await team.deletes(event)
    assert "L1 ist zurückgezogen" in team.sees()
    async with world.store.reading() as tx:
        history = await tx.history.of(Number("L", 1))
    assert len(history) == 3 and all(change.before is None and not change.detail for change in history)
