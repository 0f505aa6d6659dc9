"""Who has a seat: set, changed, removed, and by whom."""

from __future__ import annotations

import pytest

from tests.commands.deputy.committee import seated
from tests.world import Room, World, user

on_seats = pytest.mark.goes_on_from(story=seated)


async def test_a_seat_is_set_changed_and_removed(steering: Room) -> None:
    steering.joins("Ben", "Cem", "Dana")
    await steering.says("!vertretung sitz Gießen @ben vertretung: @cem", by="Ada")
    answer = steering.message("Gießen: Ben")
    assert "ständige Vertretung Cem" in answer.body and "Das ist der einzige Sitz" in answer.body
    assert answer.mentions == [user("Ben"), user("Cem")] and answer.notifies
    await steering.says("!vertretung sitz giessen @dana", by="Ada")
    assert "Gießen: Dana statt Ben, ständige Vertretung Cem" in steering.sees()
    await steering.says("!vertretung sitz Gießen | vertretung: -", by="Ada")
    assert "Gießen: Dana." in steering.sees() and "ständige" not in steering.sees()
    await steering.says("!vertretung sitz Gießen", by="Ada")
    assert "Gießen hat keinen Sitz mehr" in steering.sees() and "jede Person im Raum eine Stimme" in steering.sees()


@pytest.mark.parametrize(
    "said",
    [
        "sitz Bad Homburg @ben",
        "sitz Bad Homburg: @ben",
        "sitz Bad Homburg, @Ben",
        "sitz @ben:stadt.example für Bad Homburg",
        "sitz Bad Homburg @Ben:stadt.example",
        "sitz Bad Homburg Ben",
        "sitz Bad Homburg – Ben",
        "sitz Bad Homburg | wer: Ben",
        "platz Bad Homburg = @ben",
        "seat Bad Homburg https://matrix.to/#/@ben:stadt.example",
    ],
)
async def test_the_person_is_understood_however_they_are_written(steering: Room, said: str) -> None:
    steering.joins("Ben")
    await steering.says(f"!vertretung {said}", by="Ada")
    assert steering.sees().startswith("🪑 Bad Homburg: Ben. Das ist der einzige Sitz"), steering.sees()


async def test_a_pill_names_a_person_of_several_words(steering: Room, world: World) -> None:
    steering.joins("Ben")
    world.rooms.names[user("Ben")] = "Ben von der Öztürk"
    await steering.says("!vertretung sitz Gießen Ben von der Öztürk", by="Ada", mentions={"Ben von der Öztürk": user("Ben")})
    assert "Gießen: Ben von der Öztürk" in steering.sees()


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("sitz Gießen @ben", "Das legt die Moderation fest"),
        ("sitz Fulda", "Das legt die Moderation fest"),
    ],
)
@on_seats
async def test_others_do_not_set_seats(steering: Room, said: str, answer: str) -> None:
    await steering.says(f"!vertretung {said}", by="Stefan")
    assert answer in steering.sees()


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("sitz Fulda", "Wer spricht für Fulda?"),
        ("sitz Fulda @ben", "Ben spricht schon für Gießen. Niemand gibt mehrere Stimmen ab."),
        ("sitz Fulda @gina | vertretung: @gina", "Nimm für die Vertretung jemand anderen"),
        ("sitz Fulda @nobody", "»@nobody« finde ich im Steuerungskreis nicht"),
        ("sitz Gießen Bne", "»Bne« finde ich im Steuerungskreis nicht"),
        ("sitz @gina", "Für welche Kommune?"),
        ("sitz", "Für welche Kommune?"),
        ("sitz Fulda @lotse:stadt.example", "finde ich im Steuerungskreis nicht"),
    ],
)
@on_seats
async def test_what_is_no_seat_is_refused(steering: Room, said: str, answer: str) -> None:
    await steering.says(f"!vertretung {said}", by="Ada")
    assert answer in steering.sees()
    await steering.says("!vertretung", by="Ada")
    assert "0 von 4 sicher" in steering.sees()


@on_seats
async def test_one_person_is_the_standing_deputy_of_one_seat(steering: Room) -> None:
    await steering.says("!vertretung sitz Gießen | vertretung: @cem", by="Ada")
    await steering.says("!vertretung sitz Marburg | vertretung: @cem", by="Ada")
    assert "Cem ist schon die ständige Vertretung von Gießen" in steering.sees()


async def test_a_holder_who_is_not_in_the_room_is_to_be_invited(steering: Room) -> None:
    await steering.says("!vertretung sitz Gießen @otto:stadt.example", by="Ada")
    assert "ist nicht im Raum. Bitte einladen, sonst trägt die Moderation die Stimme ein." in steering.sees()


async def test_a_seat_follows_the_edit_of_its_message_and_goes_with_it(steering: Room) -> None:
    steering.joins("Ben", "Dana")
    said = await steering.says("!vertretung sitz Gießen @ben", by="Ada")
    answer = steering.message("Gießen: Ben")
    await steering.edits(said, "!vertretung sitz Marburg @dana", by="Ada")
    assert "Marburg: Dana. Das ist der einzige Sitz" in answer.body
    await steering.deletes(said, by="Ada")
    assert "Marburg hat keinen Sitz mehr" in steering.sees()


async def test_an_admin_sets_seats_in_a_direct_chat_and_the_holder_is_told(steering: Room, world: World) -> None:
    steering.joins("Ben")
    direct = world.room("Direkt mit Ada", "Ada")
    await direct.invites(by="Ada", direct=True)
    await direct.says("vertretung sitz Gießen Ben")
    assert "Gießen: Ben" in direct.sees()
    told = steering.message("Ben, du sprichst im Steuerungskreis für Gießen")
    assert told.mentions == [user("Ben")] and "Das hat Ada eingetragen" in told.body


async def test_without_a_committee_there_are_no_voices(world: World) -> None:
    room = world.room("Team", "Anna", moderators=("Ada",))
    await room.says("!team Team", by="Ada")
    await room.says("!vertretung", by="Ada")
    assert "Es gibt noch keinen Steuerungskreis" in room.sees()
