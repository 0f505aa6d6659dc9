"""After a restore the bot hears again what somebody said who was erased since: that is erased once more."""

from __future__ import annotations

from bot.domain.ids import Number
from bot.ports import REAPPLY_KEY
from tests.world import Room, World, user


async def test_what_comes_again_is_erased_once_more_before_anything_is_sent(team: Room, world: World) -> None:
    async with world.store.transaction() as tx:
        await tx.people.former(user("Ben"), world.clock.now())
        await tx.set_meta(REAPPLY_KEY, world.clock.now().isoformat())
    await team.says("!blocker Freigabe fehlt", by="Ben")
    await team.says("!blocker Raum fehlt", by="Anna")
    await world.machine.startup.begin()
    async with world.store.reading() as tx:
        first, second = await tx.blockers.get(Number("B", 1)), await tx.blockers.get(Number("B", 2))
        assert not await tx.people.what_is_kept(user("Ben"))
    assert first is not None and second is not None
    assert (first.reporter, second.reporter) == ("ehemaliges Mitglied 1", user("Anna"))
    await team.says("!blocker Noch einer", by="Ben")
    await world.machine.startup.begin()
    async with world.store.reading() as tx:
        again = await tx.blockers.get(Number("B", 3))
    assert again is not None and again.reporter == user("Ben")
