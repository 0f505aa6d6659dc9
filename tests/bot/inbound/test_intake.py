"""What people say among themselves is let go as soon as it is plain that it is not for the bot, and nothing that is for it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.ids import EventId
from bot.messages import Attachment, Edit, Incoming, Message, Reaction
from tests.world import BOT, MONDAY, Room, World, user


def said(room: Room, text: str, reply_to: str | None = None) -> Message:
    answered = EventId(reply_to) if reply_to else None
    return Message(event_id=room.world.event_id(), room=room.id, sender=user("Anna"), sent_at=MONDAY, text=text, reply_to=answered)


@pytest.mark.parametrize("text", ["Guten Morgen", "Der Blocker ist noch da!", "!!!", "! so nicht"])
async def test_talk_is_let_go_at_once(text: str, team: Room, world: World) -> None:
    assert not world.receiving().relevance.may_matter(said(team, text))
    await world.receives(said(team, text))
    async with world.store.reading() as tx:
        assert await tx.inbox.waiting() == 0


async def test_what_may_be_for_the_bot_is_kept(team: Room, world: World) -> None:
    alone = world.room("Direkt", "Anna")
    edit = Edit(event_id=EventId("$e"), room=team.id, sender=user("Anna"), sent_at=MONDAY, of=EventId("$m"), text="Guten Morgen")
    tap = Reaction(event_id=EventId("$r"), room=team.id, sender=user("Anna"), sent_at=MONDAY, target=EventId("$m"), key="👍")
    events: list[Incoming] = [
        said(team, "!hilfe"),
        said(team, "Lotse: hilfe"),
        said(team, "Das machen wir", reply_to="$card"),
        said(alone, "blocker Freigabe fehlt"),
        edit,
        tap,
    ]
    assert all(world.receiving().relevance.may_matter(event) for event in events)


async def test_a_reply_to_what_was_answered_with_a_reaction_alone_is_let_in(team: Room, world: World) -> None:
    await team.says("!einstellungen antworten: kurz")
    await team.says("!treffen Jour fixe\nwann: Do 10:00")
    await team.says("!agenda Hosting")
    receipted = await team.says("!agenda Personal")
    assert world.chat.receipts[receipted] == ["🗓️ T2"]
    talk = await team.says("Wer kommt?")
    await world.receives(said(team, "Marburg auch", reply_to=receipted), said(team, "Ich nicht", reply_to=talk))
    await team.says("!agenda T2")
    assert "Marburg auch" in team.sees()
    async with world.store.reading() as tx:
        assert await tx.inbox.waiting() == 0


NAMED = {"Alter Name": BOT}
STRANGER = {"Lotse": user("Mallory")}
PLAN = Attachment(name="plan.jpg", address="mxc://stadt.example/plan")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ({"text": "Alter Name hilfe", "mentions": NAMED}, True),
        ({"text": "Lotse hilfe", "mentions": STRANGER}, False),
        ({"text": "Lotse hilfe"}, True),
        ({"text": "lotse: hilfe", "names_us": True}, True),
        ({"text": "Hallo Lotse, hilfe", "names_us": True}, False),
        ({"text": "! Blocker Raum fehlt"}, True),
        ({"text": "！blocker Raum fehlt"}, True),
        ({"text": "!blocker Raum fehlt", "attachment": PLAN}, True),
        ({"text": "Unser Ausflug", "attachment": PLAN}, False),
    ],
)
async def test_what_is_said_to_the_bot_is_let_in_and_nothing_else(said: dict[str, Any], kept: bool, team: Room, world: World) -> None:
    message = Message(event_id=world.event_id(), room=team.id, sender=user("Anna"), sent_at=MONDAY, **said)
    assert world.receiving().relevance.may_matter(message) is kept
    await world.syncs(message)
    async with world.store.reading() as tx:
        assert await tx.inbox.waiting() == kept


@pytest.mark.parametrize(("text", "kept"), [("", True), ("So sieht es aus", True)])
async def test_a_picture_in_reply_to_a_card_is_let_in(text: str, kept: bool, team: Room, world: World) -> None:
    await team.says("!blocker Raum fehlt")
    card = team.message("B1").event
    reply = said(team, text, reply_to=card).model_copy(update={"attachment": PLAN})
    assert world.receiving().relevance.may_matter(reply)
    await world.syncs(reply)
    async with world.store.reading() as tx:
        assert await tx.inbox.waiting() == kept
