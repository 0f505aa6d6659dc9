"""The retrospective of the whole project is offered to the PMO in November, and named in the weekly digests of the task forces."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from tests.world import BERLIN, Room, World

NOVEMBER = datetime(2027, 11, 1, 8, tzinfo=BERLIN).astimezone(UTC)
"""When the PMO is reminded of the annual reflection."""
LINE = "🔄 Projekt-Retro"


@pytest.fixture
def settings() -> dict[str, str]:
    return {"lead": "off"}


def lines(room: Room) -> list[str]:
    return [line for seen in room.messages() for line in seen.body.splitlines() if line.startswith(LINE)]


async def test_in_november_the_pmo_is_offered_one_with_ready_words(pmo: Room, world: World) -> None:
    await world.until(NOVEMBER)
    said = next(seen.body for seen in pmo.messages() if "Jahresreflexion 2027" in seen.body)
    assert "Das ganze Jahr, von Ampeln bis Beschlüssen: !bericht jahr 2027" in said
    assert "ohne Namen direkt zu mir. Planen: !retro planen Mittwoch, 8.12.2027 15:00 Uhr, format: jahr" in said
    await pmo.says("!retro planen Mittwoch, 8.12.2027 15:00 Uhr, format: jahr", by="Paula")
    assert " Retro\n🕙 Mittwoch, 8.12.2027, 15:00 Uhr" in pmo.sees() and "Behalten · Ändern · Weitergeben · Zu klären" in pmo.sees()


async def test_its_words_are_understood_in_english_too(pmo: Room, world: World) -> None:
    await pmo.says("!sprache en", by="Ada")
    await world.until(NOVEMBER)
    said = next(seen.body for seen in pmo.messages() if "Annual reflection 2027" in seen.body)
    words = re.search(r"To plan it: (!retro plan .*)$", said, re.MULTILINE)
    assert words is not None, said
    await pmo.says(words[1], by="Paula")
    assert "15:00" in pmo.sees() and "Keep · Change" in pmo.sees()


@pytest.mark.parametrize("is_over", [True, False])
async def test_where_there_is_one_nothing_is_offered(pmo: Room, world: World, is_over: bool) -> None:
    await world.until(datetime(2027, 10, 20, 9, tzinfo=UTC))
    await pmo.says(f"!retro planen {'21.10.' if is_over else '10.12.'}2027 15 Uhr | format: jahr", by="Paula")
    if is_over:
        await pmo.says("!retro behalten: Kurze Wege", by="Paula")
        await pmo.says("!retro start R1", by="Paula")
        await pmo.says("!retro ende R1", by="Paula")
    await world.until(NOVEMBER)
    said = next(seen.body for seen in pmo.messages() if "Jahresreflexion 2027" in seen.body)
    assert "format: jahr" not in said and "!bericht jahr 2027" in said


async def test_a_digest_names_it_at_once_and_again_shortly_before_its_date(team: Room, pmo: Room, world: World) -> None:
    await pmo.says("!retro planen Mittwoch, 20.1.2027 15 Uhr | format: jahr", by="Paula")
    await world.until(datetime(2026, 12, 9, tzinfo=UTC))
    named = (
        "🔄 Projekt-Retro R1 am Mi 20.1.: Notizen ohne Namen direkt an mich, retro R1 behalten: …, auch ändern, weitergeben und zu klären."
        " Den Direktchat öffnet !retro anonym R1"
    )
    assert lines(team) == [named] and lines(pmo) == []
    await world.until(datetime(2027, 1, 8, 12, tzinfo=UTC))
    assert lines(team) == [named]
    await world.until(datetime(2027, 2, 20, tzinfo=UTC))
    assert lines(team) == [named, named]


async def test_one_that_is_called_off_is_not_named(team: Room, pmo: Room, world: World) -> None:
    await pmo.says("!retro planen Mittwoch, 20.1.2027 15 Uhr | format: jahr", by="Paula")
    await pmo.says("!retro absagen R1", by="Paula")
    await world.until(datetime(2026, 12, 9, tzinfo=UTC))
    assert lines(team) == []


async def test_without_a_date_it_is_named_once_without_one(team: Room, pmo: Room, world: World) -> None:
    await pmo.says("!retro planen Mittwoch, 20.1.2027 15 Uhr | format: jahr", by="Paula")
    await pmo.says("!retro behalten: Kurze Wege", by="Paula")
    await pmo.says("!retro absagen R1", by="Paula")
    await world.until(datetime(2027, 3, 1, tzinfo=UTC))
    assert [line.partition(":")[0] for line in lines(team)] == ["🔄 Projekt-Retro R1"]


async def test_other_retrospectives_of_the_pmo_are_its_own(team: Room, pmo: Room, world: World) -> None:
    await pmo.says("!retro planen Mittwoch, 20.1.2027 15 Uhr", by="Paula")
    await world.until(datetime(2027, 2, 1, tzinfo=UTC))
    assert lines(team) == []


async def test_the_digest_that_is_asked_for_does_not_use_it_up(team: Room, pmo: Room, world: World) -> None:
    await pmo.says("!retro planen Mittwoch, 20.1.2027 15 Uhr | format: jahr", by="Paula")
    await team.says("!überblick")
    assert lines(team) == []
    await world.until(datetime(2026, 12, 9, tzinfo=UTC))
    assert len(lines(team)) == 1
