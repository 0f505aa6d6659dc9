"""The buttons of the card: who taps, two who tap at once, and a person who taps the same button for topic after topic."""

from __future__ import annotations

from tests.commands.minutes.sessions import after_begun, at
from tests.commands.minutes.test_running import card
from tests.world import Room


@after_begun
async def test_two_who_tap_at_once_go_on_by_one_topic(team: Room) -> None:
    await team.taps("⏭", on="📝 Jour fixe", by="Anna")
    await team.clock.pass_(seconds=2)
    await team.taps("⏭", on="📝 Jour fixe", by="Ben")
    assert "▶️ T2 Vergabe" in card(team)
    await team.clock.pass_(minutes=3)
    await team.taps("⏭", on="📝 Jour fixe", by="Carla")
    assert "▶️ T2 Vergabe" in card(team), "a stranger taps nothing"


@after_begun
async def test_two_who_say_it_at_once_are_asked(team: Room) -> None:
    await team.says("!protokoll weiter", by="Anna")
    await team.clock.pass_(seconds=3)
    await team.says("!protokoll weiter: Zugestimmt", by="Ben")
    assert "T2 Vergabe hat gerade erst begonnen" in team.sees() and "▶️ T2 Vergabe" in card(team)
    await team.clock.pass_(seconds=10)
    await team.taps("✅", on="gerade erst begonnen", by="Ben")
    assert "▶️ T3 Haushalt" in card(team)


@after_begun
async def test_one_person_may_go_on_as_fast_as_they_like(team: Room) -> None:
    await team.says("!protokoll weiter", by="Anna")
    await team.says("!protokoll weiter", by="Anna")
    assert "▶️ T3 Haushalt" in card(team)


@after_begun
async def test_a_tap_that_is_withdrawn_at_once_was_a_slip(team: Room) -> None:
    tap = await team.taps("⏭", on="📝 Jour fixe")
    await team.clock.pass_(seconds=4)
    await team.deletes(tap)
    assert "▶️ T1 Hosting" in card(team)


@after_begun
async def test_a_tap_on_ones_own_reaction_is_the_next_one(team: Room) -> None:
    tap = await team.taps("⏭", on="📝 Jour fixe")
    await at(team.world, 10, 9)
    await team.deletes(tap)
    assert "▶️ T3 Haushalt" in card(team)


@after_begun
async def test_more_time_by_a_tap_and_once_more(team: Room) -> None:
    tap = await team.taps("➕", on="📝 Jour fixe")
    assert "bis 10:15" in card(team)
    await at(team.world, 10, 14)
    await team.deletes(tap)
    assert "bis 10:20" in card(team)
    await team.taps("➕", on="📝 Jour fixe", by="Ben")
    assert "Das macht die Moderation" in team.sees()


@after_begun
async def test_the_end_by_a_tap(team: Room) -> None:
    await team.taps("🏁", on="📝 Jour fixe", by="Ben")
    assert "Das macht die Moderation" in team.sees()
    await team.taps("🏁", on="📝 Jour fixe", by="Anna")
    assert "Die Sitzung ist beendet" in card(team)


@after_begun
async def test_the_card_of_a_session_that_is_over_does_nothing(team: Room) -> None:
    old = team.message("📝 Jour fixe").event
    await team.says("!protokoll ende")
    await team.says("!protokoll start")
    await team.says("!protokoll ende")
    count = len(team.messages())
    await team.reacts("⏭", to=old)
    assert "Gerade läuft kein Protokoll" in team.sees() and len(team.messages()) == count + 1


@after_begun
async def test_what_the_clock_said_of_an_earlier_topic_skips_none(team: Room) -> None:
    await at(team.world, 10, 10)
    over = team.message("Zeit um").event
    await team.says("!protokoll weiter")
    await at(team.world, 10, 15)
    await team.reacts("⏭", to=over, by="Ben")
    assert "▶️ T2 Vergabe" in card(team)
