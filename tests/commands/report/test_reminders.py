"""What the clock says of a report: the weekly digests ask twice, a reply is enough, and at the due day the PMO gets the draft."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.domain.reports.contributions import words
from bot.domain.reports.periods import Quarter
from tests.world import Room, World

Q4 = Quarter(2026, 4)


@pytest.fixture
def settings() -> dict[str, str]:
    """With digests: they do the asking."""
    return {}


def asked(room: Room) -> list[str]:
    return [seen.body for seen in room.messages() if "Quartalsbericht Q4 2026" in seen.body]


async def test_the_group_is_asked_twice_and_a_reply_is_enough(team: Room, pmo: Room, world: World) -> None:
    await world.until(datetime(2027, 1, 4, 9, tzinfo=UTC))
    (first,) = asked(team)
    assert "fällig 22.1.2027: es fehlen abgerufen, erreicht, Abweichung, Ausblick. Antwort genügt: erreicht: …" in first
    said = await team.says("Katalog online\nabweichung: keine", reply_to=team.message("Quartalsbericht").event)
    assert "Für Q4 2026 fehlt noch: abgerufen, Ausblick." in team.sees()
    await team.edits(said, "Katalog fast online\nabweichung: keine")
    async with world.store.reading() as tx:
        kept = words(await tx.reports.said(Q4), Q4)
    assert [[entry.text for entry in entries] for entries in kept.values()] == [["Katalog fast online"], ["keine"], []]
    await world.until(datetime(2027, 1, 11, 9, tzinfo=UTC))
    assert len(asked(team)) == 1
    await world.until(datetime(2027, 1, 18, 9, tzinfo=UTC))
    assert len(asked(team)) == 2 and "es fehlen abgerufen, Ausblick." in asked(team)[-1]
    assert "📄 Bericht: Dateninventur fehlt noch abgerufen, Ausblick" in pmo.message("📄 Bericht: Dateninventur").body


async def test_nobody_is_asked_who_has_said_all(team: Room, pmo: Room, world: World) -> None:
    await team.says("!bericht abgerufen 0")
    await team.says("!bericht beitrag A | abweichung: keine | ausblick: B")
    await world.until(datetime(2027, 1, 19, 9, tzinfo=UTC))
    assert asked(team) == [] and not any("📄 Bericht:" in seen.body for seen in pmo.messages())


async def test_at_the_due_day_the_draft_is_posted_with_what_is_missing_and_once(team: Room, pmo: Room, world: World) -> None:
    await world.until(datetime(2027, 1, 22, 12, tzinfo=UTC))
    found = [seen.body for seen in pmo.messages() if "Entwurf: Bericht Q4 2026, heute fällig" in seen.body]
    assert len(found) == 1 and "• Dateninventur: abgerufen, erreicht, Abweichung, Ausblick" in found[0]
    assert any(b"keine Angabe" in (each.file or b"") for each in pmo.files())
    await world.until(datetime(2027, 2, 1, 12, tzinfo=UTC))
    assert len([seen for seen in pmo.messages() if "Entwurf: Bericht" in seen.body]) == 1


async def test_a_report_that_was_released_in_time_needs_no_draft(pmo: Room, world: World) -> None:
    await world.until(datetime(2027, 1, 8, 9, tzinfo=UTC))
    await pmo.says("!bericht freigeben")
    await world.until(datetime(2027, 1, 25, 12, tzinfo=UTC))
    assert not any("heute fällig" in seen.body for seen in pmo.messages())
