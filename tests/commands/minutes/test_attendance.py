"""Who is there: asked where voices are, else kept where somebody says it; by municipality, by name or by number."""

from __future__ import annotations

import pytest

from bot.domain.minutes.running import Attendance, EntryKind
from tests.commands.minutes.sessions import after_begun, begun
from tests.commands.minutes.test_running import entries
from tests.world import Room


async def present(room: Room) -> Attendance | None:
    said = [entry.present for entry in await entries(room) if entry.kind is EntryKind.PRESENT]
    return said[-1] if said else None


@pytest.fixture
async def seated(steering: Room) -> Room:
    """Gießen, Marburg and Wetzlar have seats; Carla speaks for Wetzlar."""
    for name in ("Gina", "Max", "Wim", "Carla"):
        steering.joins(name)
    for said in ("sitz Gießen Gina", "sitz Marburg Max", "sitz Wetzlar Wim"):
        await steering.says(f"!vertretung {said}", by="Ada")
    await begun(steering, by="Ada")
    return steering


@after_begun
async def test_where_no_voices_are_nobody_is_asked(team: Room) -> None:
    assert not any("Wer ist da" in seen.body for seen in team.messages())
    await team.says("!protokoll da: Anna, @ben:stadt.example, Frau Müller vom Kreis")
    assert "👥 Da: Anna, Ben, Frau Müller vom Kreis" in team.sees()
    await team.says("!protokoll da: 5 Personen")
    assert "👥 Da: 5 Personen" in team.sees() and await present(team) == Attendance(count=5)


async def test_where_voices_are_a_reply_says_it_by_municipality(seated: Room) -> None:
    asked = seated.message("Wer ist da?")
    assert "Stimmen: Gießen, Marburg, Wetzlar" in asked.body and asked.reactions == ["✅"]
    said = await seated.says("Gießen und Marburg", reply_to=asked.event, by="Ada")
    assert "👥 Da: Gießen, Marburg (2 von 3 Stimmen)" in seated.sees()
    assert await present(seated) == Attendance(municipalities=("Gießen", "Marburg"))
    await seated.edits(said, "Gießen, Marburg, Wetzlar", by="Ada")
    assert await present(seated) == Attendance(municipalities=("Gießen", "Marburg", "Wetzlar"))
    await seated.deletes(said, by="Ada")
    assert await present(seated) is None


async def test_a_tap_says_that_all_are_there(seated: Room) -> None:
    tap = await seated.taps("✅", on="Wer ist da?", by="Ada")
    assert "(3 von 3 Stimmen)" in seated.sees()
    await seated.deletes(tap, by="Ada")
    assert await present(seated) is None


async def test_people_stand_for_their_municipality_and_guests_by_name(seated: Room) -> None:
    await seated.says("!protokoll da: @gina:stadt.example, Max, Frau Müller", by="Ada")
    assert "Da: Gießen, Marburg (2 von 3 Stimmen)" in seated.sees() and "Ohne Stimme da: Frau Müller" in seated.sees()


async def test_a_slip_is_asked_about(seated: Room) -> None:
    await seated.says("!protokoll da: Giessen, Marbrug", by="Ada")
    assert "»Marbrug« hat hier keine Stimme" in seated.sees()
    await seated.taps("✅", on="hat hier keine Stimme", by="Ada")
    assert await present(seated) == Attendance(municipalities=("Gießen", "Marburg"))


async def test_who_comes_later_is_added_and_a_new_list_takes_the_place_of_the_old(seated: Room) -> None:
    await seated.says("!protokoll da: Gießen", by="Ada")
    await seated.says("!protokoll da: + Marburg", by="Ada")
    assert await present(seated) == Attendance(municipalities=("Gießen", "Marburg"))
    await seated.says("!protokoll da: Wetzlar", by="Ada")
    assert "Nicht mehr dabei: Gießen, Marburg" in seated.sees() and "Doch noch dabei: !protokoll da: + Gießen, Marburg" in seated.sees()
    await seated.says("!protokoll zurück", by="Ada")
    assert await present(seated) == Attendance(municipalities=("Gießen", "Marburg"))


@after_begun
async def test_without_words_it_is_asked_who(team: Room) -> None:
    await team.says("!protokoll da:")
    assert "!protokoll da: Gießen, Marburg" in team.sees() and await present(team) is None


async def test_a_deputy_who_is_there_speaks_for_both_voices(seated: Room) -> None:
    await seated.says("!vertretung @gina:stadt.example", by="Wim")
    await seated.says("!protokoll da: Gina", by="Ada")
    assert "👥 Da: Gießen, Wetzlar (2 von 3 Stimmen), davon vertreten: Wetzlar" in seated.sees()
