"""What is edited, what is deleted, and what people then see is what counts."""

from __future__ import annotations

import pytest

from bot.domain.ids import EventId
from bot.messages import Edit, Undecryptable
from tests.world import Room, World, user


async def test_deleting_an_edit_gives_the_record_its_first_words_back(team: Room, pmo: Room) -> None:
    said = await team.says("!blocker Raum fehlt")
    await team.edits(said, "!blocker Saal fehlt\nampel: rot")
    assert "Saal fehlt" in team.message("B1").body
    await team.takes_back_edit(said, "!blocker Raum fehlt")
    assert "Raum fehlt" in team.message("B1").body and "🟡" in team.message("B1").body
    assert "Saal" not in pmo.message("B1").body


async def test_a_deletion_of_an_edit_of_which_nobody_can_tell_more_withdraws_nothing(team: Room) -> None:
    said = await team.says("!blocker Raum fehlt")
    edit = await team.edits(said, "!blocker Saal fehlt")
    await team.deletes(edit)
    assert "Saal fehlt" in team.message("B1").body
    await team.deletes(said)
    await team.says("!blocker")
    assert "Keine offenen Blocker" in team.sees()


async def test_the_words_before_an_edit_that_were_no_command_take_the_record_back(team: Room) -> None:
    talk = EventId("$talk")
    await team.edits(talk, "!blocker Raum fehlt")
    assert "B1" in team.sees()
    await team.takes_back_edit(talk, "Raum fehlt")
    await team.says("!blocker")
    assert "Keine offenen Blocker" in team.sees()


async def test_so_do_words_that_had_been_refused(team: Room) -> None:
    said = await team.says("!blocker Raum fehlt\nampel: blau")
    await team.edits(said, "!blocker Raum fehlt\nampel: rot")
    assert "B1" in team.sees()
    await team.takes_back_edit(said, "!blocker Raum fehlt\nampel: blau")
    await team.says("!blocker")
    assert "Keine offenen Blocker" in team.sees()


async def test_deleting_an_edit_that_was_refused_says_nothing(team: Room) -> None:
    said = await team.says("!blocker Raum fehlt")
    await team.edits(said, "!blocker Raum fehlt\nampel: blau")
    team.forget()
    await team.takes_back_edit(said, "!blocker Raum fehlt")
    assert team.messages() == []
    assert "Raum fehlt" in team.message("B1").body


async def test_a_note_reads_as_its_first_words_again(team: Room) -> None:
    await team.says("!blocker Raum fehlt\nlösung: mieten")
    note = await team.says("Der Hausmeister weiß mehr", reply_to=team.message("B1").event)
    await team.edits(note, "Der Hausmeister weiß nichts")
    await team.takes_back_edit(note, "Der Hausmeister weiß mehr")
    await team.says("!blocker B1")
    assert "weiß mehr" in team.sees()


async def test_deleting_a_reply_deletes_its_note(team: Room) -> None:
    await team.says("!blocker Raum fehlt\nlösung: mieten")
    note = await team.says("Der Hausmeister weiß mehr", reply_to=team.message("B1").event)
    await team.deletes(note)
    await team.says("!blocker B1")
    assert "Hausmeister" not in team.sees()


async def test_an_edit_of_an_edit_is_seen_by_nobody_and_changes_nothing(team: Room) -> None:
    said = await team.says("!blocker Raum fehlt")
    edit = await team.edits(said, "!blocker Saal fehlt")
    await team.edits(edit, "!blocker Keller fehlt")
    assert "Saal fehlt" in team.message("B1").body


@pytest.mark.parametrize("by", ["Anna", "Ben"])
async def test_nobody_edits_a_card_of_the_bot(team: Room, by: str) -> None:
    await team.says("!blocker Raum fehlt")
    card = team.message("B1")
    await team.edits(card.event, "!blocker gelöst B1", by=by)
    await team.says("!blocker")
    assert "B1 Raum fehlt" in team.sees()


