"""What the digests say of votes that run."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.commands.decision.voting_room import card_of, seated
from tests.world import Room, World

PAPER = "https://cloud.example/logo.pdf"


@pytest.fixture
def settings() -> dict[str, str]:
    """With all digests."""
    return {}


@pytest.fixture
async def committee(world: World, steering: Room) -> Room:
    await seated(world, steering)
    return steering


async def test_the_votes_of_the_group_that_asked_stand_in_its_digest(committee: Room, team: Room, pmo: Room, world: World) -> None:
    await team.says(f"!agenda Logo B | für: steuerungskreis | art: entscheidung | vorlage: {PAPER}")
    await pmo.taps("✅", on="T1", by="Paula")
    await committee.says("!beschluss abstimmen T1 | art: umlauf | bis: 4.12.", by="Ada")
    await committee.taps("👍", on=card_of(committee, 1).event, by="Gisela")
    await team.says("!treffen Jour fixe | wann: 26.11.2026 10 Uhr")
    await world.until(datetime(2026, 11, 25, 12, 0, tzinfo=UTC))
    assert "🗳️ D1 Logo B: 1 von 4 Stimmen, bis Freitag, 4.12.2026" in team.sees()
    await world.until(datetime(2026, 11, 30, 8, 0, tzinfo=UTC))
    assert "🗳️ D1 Logo B: 1 von 4 Stimmen" in pmo.sees()
