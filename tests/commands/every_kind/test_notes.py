"""A plain reply to a card is kept with its record, and so is a note that is said as a command."""

from __future__ import annotations

from bot.domain.history import Note
from bot.domain.ids import EventId, Number
from bot.records.count_limits import MAX_NOTES
from tests.commands.every_kind.kinds import Spoken, added, each_kind, shown
from tests.world import MONDAY, Room, user


@each_kind
async def test_a_reply_to_a_card_is_kept_until_it_is_deleted(kind: Spoken, team: Room) -> None:
    await added(team, kind)
    reply = await team.says("Gießen fragt nach", by="Ben", reply_to=team.message(kind.number).event)
    assert team.world.chat.receipts[reply] == ["📝"]
    assert "Notizen" in await shown(team, kind) and "Ben: Gießen fragt nach" in team.sees()
    await team.edits(reply, "Marburg fragt nach", by="Ben")
    assert "Ben: Marburg fragt nach" in await shown(team, kind) and "Gießen" not in team.sees()
    await team.deletes(reply, by="Ben")
    assert "Marburg" not in await shown(team, kind) and "Notizen" not in team.sees()


@each_kind
async def test_a_note_can_be_said_as_a_command_too(kind: Spoken, team: Room) -> None:
    await added(team, kind)
    said = await team.says(f"!{kind.noun} notiz {kind.number} Gießen fragt nach", by="Ben")
    assert f"Notiz bei {kind.number} gespeichert" in team.sees()
    await team.says(f"!{kind.noun} note {kind.number} Und Wetzlar")
    assert "Ben: Gießen fragt nach" in await shown(team, kind) and "Anna: Und Wetzlar" in team.sees()
    await team.deletes(said, by="Ben")
    assert "Gießen fragt nach" not in await shown(team, kind) and "Und Wetzlar" in team.sees()


@each_kind
async def test_one_that_is_full_of_notes_takes_no_more(kind: Spoken, team: Room) -> None:
    await added(team, kind)
    async with team.world.store.transaction() as tx:
        for count in range(MAX_NOTES):
            event = EventId(f"$note{count}")
            await tx.notes.add(Note(id=0, subject=Number(kind.number[0], 1), author=user("Anna"), at=MONDAY, text="Notiz", event=event))
    await team.says(f"!{kind.noun} notiz {kind.number} Eine zu viel")
    assert f"mehr als {MAX_NOTES} kann ich nicht speichern" in team.sees()
