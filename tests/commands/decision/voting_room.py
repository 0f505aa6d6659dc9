"""A steering committee of four municipalities, as the stories about votes begin with."""

from __future__ import annotations

from bot.domain.ids import EventId, Number
from bot.domain.record_types import DECISIONS
from bot.domain.teams import Kind
from bot.domain.voting.voices import Seat
from bot.domain.voting.votes import Ballot, Voting
from tests.world import Room, World, user
from tests.world.fake_chat import Seen

SEATS = {"Gießen": "Gisela", "Marburg": "Max", "Wetzlar": "Wanda", "Hanau": "Hans"}


async def seated(world: World, steering: Room, seats: dict[str, str] = SEATS, deputies: dict[str, str] | None = None) -> None:
    """Each of them has a seat and is in the room."""
    steering.joins(*seats.values(), *(deputies or {}).values())
    async with world.store.transaction() as tx:
        team = await tx.teams.of_kind(Kind.STEERING)
        assert team is not None
        for municipality, person in seats.items():
            deputy = (deputies or {}).get(municipality)
            seat = Seat(
                team=team.id,
                municipality=municipality,
                holder=user(person),
                deputy=user(deputy) if deputy else None,
                set_by=user("Ada"),
                set_at=world.clock.now(),
                source=EventId(f"$seat{municipality}"),
            )
            await tx.voices.set_seat(seat)


async def voting_on(world: World, number: int) -> Voting:
    async with world.store.reading() as tx:
        found = await tx.votings.get(Number("D", number))
    assert found is not None
    return found


async def ballots_on(world: World, number: int) -> list[Ballot]:
    async with world.store.reading() as tx:
        return list(await tx.votings.ballots(Number("D", number)))


async def state_of(world: World, number: int) -> str:
    async with world.store.reading() as tx:
        found = await tx.records(DECISIONS).get(Number("D", number))
    assert found is not None
    return found.state


def card_of(room: Room, number: int) -> Seen:
    """The card of a vote, as it reads now."""
    cards = [seen for seen in room.world.chat.timeline if seen.room == room.id and not seen.gone and {"👍", "⚪"} & set(seen.reactions)]
    found = [seen for seen in cards if f"D{number}" in seen.body]
    assert found, f"no card of D{number}"
    return found[-1]