@pytest.mark.parametrize("author", ["Ben", "Lotse"])
async def test_an_edit_of_somebody_elses_words_is_no_command(team: Room, author: str, world: World) -> None:
    edit = Edit(
        event_id=world.event_id(),
        room=team.id,
        sender=user("Anna"),
        sent_at=world.clock.now(),
        of=EventId("$talk"),
        text="!blocker Alarm\nampel: rot",
        author=user(author),
    )
    await world.receives(edit)
    assert team.messages() == []


async def test_somebody_elses_command_is_not_edited_nor_its_edit_taken_back(team: Room) -> None:
    said = await team.says("!blocker Raum fehlt")
    await team.edits(said, "!blocker Alarm", by="Ben")
    await team.takes_back_edit(said, "!blocker Alarm", by="Ben")
    assert "Raum fehlt" in team.message("B1").body


async def test_what_names_the_latest_edit_of_a_card_means_the_card(team: Room, pmo: Room) -> None:
    await team.says("!blocker Raum fehlt\nampel: rot\nlösung: mieten")
    await team.says("!blocker ändere B1\ntitel: Saal fehlt")
    seen = pmo.message("B1")
    assert seen.latest_edit is not None
    await pmo.says("Wir fragen nach", reply_to=seen.latest_edit)
    tap = await pmo.reacts("👀", to=seen.latest_edit, by="Paula")
    await team.says("!blocker B1")
    assert "Wir fragen nach" in team.sees() and "Paula" in team.sees()
    await pmo.deletes(tap, by="Paula")
    card = team.message("B1").latest_edit or team.message("B1").event
    await team.reacts("✅", to=card)
    await team.says("!blocker")
    assert "Keine offenen Blocker" in team.sees()


async def test_an_edited_command_is_answered_in_the_thread_of_its_message(team: Room) -> None:
    said = await team.says("!blcoker Raum fehlt", thread=EventId("$root"))
    await team.edits(said, "!blocker Raum fehlt")
    assert team.messages()[-1].content["m.relates_to"]["event_id"] == "$root"


async def test_what_was_taken_back_and_is_edited_again_makes_a_new_record(team: Room) -> None:
    talk = EventId("$talk")
    await team.edits(talk, "!blocker Raum fehlt")
    await team.takes_back_edit(talk, "Raum fehlt")
    await team.edits(talk, "!blocker Saal fehlt")
    assert "Saal fehlt" in team.message("B2").body


@pytest.mark.parametrize(("by", "counts"), [("Anna", True), ("Ben", False)])
async def test_what_still_waits_for_its_key_is_edited_by_its_author_alone(by: str, counts: bool, team: Room, world: World) -> None:
    waits = Undecryptable(event_id=EventId("$waits"), room=team.id, sender=user("Anna"), sent_at=world.clock.now(), raw={})
    await world.receives(waits)
    await team.edits(waits.event_id, "!blocker Raum fehlt", by=by)
    await team.says("!blocker")
    assert ("Raum fehlt" in team.sees()) is counts


@pytest.mark.parametrize(
    ("said", "edited"),
    [
        ("!blocker Raum fehlt", "!blocker Saal fehlt"),
        ("!blocker Raum fehlt | ampel: blau", "!blocker Raum fehlt"),
        ("!blocker gelöst B7", "!blocker Raum fehlt"),
    ],
)
async def test_an_edit_that_somebody_sends_into_another_room_is_none(team: Room, pmo: Room, said: str, edited: str) -> None:
    team.joins("Paula")
    message = await team.says(said, by="Paula")
    before = [seen.body for seen in team.messages()]
    await pmo.edits(message, edited, by="Paula")
    assert pmo.messages() == [] and [seen.body for seen in team.messages()] == before
    await team.edits(message, edited, by="Paula")
    assert edited.removeprefix("!blocker ") in team.sees()
