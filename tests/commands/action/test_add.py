"""Giving somebody something to do, and changing or taking it back by its message."""

from __future__ import annotations

import pytest

from tests.world import Room, World, user


async def test_an_action_gets_a_number_and_is_echoed_and_its_person_is_mentioned(team: Room) -> None:
    await team.says("!aufgabe Angebot einholen | wer: @ben:stadt.example | bis: Freitag", by="Anna")
    card = team.messages()[-1]
    for fact in ("📌 Aufgabe · A1 Angebot einholen", "Ben", "Freitag, 27.11.2026", "✅"):
        assert fact in card.body
    assert card.notifies and card.mentions == [user("Ben")]


async def test_a_time_in_a_due_day_is_said_not_to_be_kept(team: Room) -> None:
    await team.says("!aufgabe Angebot einholen | bis: morgen 14 Uhr")
    assert "Bis Dienstag, 24.11.2026 (den ganzen Tag, die Uhrzeit merke ich mir nicht)" in team.sees()
    await team.says("!aufgabe ändere A1 | bis: Mittwoch 14 Uhr")
    assert "Bis Mittwoch, 25.11.2026 (den ganzen Tag, die Uhrzeit merke ich mir nicht)" in team.sees()
    await team.says("!aufgabe ändere A1 | bis: Donnerstag")
    assert "Donnerstag, 26.11.2026" in team.sees() and "Uhrzeit" not in team.sees()


async def test_an_action_without_a_person_notifies_nobody(team: Room) -> None:
    await team.says("!todo Angebot einholen")
    card = team.messages()[-1]
    assert "A1 Angebot einholen" in card.body and "Für" not in card.body
    assert not card.notifies and card.mentions == []


@pytest.mark.parametrize("word", ["aufgabe", "todo", "action", "task"])
async def test_every_word_for_it_is_understood(team: Room, word: str) -> None:
    await team.says(f"!{word} Angebot einholen\nwho: Ben\ndue: friday")
    assert "A1" in team.sees() and team.messages()[-1].mentions == [user("Ben")] and "27.11.2026" in team.sees()


@pytest.mark.parametrize(
    ("said", "mentions", "doer"),
    [
        ("Ben", {}, "Ben"),
        ("ben", {}, "Ben"),
        ("Benni", {"Benni": user("Ben")}, "Ben"),
        ("ich", {}, "Anna"),
        ("me", {}, "Anna"),
    ],
)
async def test_people_are_named_by_pill_by_name_or_as_oneself(team: Room, said: str, mentions: dict[str, object], doer: str) -> None:
    await team.says(f"!aufgabe Angebot einholen | wer: {said}", by="Anna", mentions=mentions)  # type: ignore[arg-type]
    assert team.messages()[-1].mentions == [user(doer)]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("!aufgabe | bis: Freitag", "worum es geht"),
        ("!aufgabe Angebot | wer: @paula:stadt.example", "nicht in diesem Raum"),
        ("!aufgabe Angebot | wer: Niemandsland", "finde ich in diesem Raum nicht"),
        ("!aufgabe Angebot | bis: gestern", "gestern"),
        ("!aufgabe Angebot | ampel: rot", "»ampel« passt hier nicht"),
        ("!aufgabe Angebot | retro: R2", "Retro R2 gibt es nicht"),
    ],
)
async def test_a_mistake_stores_nothing_and_says_why(team: Room, said: str, reason: str) -> None:
    await team.says(said)
    assert reason in team.sees()
    await team.says("!aufgabe liste alle projekt")
    assert "Keine Aufgaben" in team.sees()


async def test_somebody_with_a_pill_who_is_not_in_the_room_is_refused(team: Room) -> None:
    await team.says("!aufgabe Angebot | wer: Paula", mentions={"Paula": user("Paula")})
    assert "nicht in diesem Raum" in team.sees()


async def test_an_edit_of_the_message_changes_the_action_and_tells_the_new_person(team: Room) -> None:
    event = await team.says("!aufgabe Angebot einholen | wer: Ben | bis: Freitag", by="Anna")
    await team.edits(event, "!aufgabe Zwei Angebote einholen | wer: Anna", by="Anna")
    card = team.message("📌 Aufgabe · A1 Zwei Angebote einholen")
    assert "Ben" not in card.body and "27.11." not in card.body and card.edits == 1
    told = team.messages()[-1]
    assert "A1" in told.body and told.notifies and told.mentions == [user("Anna")]
    await team.edits(event, "!aufgabe Drei Angebote einholen | wer: Anna", by="Anna")
    assert team.messages()[-1] is told and "Drei Angebote" in card.body


async def test_deleting_the_message_drops_the_action_and_erases_its_text(team: Room, world: World) -> None:
    event = await team.says("!aufgabe Geheimes tun | wer: Ben | bis: Freitag")
    card = team.message("A1")
    await team.deletes(event)
    assert card.gone and "A1" in team.sees() and "Geheimes" not in team.sees()
    await team.says("!aufgabe A1")
    assert "Geheimes" not in team.sees() and "gestrichen" in team.sees()
    await team.says("!aufgabe öffnen A1")
    assert "gelöscht" in team.sees()
    said = len(team.messages())
    await world.pass_(days=10)
    assert len(team.messages()) == said


async def test_what_is_done_stays_when_its_message_is_deleted(team: Room) -> None:
    event = await team.says("!aufgabe Angebot einholen")
    await team.taps("✅", on="A1", by="Ben")
    await team.deletes(event)
    assert "bleibt" in team.sees()
    await team.says("!aufgabe A1")
    assert "Angebot einholen" in team.sees()


async def test_in_a_direct_chat_the_card_goes_to_the_group_and_reaches_the_person_there(team: Room, world: World) -> None:
    chat = world.room("Chat", "Anna")
    await chat.invites(by="Anna", direct=True)
    await chat.lets_the_bot_in()
    await chat.says("aufgabe Angebot einholen | wer: Ben", by="Anna")
    assert "A1" in chat.sees() and "Dateninventur" in chat.sees() and chat.messages()[-1].mentions == []
    card = team.messages()[-1]
    assert "A1 Angebot einholen" in card.body and card.notifies and card.mentions == [user("Ben")]
    await chat.says("aufgabe", by="Anna")
    assert "A1" in chat.sees()


async def test_what_people_write_is_shown_literally(team: Room) -> None:
    hostile = "<b>fett</b> **stern** [x](https://x.example) @room"
    await team.says(f"!aufgabe {hostile}")
    card = team.messages()[-1]
    assert hostile in card.body and "<b>fett" not in card.html and card.mentions == []
