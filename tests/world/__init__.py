"""A project in rooms with the bot: what people say goes through the real inbox, and what they see comes out of the real outbox.

    async def test_a_blocker_gets_its_number(team: Room) -> None:
        await team.says("!blocker Freigabe fehlt")
        assert "B1" in team.sees()

Everything is real but the chat, which keeps what arrives, and the clock, which moves when it is told to.
"""

from tests.world.fake_chat import FakeChat, Limit, Seen
from tests.world.fakes import BERLIN, BOT, MONDAY, FakeClock, FakeRooms, user
from tests.world.room import Room
from tests.world.world import Scenery, World

__all__ = ["BERLIN", "BOT", "MONDAY", "FakeChat", "FakeClock", "FakeRooms", "Limit", "Room", "Scenery", "Seen", "World", "user"]
