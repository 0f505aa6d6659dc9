"""Running minutes of one group: what people of another one say, tap or reply elsewhere changes nothing of them."""

from __future__ import annotations

import pytest

from tests.commands.minutes.sessions import begun
from tests.commands.minutes.test_running import card, entries
from tests.world import Room, World


@pytest.fixture
async def other(team: Room, world: World) -> Room:
    await begun(team)
    app = world.room("App", "Otto", moderators=("Ada",))
    await app.says("!team App", by="Ada")
    app.forget()
    return app


@pytest.mark.parametrize(
    "said",
    ["Das stimmt nicht", "weiter", "weiter: Abgelehnt", "mehr 30", "da: Otto", "zurück", "ende", "ende S1", "start S1", "vertagen T1"],
)
async def test_what_others_say_in_their_room_and_alone_with_the_bot(team: Room, other: Room, world: World, said: str) -> None:
    before, kept = card(team), await entries(team)
    direct = world.room("Direkt mit Otto", "Otto")
    await direct.invites(by="Otto", direct=True)
    await other.says(f"!protokoll {said}", by="Otto")
    await direct.says(f"protokoll {said}")
    assert (card(team), await entries(team)) == (before, kept)


@pytest.mark.parametrize("key", ["⏭", "➕", "🏁", "✅"])
async def test_what_others_tap_or_reply_to_from_their_room(team: Room, other: Room, key: str) -> None:
    before, kept = card(team), await entries(team)
    shown = team.message("📝 Jour fixe").event
    await other.reacts(key, to=shown, by="Otto")
    await other.says("Das stimmt nicht", reply_to=shown, by="Otto")
    assert (card(team), await entries(team)) == (before, kept)


async def test_records_of_others_are_in_no_minutes_of_ours(team: Room, other: Room) -> None:
    await other.says("!aufgabe Etwas ganz anderes", by="Otto")
    assert await entries(team) == []
