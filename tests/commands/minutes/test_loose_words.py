"""What people say in a session without a manual: no verb in other words ends up as a line, and lists are read as clients write them."""

from __future__ import annotations

import pytest

from tests.commands.deputy.committee import seated
from tests.commands.minutes.sessions import after_begun
from tests.world import BERLIN, Room, World


@after_begun
@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("nächstes Thema", "!protokoll weiter"),
        ("weiter zum nächsten Punkt", "!protokoll weiter"),
        ("noch 5 Minuten", "!protokoll mehr 5"),
        ("mehr zehn", "!protokoll mehr 10"),
        ("+5", "!protokoll mehr 5"),
        ("Ende der Sitzung", "!protokoll ende"),
    ],
)
async def test_a_verb_in_other_words_is_asked_about(team: Room, said: str, meant: str) -> None:
    await team.says(f"!protokoll {said}")
    assert f"Meinst du {meant}?" in team.sees()
    await team.taps("✅", on="Meinst du")
    assert "Steht im Protokoll" not in team.sees()


@after_begun
async def test_the_same_words_can_be_a_line(team: Room) -> None:
    await team.says("!protokoll nächstes Thema")
    await team.taps("❌", on="Meinst du")
    await team.says("!protokoll ende")
    assert "nächstes Thema" in team.message("Entwurf").body


@after_begun
@pytest.mark.parametrize("said", ["Nächstes Thema wird der Haushalt", "Noch 5 Minuten Pause vereinbart", "Da fehlt noch etwas"])
async def test_a_sentence_is_a_line(team: Room, said: str) -> None:
    await team.says(f"!protokoll {said}")
    assert "Meinst du" not in "".join(seen.body for seen in team.messages())


async def _session(world: World, steering: Room) -> None:
    await seated(world)
    await world.until(world.clock.now().astimezone(BERLIN).replace(month=12, day=14, hour=10, minute=0))
    await steering.says("!protokoll start", by="Ada")
    steering.forget()


@pytest.mark.parametrize("said", ["- Gießen\n- Marburg", "• Gießen\n• Marburg", "**Gießen**, *Marburg*", "- Gießen - Marburg"])
async def test_lists_are_read_as_clients_write_them(world: World, steering: Room, said: str) -> None:
    await _session(world, steering)
    await steering.says(f"!protokoll da:\n{said}", by="Ada")
    assert "Da: Gießen, Marburg (2 von 4 Stimmen)" in steering.sees()


@pytest.mark.parametrize("said", ["alle außer Marburg", "ohne Marburg", "alle, bis auf Marburg"])
async def test_who_is_not_there_is_no_guest(world: World, steering: Room, said: str) -> None:
    await _session(world, steering)
    await steering.says(f"!protokoll da: {said}", by="Ada")
    assert "Da: Gießen, Offenbach, Wetzlar (3 von 4 Stimmen)" in steering.sees()


async def test_attendance_without_a_colon_is_asked_about(world: World, steering: Room) -> None:
    await _session(world, steering)
    await steering.says("!protokoll Anwesend sind Gießen und Marburg", by="Ada")
    await steering.taps("✅", on="!protokoll da: Gießen, Marburg", by="Ada")
    assert "2 von 4 Stimmen" in steering.sees()
