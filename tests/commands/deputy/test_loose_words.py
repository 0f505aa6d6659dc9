"""What people say of their voice without a manual: it is understood, or the answer leads to what is meant."""

from __future__ import annotations

import pytest

from tests.commands.deputy.committee import seated
from tests.world import Room

pytestmark = pytest.mark.goes_on_from(story=seated)


@pytest.mark.parametrize("said", ["ich komme", "Bin dabei!", "wir sind dabei"])
async def test_somebody_who_comes_is_offered_the_verb(steering: Room, said: str) -> None:
    await steering.says(f"!vertretung {said}", by="Ben")
    assert "Meintest du" in steering.sees()
    await steering.taps("✅", on="Meintest du", by="Ben")
    assert "Du sprichst am" in steering.sees()


@pytest.mark.parametrize("said", ["ich komme nicht", "kann leider nicht", "bin verhindert"])
async def test_somebody_who_does_not_come_is_told_how(steering: Room, said: str) -> None:
    await steering.says(f"!vertretung {said}", by="Ben")
    assert "!vertretung enthaltung" in steering.sees()


@pytest.mark.parametrize("said", ["für mich: Cem", "am 14.12. Cem", "Cem am 14.12."])
async def test_a_deputy_is_named_in_any_order(steering: Room, said: str) -> None:
    await steering.says(f"!vertretung {said}", by="Ben")
    assert "spricht am Montag, 14.12.2026" in steering.sees()


async def test_words_behind_a_name_that_are_no_day_are_not_taken_for_one(steering: Room) -> None:
    await steering.says("!vertretung Cem macht das", by="Ben")
    assert "macht das" in steering.sees()
    assert "Datum" not in steering.sees()


async def test_a_dot_behind_the_session_says_nothing(steering: Room) -> None:
    await steering.says("!vertretung Enthaltung S1.", by="Ben")
    assert "ruht" in steering.sees()
    await steering.says("!vertretung zurück", by="Ben")
    assert "Gelöscht" in steering.sees()


async def test_bold_letters_of_a_client_are_no_part_of_the_municipality(steering: Room) -> None:
    await steering.says("!vertretung sitz **Gießen** @Ben vertretung: @Cem", by="Ada")
    assert "4 Sitze" in steering.sees()
    assert "*" not in steering.sees().replace("**", "")


async def test_who_is_refused_as_deputy_is_not_suggested(steering: Room) -> None:
    await steering.says("!vertretung @Cem", by="Ben")
    await steering.says("!vertretung @Cem", by="Dana")
    assert "schon für Gießen" in steering.sees()
    assert "@cem" not in steering.sees()


async def test_a_verb_without_its_noun_is_offered_with_it(steering: Room) -> None:
    await steering.says("!komme", by="Ben")
    assert "!vertretung komme" in steering.sees()
    await steering.taps("✅", on="Meintest du", by="Ben")
    assert "Du sprichst am" in steering.sees()
