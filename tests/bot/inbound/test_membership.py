"""How the bot comes into rooms and out of them."""

from __future__ import annotations

from pathlib import Path

from bot.domain.ids import RoomId
from tests.world import Room, World


async def test_an_invitation_is_accepted_and_the_bot_says_once_who_it_is(world: World) -> None:
    room = world.room("Neu", "Anna")
    await room.invites(by="Anna")
    assert world.chat.joined == [room.id]
    await room.lets_the_bot_in()
    for fact in ("Lotse", "!hilfe", "!blocker", "speichere"):
        assert fact in room.sees()
    assert len(room.messages()) == 1


async def test_an_invitation_by_a_stranger_is_declined(tmp_path: Path) -> None:
    world = await World.start(tmp_path, may_invite=lambda user: False)
    room = world.room("Neu", "Anna")
    await room.invites(by="Anna")
    assert (world.chat.joined, world.chat.left) == ([], [room.id])
    await world.stop()


async def test_a_room_upgrade_is_followed_where_both_rooms_say_so(team: Room, world: World) -> None:
    await team.says("!blocker Raum fehlt")
    await team.says("!einstellungen ruhezeit: 18:00-08:00")
    new = world.room("Dateninventur neu", "Ben", moderators=("Anna",))
    await team.is_replaced_by(new.id, by="Anna")
    assert world.chat.joined == [new.id]
    await new.lets_the_bot_in(predecessor=team.id)
    assert "Dateninventur" in new.sees()
    await new.says("!blocker")
    assert "B1" in new.sees()
    await new.says("!einstellungen")
    assert "18:00-08:00 (hier gesetzt)" in new.sees()


async def test_a_room_that_only_claims_to_be_the_successor_is_not_followed(team: Room, world: World) -> None:
    forged = world.room("Falsch", "Mallory")
    await forged.lets_the_bot_in(predecessor=team.id)
    await forged.says("!blocker")
    assert "noch zu keiner Gruppe" in forged.sees()
    await team.says("!blocker")
    assert "Keine offenen Blocker" in team.sees()


async def test_the_pmo_moves_only_when_an_admin_confirms(team: Room, pmo: Room, world: World) -> None:
    new = world.room("PMO neu", "Paula", moderators=("Ada",))
    await pmo.is_replaced_by(new.id, by="Ada")
    await new.lets_the_bot_in(predecessor=pmo.id)
    await new.taps("✅", on="ersetzen", by="Paula")
    await team.says("!blocker Server aus | ampel: rot")
    assert "B1" in pmo.sees()
    await new.taps("✅", on="ersetzen", by="Ada")
    await team.says("!blocker Leitung tot | ampel: rot")
    assert "B2" in new.sees()


async def test_the_pmo_hears_when_the_bot_was_put_out_of_a_room(team: Room, pmo: Room) -> None:
    await team.removes_the_bot(by="Anna")
    assert "Dateninventur" in pmo.sees()
    assert RoomId("!dateninventur") == team.id
