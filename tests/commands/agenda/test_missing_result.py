"""Half an hour after a session of the steering committee of which nobody kept minutes, its decision topics are asked after."""

from __future__ import annotations

import pytest

from tests.commands.agenda.planned_sessions import berlin, plan
from tests.world import Room


@pytest.fixture
async def over(steering: Room) -> Room:
    """A session with an information and a decision, of which nobody said anything; it is half an hour after its end."""
    await plan(steering)
    await steering.says("!agenda Bericht", by="Stefan")
    await steering.says("!agenda Hosting | art: entscheidung | vorlage: https://stadt.example/x", by="Stefan")
    await steering.clock.until(berlin(24, 11, 29))
    assert not asked(steering)
    return steering


def asked(room: Room) -> list[str]:
    return [seen.body for seen in room.messages() if "Was wurde aus" in seen.body]


async def test_it_is_asked_once_and_the_answer_is_the_result(over: Room) -> None:
    await over.clock.until(berlin(24, 11, 30))
    assert asked(over) == ["Was wurde aus T2 Hosting? Antwort genügt."]
    said = await over.says("Wir nehmen die ekom21", reply_to=over.message("Was wurde aus").event, by="Stefan")
    assert over.world.chat.receipts[said] == ["✅"] and "Als Beschluss festhalten?" in over.sees()
    await over.edits(said, "Wir nehmen die ekom21 ab März", by="Stefan")
    await over.says("!agenda T2", by="Stefan")
    assert "Erledigt: Wir nehmen die ekom21 ab März" in over.sees()
    await over.deletes(said, by="Stefan")
    await over.says("!agenda T2", by="Stefan")
    assert "ekom21" not in over.sees()
    await over.clock.pass_(days=3)
    assert len(asked(over)) == 1


@pytest.mark.parametrize(
    "said", ["!agenda erledigt T2 Wir nehmen die ekom21", "!beschluss Wir nehmen die ekom21 | thema: T2", "!protokoll start"]
)
async def test_where_there_is_a_result_or_minutes_nothing_is_asked(over: Room, said: str) -> None:
    await over.says(said, by="Stefan")
    await over.clock.pass_(hours=5)
    assert not asked(over)


async def test_elsewhere_nothing_is_posted(team: Room) -> None:
    await plan(team)
    await team.says("!agenda Hosting | art: entscheidung")
    await team.clock.until(berlin(24, 15))
    assert not asked(team)
