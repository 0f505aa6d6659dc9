"""Words about a vote as people write them without a manual: nothing that is only to be voted on may be recorded as in force."""

from __future__ import annotations

import pytest

from bot.domain.ids import Number
from bot.domain.record_types import DECISIONS
from bot.domain.voting.votes import Choice
from commands.decision.voting.ballot_words import is_ballot
from tests.commands.decision.voting_room import ballots_on, card_of, seated, state_of
from tests.world import Room, World


async def _topic(world: World, steering: Room) -> None:
    await seated(world, steering)
    await steering.says("!treffen Steuerungskreis | wann: 3.12. 10 Uhr")
    await steering.says("!agenda Hosting | art: entscheidung")
    steering.forget()


async def _nothing_recorded(world: World) -> bool:
    async with world.store.reading() as tx:
        return await tx.records(DECISIONS).get(Number("D", 1)) is None


@pytest.mark.parametrize("said", ["!beschluss abstimmung über T1", "!beschluss abstimmen zu T1", "!abstimmen T1", "!decision vote on T1"])
async def test_a_vote_is_opened_however_the_topic_is_named(world: World, steering: Room, said: str) -> None:
    await _topic(world, steering)
    await steering.says(said, by="Gisela")
    assert await state_of(world, 1) == "running"


@pytest.mark.parametrize("said", ["!beschluss Umlauf: Logo B wird verwendet", "!beschluss Umlaufbeschluss – Logo B wird verwendet"])
async def test_a_text_led_by_umlauf_is_voted_on_and_not_in_force(world: World, steering: Room, said: str) -> None:
    await seated(world, steering)
    await steering.says(said, by="Gisela")
    assert "Eine Vorlage fehlt" in steering.sees()
    assert await _nothing_recorded(world)
    await steering.says(f"{said}\nvorlage: https://stadt.example/logo", by="Gisela")
    assert "Umlaufbeschluss D1: Logo B" in card_of(steering, 1).body.replace("*", "")


async def test_a_text_led_by_abstimmung_opens_a_vote(world: World, steering: Room) -> None:
    await seated(world, steering)
    await steering.says("!beschluss Abstimmung: Logo B wird verwendet", by="Gisela")
    assert await state_of(world, 1) == "running"


async def test_umlauf_without_a_colon_is_asked_about(world: World, steering: Room) -> None:
    await seated(world, steering)
    await steering.says("!beschluss umlauf der Akten endet am 1.3.", by="Gisela")
    assert await _nothing_recorded(world)
    await steering.taps("❌", on="schriftlich darüber abstimmen", by="Gisela")
    assert "umlauf der Akten" in steering.sees()
    assert await state_of(world, 1) == "in-force"


async def test_a_plain_reply_to_the_card_is_a_vote(world: World, steering: Room) -> None:
    await _topic(world, steering)
    await steering.says("!beschluss abstimmen T1", by="Gisela")
    answer = await steering.says("Ich bin dafür!", by="Max", reply_to=card_of(steering, 1).event)
    assert [(each.municipality, each.choice) for each in await ballots_on(world, 1)] == [("Marburg", Choice.FOR)]
    assert "1 von 4" in card_of(steering, 1).body
    await steering.deletes(answer, by="Max")
    assert await ballots_on(world, 1) == []
    await steering.says("👍🏽", by="Ada", reply_to=card_of(steering, 1).event)
    assert await ballots_on(world, 1) == []


@pytest.mark.parametrize("said", ["Ich bin dagegen, weil es zu teuer ist", "Wann ist Schluss?", "Gießen war letztes Mal dafür"])
def test_a_reply_with_more_than_a_vote_is_a_note(said: str) -> None:
    assert not is_ballot(said)


async def test_a_verb_without_number_means_the_vote_that_runs(world: World, steering: Room) -> None:
    await _topic(world, steering)
    await steering.says("!beschluss schließen", by="Ada")
    assert "Gerade läuft keine Abstimmung" in steering.sees()
    await steering.says("!beschluss Hosting in Gießen")
    await steering.says("!beschluss abstimmen T1", by="Gisela")
    await steering.says("!beschluss stimme dafür", by="Max")
    await steering.taps("✅", on="Meinst du", by="Max")
    assert [each.municipality for each in await ballots_on(world, 2)] == ["Marburg"]
    await steering.says("!beschluss schließen")
    await steering.taps("✅", on="!beschluss schließen D2")
    assert await state_of(world, 2) != "running"


async def test_who_may_not_open_a_vote_is_told_the_command_for_this_topic(world: World, team: Room, steering: Room) -> None:
    await _topic(world, steering)
    await team.says("!beschluss abstimmen T1", by="Anna")
    assert "beschluss abstimmen T1" in team.sees()


async def test_a_deadline_that_has_gone_by_is_not_one_of_next_year(world: World, steering: Room) -> None:
    await seated(world, steering)
    await steering.says("!beschluss Logo B | art: umlauf | vorlage: https://stadt.example/logo | bis: 1.11.", by="Gisela")
    assert "Bis Montag, 1.11.2027 ist es sehr lang" in steering.sees()
    assert await _nothing_recorded(world)


async def test_closing_means_the_vote_in_the_session_and_not_the_one_in_writing(world: World, steering: Room) -> None:
    await _topic(world, steering)
    await steering.says("!beschluss Logo B | art: umlauf | vorlage: https://stadt.example/logo", by="Gisela")
    await steering.says("!beschluss abstimmen T1", by="Gisela")
    await steering.says("!beschluss schließen")
    assert "Meinst du D2 Hosting?" in steering.sees()


async def test_a_vote_that_decided_nothing_is_not_called_a_decision(world: World, steering: Room, pmo: Room) -> None:
    await seated(world, steering)
    await steering.says("!beschluss Logo B | art: umlauf | vorlage: https://stadt.example/logo", by="Gisela")
    await world.pass_(days=8)
    assert "Abgestimmt: Steuerungskreis" in pmo.message("nicht zustande").body
