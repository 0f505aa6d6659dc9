"""What can be taken back: a tap, a note, the message that made the record. What others have built on stays."""

from __future__ import annotations

import json

import pytest

from bot.domain.ids import EventId, Number
from storage.transfer.export import export
from tests.commands.every_kind.kinds import KINDS, Spoken, added, direct_chat, each_kind, shown
from tests.world import BERLIN, Room, Seen, World

WITH_BUTTON = pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.tap], ids=lambda kind: kind.noun)
UNDONE = "wieder wie vorher"


async def tapped(team: Room, kind: Spoken, card: Seen) -> EventId:
    """Ben taps the button of its card."""
    assert kind.tap is not None
    tap = await team.taps(kind.tap[0], on=card.event, by="Ben")
    assert kind.tap[1] in await shown(team, kind)
    return tap


@WITH_BUTTON
async def test_a_tap_that_is_taken_back_takes_its_effect_back(kind: Spoken, team: Room) -> None:
    await added(team, kind)
    card = team.message(kind.number)
    read, before = card.body, await shown(team, kind)
    tap = await tapped(team, kind, card)
    team.forget()
    await team.deletes(tap, by="Ben")
    assert [UNDONE in seen.body for seen in team.messages()] == [True] and card.body == read
    assert (await shown(team, kind)).startswith(before.partition("\n\nVerlauf")[0])


@WITH_BUTTON
async def test_it_stays_where_somebody_went_on_from_it(kind: Spoken, team: Room) -> None:
    await added(team, kind)
    tap = await tapped(team, kind, team.message(kind.number))
    await team.says(f"!{kind.noun} notiz {kind.number} Gut so")
    before = await shown(team, kind)
    await team.deletes(tap, by="Ben")
    assert await shown(team, kind) == before and not any(UNDONE in seen.body for seen in team.messages())


@each_kind
async def test_with_its_message_it_is_withdrawn_and_nothing_of_its_text_stays_anywhere(
    kind: Spoken, team: Room, pmo: Room, world: World
) -> None:
    direct = await direct_chat(world)
    message = await direct.says(f"!{kind.add} | team: Dateninventur")
    assert kind.title in team.message(kind.number).body
    note = await direct.says(f"Auch: {kind.title}", reply_to=direct.message(kind.number).event)
    assert world.chat.receipts[note] == ["📝"]
    if kind.tap:
        await team.deletes(await team.taps(kind.tap[0], on=kind.number))
    await direct.deletes(message)
    assert direct.sees() == f"{kind.number} ist {kind.gone} und der Text gelöscht."
    assert [seen.body for seen in world.chat.timeline if not seen.gone and kind.title in seen.body] == []
    async with world.store.reading() as tx:
        assert not await tx.notes.of(Number(kind.number[0], 1))
        assert all(change.before is None and not change.detail for change in await tx.history.of(Number(kind.number[0], 1)))
    assert kind.title not in json.dumps(await export(world.store, BERLIN), default=str, ensure_ascii=False)
    assert kind.title not in await shown(team, kind)
    await team.says(f"!{kind.noun} liste")
    assert kind.number not in team.sees()


@each_kind
async def test_it_stays_where_others_have_noted_something(kind: Spoken, team: Room) -> None:
    message = await added(team, kind)
    await team.says("Gießen fragt nach", by="Ben", reply_to=team.message(kind.number).event)
    await team.deletes(message)
    assert team.sees().startswith(f"{kind.number} bleibt")
    assert kind.title in await shown(team, kind) and "Ben: Gießen fragt nach" in team.sees()
