"""`!tafel`: who gets a link to the board, where it comes, and that it stands nowhere but in the message."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from bot.domain.ids import UserId
from bot.domain.sign_in import LINK_LASTS, mark_of
from bot.ports import SendFailed
from tests.world import Room, World, user

BEN = user("Ben")


@pytest.fixture
def web_url() -> str:
    return "https://tafel.stadt.example"


def token_in(said: str) -> str:
    found = re.search(r"https://tafel\.stadt\.example/(?:en/)?an/([\w-]{43})\b", said)
    assert found is not None, said
    return found[1]


async def owner(world: World, token: str) -> UserId | None:
    async with world.store.reading() as tx:
        return await tx.sign_ins.owner_of_link(mark_of(token), world.clock.now() - LINK_LASTS)


async def direct_chat(team: Room, world: World) -> Room:
    await team.says("!tafel", by="Ben")
    return await world.opened_direct()


async def test_in_a_room_it_says_where_the_link_comes_and_invites_there(team: Room, world: World) -> None:
    await team.says("!tafel", by="Ben")
    assert "Kommt in den Direktchat. Ich lade dich dazu ein" in team.sees()
    assert "/an/" not in team.sees()
    direct = await world.opened_direct()
    assert await owner(world, token_in(direct.sees())) == BEN
    assert "15 Minuten" in direct.sees() and direct.messages()[-1].notifies


async def test_where_there_is_a_direct_chat_it_comes_there(team: Room, world: World) -> None:
    direct = await direct_chat(team, world)
    direct.forget()
    await team.says("!tafel", by="Ben")
    assert team.sees().endswith("Kommt in den Direktchat.")
    assert await owner(world, token_in(direct.sees())) == BEN


@pytest.mark.parametrize("said", ["tafel", "!tafel", "board", "!tafel link", "!tafel zeigen", "!Tafel anmelden", "!board login"])
async def test_in_the_direct_chat_the_answer_is_the_link(team: Room, world: World, said: str) -> None:
    direct = await direct_chat(team, world)
    direct.forget()
    await direct.says(said)
    assert await owner(world, token_in(direct.sees())) == BEN
    assert token_in(direct.messages()[-1].html) == token_in(direct.sees()) and not direct.messages()[-1].notifies


async def test_a_new_link_ends_the_old_one(team: Room, world: World) -> None:
    direct = await direct_chat(team, world)
    old = token_in(direct.sees())
    direct.forget()
    await direct.says("tafel")
    assert await owner(world, old) is None
    assert await owner(world, token_in(direct.sees())) == BEN


async def test_it_counts_for_fifteen_minutes_from_when_it_was_sent(team: Room, world: World) -> None:
    direct = await direct_chat(team, world)
    direct.forget()
    world.chat.failing[direct.id] = SendFailed("429", retry_after=timedelta(hours=1))
    await direct.says("tafel")
    del world.chat.failing[direct.id]
    await world.pass_(hours=1)
    token = token_in(direct.sees())
    assert await owner(world, token) == BEN
    await world.pass_(minutes=14)
    assert await owner(world, token) == BEN
    await world.pass_(minutes=1)
    assert await owner(world, token) is None


async def test_a_link_whose_arrival_was_not_heard_of_still_counts(team: Room, world: World) -> None:
    direct = await direct_chat(team, world)
    direct.forget()

    async def lost(*_: object) -> None:
        world.chat.before_answering = None
        raise SendFailed("timeout")

    world.chat.before_answering = lost
    await direct.says("tafel")
    await world.pass_(minutes=1)
    assert len(direct.messages()) == 1 and await owner(world, token_in(direct.sees())) == BEN


async def test_no_token_stands_in_the_database_not_even_while_it_waits(team: Room, world: World) -> None:
    direct = await direct_chat(team, world)
    world.chat.failing[direct.id] = SendFailed("503")
    await direct.says("tafel")
    async with world.store.reading() as tx:
        waiting = await tx.outbox.waiting(10)
    assert len(waiting) == 1 and "/an/tokentokentoken" in waiting[0].content["body"]


async def test_where_somebody_else_has_come_into_the_chat_meanwhile_no_link_is_made(team: Room, world: World) -> None:
    direct = await direct_chat(team, world)
    direct.forget()
    world.chat.failing[direct.id] = SendFailed("503")
    await direct.says("tafel")
    direct.joins("Carla")
    del world.chat.failing[direct.id]
    await world.pass_(minutes=5)
    assert direct.messages() == []


async def test_with_a_third_person_in_it_no_link_comes_into_the_direct_chat(team: Room, world: World) -> None:
    direct = await direct_chat(team, world)
    direct.joins("Carla")
    direct.forget()
    await direct.says("!tafel", by="Ben")
    assert "/an/" not in direct.sees()
    await team.says("!tafel", by="Ben")
    assert "Ich lade dich dazu ein" in team.sees() and "/an/" not in direct.sees()


async def test_only_members_get_a_link(world: World, team: Room) -> None:
    await team.says("!tafel", by="Fritz")
    assert "nur für Mitglieder einer Gruppe" in team.sees() and not world.chat.opened
    elsewhere = world.room("Kantine", "Fritz")
    await elsewhere.says("!tafel", by="Fritz")
    assert "gehört noch zu keiner Gruppe" in elsewhere.sees() and not world.chat.opened


async def test_signing_out_ends_every_sign_in_and_the_link(team: Room, world: World) -> None:
    direct = await direct_chat(team, world)
    token = token_in(direct.sees())
    async with world.store.transaction() as tx:
        await tx.sign_ins.begin("one", BEN, world.clock.now())
        await tx.sign_ins.begin("two", BEN, world.clock.now())
        await tx.sign_ins.begin("another", user("Anna"), world.clock.now())
    await direct.says("tafel abmelden")
    assert "überall von der Tafel abgemeldet" in direct.sees()
    async with world.store.reading() as tx:
        assert (await tx.sign_ins.of(BEN), len(await tx.sign_ins.of(user("Anna")))) == ([], 1)
    assert await owner(world, token) is None
    direct.forget()
    await direct.says("tafel abmelden")
    assert "nirgends an der Tafel angemeldet" in direct.sees()


async def test_in_english_the_link_leads_to_the_english_pages(team: Room, world: World) -> None:
    direct = await direct_chat(team, world)
    await direct.says("sprache en")
    direct.forget()
    await direct.says("board")
    assert "https://tafel.stadt.example/en/an/" in direct.sees() and "counts for 15 minutes" in direct.sees()
    direct.forget()
    await direct.says("board sign-out")
    assert "You were not signed in" in direct.sees()


async def test_help_names_the_board_where_there_is_one(team: Room) -> None:
    await team.says("!hilfe")
    assert "Im Browser: !tafel" in team.sees()
    team.forget()
    await team.says("!hilfe tafel")
    assert "15 Minuten" in team.sees() and "nicht eingerichtet" not in team.sees()


class TestWithoutABoard:
    @pytest.fixture
    def web_url(self) -> str:
        return ""

    @pytest.mark.parametrize("said", ["!tafel", "!tafel abmelden"])
    async def test_there_is_one_sentence(self, team: Room, world: World, said: str) -> None:
        await team.says(said, by="Ben")
        assert team.sees().strip() == "Für dieses Projekt gibt es keine Tafel im Browser." and not world.chat.opened
        team.forget()
        await team.says("!hilfe")
        assert "tafel" not in team.sees()
