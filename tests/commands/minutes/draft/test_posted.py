"""The draft of minutes, when the session is over: in the room what has place on a phone, in the file all of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest

from tests.commands.agenda.planned_sessions import berlin
from tests.commands.minutes.sessions import after_begun, at, begun
from tests.world import Room, World

LINES_ON_A_SCREEN = 20


async def held(room: Room) -> Room:
    """T1 has a result and a line, T2 was begun, T3 nobody came to."""
    await begun(room)
    await room.says("Angebot liegt vor", reply_to=room.message("läuft seit").event)
    await room.says("!protokoll weiter: Wir nehmen die ekom21")
    await at(room.clock, 10, 40)
    await room.says("!protokoll ende")
    return room


async def held_session(world: World) -> Sequence[Room]:
    await held(world.founded[0])
    return world.founded


after_held = pytest.mark.goes_on_from(story=held_session)


def markdown(room: Room) -> str:
    """What the last Markdown file in the room says."""
    found = [file.file for file in room.files() if file.body.endswith(".md")]
    assert found and found[-1] is not None
    return found[-1].decode()


@after_held
async def test_the_draft_says_when_what_came_of_each_topic_and_what_stayed_open(team: Room) -> None:
    draft = team.message("Protokoll, Entwurf")
    assert draft.body.splitlines()[:4] == [
        "📝 Protokoll, Entwurf: Jour fixe (S1)",
        "Dienstag, 24.11.2026, 10:00 bis 10:40 Uhr",
        "• ✔️ T1 Hosting: Wir nehmen die ekom21",
        "  • Angebot liegt vor",
    ]
    assert "Offen geblieben, weiter beim nächsten Treffen: T2 Vergabe, T3 Haushalt" in draft.body
    assert "Bis Dienstag, 1.12.2026" in draft.body and "✋" in draft.reactions
    assert not draft.notifies


@after_held
async def test_all_of_it_stands_in_the_file(team: Room) -> None:
    (file,) = team.files()
    assert (file.body, file.content["info"]["mimetype"]) == ("protokoll-2026-11-24-S1.md", "text/markdown")
    text = markdown(team)
    assert text.startswith("# Protokoll (Entwurf): Jour fixe\n")
    for line in ("- Gruppe: Dateninventur", "- Beginn: 10:00 Uhr", "- Ende: 10:40 Uhr", "## T1 Hosting", "Ergebnis: Wir nehmen die ekom21"):
        assert f"\n{line}\n" in text
    assert "\n## Offen geblieben\n\n- T2 Vergabe\n- T3 Haushalt\n" in text


@after_begun
async def test_actions_decisions_and_questions_stand_under_their_topic(team: Room) -> None:
    await team.says("!beschluss Hosting bei der ekom21 | thema: T1 | dafür: 3 | enthaltung: 1 | grund: C5 | wer: Ben | bis: 1.12.")
    await team.says("!protokoll weiter: angenommen")
    await team.says("!protokoll ende")
    draft = team.message("Protokoll, Entwurf").body
    assert "  • 📜 D1 gilt: Hosting bei der ekom21. 3 dafür, 0 dagegen, 1 Enthaltung.\n" in draft
    assert "  • 📌 A1 Hosting bei der ekom21: Ben, bis Di 1.12.\n" in draft
    assert "- **Beschluss D1** (gilt): Hosting bei der ekom21. Stimmen: 3 dafür, 0 dagegen, 1 Enthaltung.\n  - Grund: C5\n" in markdown(
        team
    )


@after_begun
async def test_a_long_session_fits_on_a_screen_and_says_how_much_more_there_is(team: Room) -> None:
    for number in range(30):
        await team.says(f"!protokoll Zeile {number} " + "mit vielen Worten " * 20)
    await team.says("!protokoll weiter")
    await team.says("!protokoll ende")
    lines = team.message("Protokoll, Entwurf").body.splitlines()
    assert len(lines) <= LINES_ON_A_SCREEN
    shown = sum("Zeile" in line for line in lines)
    assert f"• … und {30 - shown} weitere, alles in der Datei" in lines
    assert all(f"Zeile {number} " in markdown(team) for number in range(30))


@after_begun
async def test_what_people_wrote_formats_nothing(team: Room) -> None:
    await team.says("!protokoll # <b>fett</b> [x](https://stadt.example) @room")
    await team.says("!protokoll weiter: **ja** | 🦊")
    await team.says("!protokoll ende")
    draft = team.message("Protokoll, Entwurf")
    assert "<b>" not in draft.html and "# &lt;b&gt;fett&lt;/b&gt; [x](https://stadt.example) @room" in draft.html
    assert r"- \# \<b\>fett\</b\> \[x\](https://stadt.example) @room" in markdown(team)
    assert r"Ergebnis: \*\*ja\*\* \| 🦊" in markdown(team)


@after_begun
async def test_a_session_of_which_nothing_was_noted_says_so(team: Room) -> None:
    await team.says("!protokoll ende")
    assert "Festgehalten ist nichts." in team.message("Protokoll, Entwurf").body


async def test_a_session_over_midnight_names_the_day_of_its_end(team: Room, world: World) -> None:
    await begun(team, minutes=900)
    await world.until(berlin(25, 1) - timedelta(minutes=30))
    await team.says("!protokoll ende")
    assert "Dienstag, 24.11.2026, 10:00 bis Mi 25.11. 00:30 Uhr" in team.message("Protokoll, Entwurf").body
    assert "- Ende: Mi 25.11., 00:30 Uhr" in markdown(team)


@after_begun
async def test_minutes_that_nobody_ended_say_so(team: Room, world: World) -> None:
    await at(world, 14)
    draft = team.message("Protokoll, Entwurf")
    assert "10:00 bis 11:00 Uhr" in draft.body and "Niemand hat das Ende gesagt, deshalb habe ich es geschlossen." in draft.body
    assert "(von selbst geschlossen, niemand hat das Ende gesagt)" in markdown(team)


@after_held
async def test_minutes_that_go_on_after_all_take_their_draft_back(team: Room, world: World) -> None:
    first = team.message("Protokoll, Entwurf")
    await at(world, 10, 45)
    await team.says("!protokoll start")
    assert first.gone and team.files() == []
    await at(world, 10, 55)
    await team.says("!protokoll ende")
    assert "10:00 bis 10:55 Uhr" in team.message("Protokoll, Entwurf").body and len(team.files()) == 1


@after_held
@pytest.mark.parametrize("said", ["!protokoll zeige S1", "!protokoll zeige", "!protokoll", "!minutes show S1"])
async def test_they_can_be_read_again_by_everybody_of_the_project(team: Room, pmo: Room, said: str) -> None:
    await team.says(said)
    assert team.sees() == team.message("Protokoll, Entwurf").body
    await pmo.says("!protokoll zeige S1")
    assert pmo.sees().startswith("📝 Protokoll, Entwurf: Jour fixe (S1)")


@after_held
async def test_the_file_comes_again_where_somebody_asks_for_it(team: Room, pmo: Room) -> None:
    await pmo.says("!protokoll datei S1")
    assert "Das Protokoll S1 vom Dienstag, 24.11.2026:" in pmo.sees()
    assert [file.body for file in pmo.files()] == ["protokoll-2026-11-24-S1.md"] and markdown(pmo) == markdown(team)


async def test_where_there_are_none_it_says_how_to_begin(team: Room) -> None:
    await team.says("!protokoll datei")
    assert "Noch gibt es kein Protokoll. Eins beginnen: !protokoll start" in team.sees()
    await team.says("!treffen Jour fixe | wann: jeden Dienstag 10:00")
    await team.says("!protokoll zeige S1")
    assert "Zu S1 gibt es kein Protokoll." in team.sees()


async def test_an_english_room_has_english_minutes(team: Room) -> None:
    await team.says("!sprache en")
    await begun(team)
    await team.says("!minutes next: We take ekom21")
    await team.says("!minutes end")
    assert team.message("Minutes, draft: Jour fixe (S1)").body.splitlines()[2] == "• ✔️ T1 Hosting: We take ekom21"
    assert [file.body for file in team.files()] == ["minutes-2026-11-24-S1.md"]
    assert "Result: We take ekom21" in markdown(team)
