"""What people say to the bot who have read nothing."""

from __future__ import annotations

import pytest

from tests.world import Room, World


@pytest.mark.parametrize(
    "said", ["@lotse:stadt.example hallo", "Lotse, moin!", "!hallo", "Lotse guten Morgen", "!test", "@lotse:stadt.example hello there"]
)
async def test_a_greeting_is_answered_in_three_lines(team: Room, said: str) -> None:
    await team.says(said)
    assert "ich bin Lotse" in team.sees() and len(team.sees().splitlines()) == 3


@pytest.mark.parametrize("said", ["Lotse danke", "!danke", "Lotse, vielen Dank!", "@lotse:stadt.example thanks a lot", "Lotse 👍"])
async def test_thanks_get_a_smile(team: Room, world: World, said: str) -> None:
    event = await team.says(said)
    assert team.messages() == [] and world.chat.receipts[event] == ["🙂"]


@pytest.mark.parametrize("said", ["!was kannst du", "Lotse, was kannst du?", "!wie geht das?", "Lotse hilf mir", "!what can you do"])
async def test_whoever_asks_gets_help(team: Room, said: str) -> None:
    await team.says(said)
    helped = team.sees()
    await team.says("!hilfe")
    assert team.sees() == helped


@pytest.mark.parametrize(
    ("said", "then"), [("hallo", "ich bin Lotse"), ("?", "hilfe"), ("test", "ich bin Lotse"), ("Moin Lotse", "ich bin Lotse")]
)
async def test_in_a_direct_chat_too(team: Room, world: World, said: str, then: str) -> None:
    direct = world.room("Direkt", "Ben")
    await direct.invites(by="Ben", direct=True)
    await direct.says(said)
    assert then in direct.sees()
    event = await direct.says("danke dir")
    assert world.chat.receipts[event] == ["🙂"]


async def test_a_record_that_begins_so_is_one(team: Room) -> None:
    await team.says("!blocker Test der Schnittstelle schlägt fehl")
    assert "B1 Test der Schnittstelle" in team.sees()


async def test_lotse_says_first_who_it_is(team: Room) -> None:
    await team.says("!lotse")
    assert team.sees().startswith("Ich bin Lotse") and "Alles ist zugestellt" in team.sees()
