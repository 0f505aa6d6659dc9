"""Names that are made to be taken for somebody else's: in answers the address stands beside them, and in fields they mean nobody else."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.ids import RoomId, UserId
from bot.matrix.rooms import JoinedRooms
from tests.world import Room, World, user

ROOM = RoomId("!room")
ANNA, MALLORY = UserId("@anna:stadt.example"), UserId("@mallory:stadt.example")


def rooms(**names: Any) -> JoinedRooms:
    known = JoinedRooms(UserId("@lotse:stadt.example"))
    known.apply(
        ROOM,
        [
            {
                "type": "m.room.member",
                "state_key": f"@{who}:stadt.example",
                "sender": f"@{who}:stadt.example",
                "content": {"membership": "join", "displayname": name},
            }
            for who, name in names.items()
        ],
    )
    return known


@pytest.mark.parametrize(
    "name",
    [
        "Anna Abel",
        "anna abel",
        "Anna  Abel ",
        "Anna Abel\u200b",
        "\u202eAnna Abel",
        "Аnnа Аbеl",
        "Αnna Abel",
        "Ａnna Ａbel",
        "Anna Abeı",
        "Ánna Abel",
        "Anna. Abel",
        "Anna Abe1",
    ],
)
def test_who_looks_like_somebody_else_is_told_apart(name: str) -> None:
    known = rooms(anna="Anna Abel", mallory=name)
    assert known.name(ANNA, ROOM) == "Anna Abel (@anna:stadt.example)"
    assert known.name(MALLORY, ROOM).endswith("(@mallory:stadt.example)")


@pytest.mark.parametrize("name", ["@anna:stadt.example", "Anna (@anna:stadt.example)", "＠anna:stadt.example @a:b"])
@pytest.mark.parametrize("room", [ROOM, None])
def test_a_name_that_holds_an_address_stands_beside_the_right_one(name: str, room: RoomId | None) -> None:
    assert rooms(mallory=name).name(MALLORY, room).endswith("(@mallory:stadt.example)")


@pytest.mark.parametrize(("one", "other"), [("Anna", "Ben"), ("Anna A.", "Anna B."), ("Müller", "Meier"), ("Ира", "Нина"), ("😀", "Ben")])
def test_who_is_not_alike_is_called_by_name_alone(one: str, other: str) -> None:
    known = rooms(anna=one, mallory=other)
    assert (known.name(ANNA, ROOM), known.name(MALLORY, ROOM)) == (one, other)


def test_who_has_gone_leaves_the_name_to_the_others() -> None:
    known = rooms(anna="Anna", mallory="Anna")
    known.apply(ROOM, [{"type": "m.room.member", "state_key": MALLORY, "content": {"membership": "ban"}}])
    assert known.name(ANNA, ROOM) == "Anna"


@pytest.mark.parametrize("name", [5, None, ["Anna"], {"in": "Anna"}, "", "\0", "\ud800", "!blocker Alarm", "Anna\n🔴 rot · B1", "a" * 5000])
def test_a_name_is_one_short_line_whatever_it_was_made_of(name: Any) -> None:
    shown = rooms(mallory=name).name(MALLORY, ROOM)
    assert len(shown) <= 140 and "\n" not in shown and shown.isprintable()


@pytest.mark.parametrize("said", ["@anna:stadt.example", "Anna", "@Anna"])
async def test_a_field_means_the_one_whose_name_it_is(said: str, team: Room, world: World) -> None:
    team.joins("Mallory")
    world.rooms.names[user("Mallory")] = "@anna:stadt.example"
    await team.says(f"!aufgabe Angebot einholen | wer: {said}")
    assert team.messages()[-1].mentions == [user("Anna")]


@pytest.mark.parametrize("field", ["!aufgabe Foo | wer: Anna", "!agenda Foo | wer: Anna", "!team leitung: Anna"])
async def test_a_pill_that_says_a_members_name_and_means_a_stranger_is_refused(field: str, team: Room) -> None:
    await team.says(field, mentions={"Anna": user("Mallory")})
    assert "nicht in diesem Raum" in team.sees()


async def test_two_of_one_name_are_nobody_by_that_name(team: Room, world: World) -> None:
    team.joins("Mallory")
    world.rooms.names[user("Mallory")] = "anna"
    await team.says("!aufgabe Angebot einholen | wer: Anna")
    assert "heißen hier mehrere" in team.sees()
