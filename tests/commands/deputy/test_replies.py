"""Plain replies to the card that asks who speaks."""

from __future__ import annotations

import pytest

from tests.commands.deputy.committee import seated
from tests.commands.deputy.test_card import on_the_card
from tests.world import Room

pytestmark = pytest.mark.goes_on_from(story=seated)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("komme", "Gießen: Ben kommt"),
        ("Ich komme!", "Gießen: Ben kommt"),
        ("bin dabei", "Gießen: Ben kommt"),
        ("I am coming", "Gießen: Ben kommt"),
        ("Enthaltung", "Gießen: ruht, Ben enthält sich"),
        ("Ich enthalte mich.", "Gießen: ruht, Ben enthält sich"),
        ("@Cem", "Gießen: Cem für Ben"),
        ("Vertretung: Cem", "Gießen: Cem für Ben"),
        ("vertretung @Cem", "Gießen: Cem für Ben"),
    ],
)
async def test_a_reply_says_it_for_the_date_of_the_card(steering: Room, said: str, shown: str) -> None:
    await on_the_card(steering)
    card = steering.message("Zum Einlesen")
    await steering.says(said, by="Ben", reply_to=card.event)
    assert shown in card.body, card.body


async def test_a_reply_that_is_deleted_says_nothing_any_more(steering: Room) -> None:
    await on_the_card(steering)
    card = steering.message("Zum Einlesen")
    said = await steering.says("ich komme", by="Ben", reply_to=card.event)
    assert "Ben kommt" in card.body
    await steering.deletes(said, by="Ben")
    assert "Gießen: ruht bisher" in card.body


@pytest.mark.parametrize("said", ["kann leider nicht", "Bin krank", "leider verhindert"])
async def test_who_cannot_come_is_told_what_there_is(steering: Room, said: str) -> None:
    await on_the_card(steering)
    await steering.says(said, by="Ben", reply_to=steering.message("Zum Einlesen").event)
    assert "!vertretung enthaltung" in steering.sees()


@pytest.mark.parametrize(
    "said",
    ["Ich komme erst um elf", "Die Vorlage zu T1 lese ich am Wochenende, sie ist nicht kurz.", "Danke!", "Kommt jemand aus Wetzlar?"],
)
async def test_what_people_say_to_each_other_below_it_is_theirs(steering: Room, said: str) -> None:
    await on_the_card(steering)
    card = steering.message("Zum Einlesen")
    before, count = card.body, len(steering.messages())
    await steering.says(said, by="Ben", reply_to=card.event)
    assert card.body == before and len(steering.messages()) == count


async def test_who_has_no_voice_reads_who_answers_here(steering: Room) -> None:
    await on_the_card(steering)
    card = steering.message("Zum Einlesen")
    for _ in range(2):
        await steering.says("ich komme", by="Cem", reply_to=card.event)
    assert len([seen for seen in steering.messages() if "hier sagen die, die für eine Kommune sprechen" in seen.body]) == 1


async def test_a_reply_to_the_card_of_a_session_that_is_over_is_refused(steering: Room) -> None:
    await on_the_card(steering)
    card = steering.message("Zum Einlesen")
    await steering.clock.pass_(days=6)
    await steering.says("ich komme", by="Ben", reply_to=card.event)
    assert "vorbei" in steering.sees()
