"""A topic that was made from a question: its result is offered as the answer."""

from __future__ import annotations

import pytest

from tests.commands.question.asking import second_team
from tests.world import Room, World

OFFER = "Ist das die Antwort"


async def asked(team: Room) -> None:
    await team.says("!frage Wer zahlt den Server?")
    await team.says("!frage agenda Q1")


@pytest.mark.parametrize("said", ["!agenda erledigt T1 Das Land", "!agenda done T1 Das Land", "!erledigt T1 Das Land"])
async def test_its_result_becomes_the_answer_with_a_tap(team: Room, said: str) -> None:
    await asked(team)
    await team.says(said)
    offer = team.message(OFFER)
    assert "T1 war zu Q1 Wer zahlt den Server?" in offer.body and "Das Land" in offer.body and offer.reactions == ["✅"]
    await team.taps("✅", on=offer.event)
    await team.says("!frage Q1")
    assert "Das Land" in team.sees() and "✅" in team.sees().split("\n")[0]


async def test_untouched_the_question_stays_open(team: Room) -> None:
    await asked(team)
    await team.says("!agenda erledigt T1 Vertagt")
    await team.says("!frage")
    assert "Q1" in team.sees()


@pytest.mark.parametrize("said", ["!agenda erledigt T1", "!agenda streichen T1 Das Land"])
async def test_without_a_result_nothing_is_offered(team: Room, said: str) -> None:
    await asked(team)
    await team.says(said)
    assert not any(OFFER in seen.body for seen in team.messages())


async def test_nor_where_it_has_its_answer_already_or_is_of_no_question(team: Room) -> None:
    await asked(team)
    await team.says("!frage antwort Q1 Der Bund")
    await team.says("!agenda erledigt T1 Das Land")
    await team.says("!agenda Budget")
    await team.says("!agenda erledigt T2 Beschlossen")
    assert not any(OFFER in seen.body for seen in team.messages())


async def test_nor_to_those_who_may_not_answer_it(team: Room, pmo: Room, world: World) -> None:
    app = await second_team(world, pmo)
    await team.says("!frage Wer zahlt den Server?")
    await app.says("!agenda Q1")
    await app.says("!agenda erledigt T1 Das Land")
    assert "T1" in app.sees() and not any(OFFER in seen.body for seen in app.messages())


@pytest.mark.parametrize("result", ["Das Land | der Bund", "Das Land. Bis: Freitag", "Frage: noch offen", "Ja!", "✅ <b>alles</b> *gut*"])
async def test_whatever_the_result_says_it_can_be_taken(team: Room, result: str) -> None:
    await asked(team)
    await team.says(f"!agenda erledigt T1 {result}")
    if OFFER not in team.sees():  # what sounds like a field was asked about first
        await team.taps("❌", on=team.messages()[-1].event)
    await team.taps("✅", on=OFFER)
    if "gibt es hier nicht" in team.sees():
        await team.taps("❌", on="gibt es hier nicht")
    await team.says("!frage Q1")
    assert result.replace("|", "/").split()[0] in team.sees() and "✅" in team.sees().split("\n")[0]


async def test_in_an_english_room_it_is_english(team: Room) -> None:
    await team.says("!language en")
    await asked(team)
    await team.says("!agenda done T1 The state")
    await team.taps("✅", on="Is this the answer")
    await team.says("!question Q1")
    assert "The state" in team.sees()
