"""Looking at learnings, changing them, and marking those that others should build on."""

from __future__ import annotations

import pytest

from tests.commands.retro.running_retro import held
from tests.world import Room


async def test_the_list_shows_the_latest_first_and_fits_a_phone_screen_unless_asked_for_all(team: Room) -> None:
    for count in range(12):
        await team.says(f"!lernen Nummer {count} " + "sehr lang " * 30)
    await team.says("!lernen")
    listed = team.sees()
    assert listed.index("L12") < listed.index("L5") and "L4 " not in listed
    assert "und 4 weitere: !lernen liste alle" in listed and len(listed) < 1500
    await team.says("!lernen liste alle")
    assert "L1 " in team.sees() and "weitere" not in team.sees()


@pytest.mark.parametrize(
    ("said", "numbers"),
    [
        ("liste technik", ["L1"]),
        ("list market", ["L3"]),
        ("liste organisation und prozess", ["L2"]),
        ("liste prozess alle", ["L2"]),
        ("liste Technik und Markt", ["L3", "L1"]),
        ("liste", ["L4", "L3", "L2", "L1"]),
    ],
)
async def test_a_kind_is_a_filter_in_both_languages(team: Room, said: str, numbers: list[str]) -> None:
    for kind in ("technik", "organisation", "markt", ""):
        await team.says(f"!lernen Etwas | art: {kind}")
    await team.says(f"!lernen {said}")
    assert [line.split()[1] for line in team.sees().splitlines()[1:]] == numbers


async def test_a_text_that_begins_like_a_verb_is_a_learning(team: Room) -> None:
    for count, said in enumerate(
        ("Export der Daten klappt als CSV", "Liste der Anbieter hilft", "Markt ist klein", "export 2026 war zu spät"), 1
    ):
        await team.says(f"!lernen {said}")
        assert f"L{count} {said}" in team.sees()


async def test_the_pmo_sees_all_groups_and_others_may_ask_for_them(team: Room, pmo: Room, steering: Room) -> None:
    await team.says("!lernen Kurze Wege | art: technik")
    for room, said in ((pmo, "!lernen"), (steering, "!lernen liste technik"), (team, "!lernen liste projekt"), (pmo, "!lernen L1")):
        await room.says(said)
        assert "L1" in room.sees() and "Dateninventur" in room.sees()
    await pmo.says("!lernen liste markt")
    assert "Noch nichts festgehalten (Markt) im Projekt" in pmo.sees()


async def test_fields_are_changed_and_the_card_says_so(team: Room) -> None:
    await held(team, 2, notes=1)
    await team.says("!lernen Kurze Wege")
    card = team.message("L1")
    await team.says("!lernen ändere L1 | titel: Lange Wege | art: markt | retro: R2/1 | blaupause: ja", by="Ben")
    for fact in ("Lange Wege", "Markt", "Aus R2, Notiz 1", "📘 Kandidat"):
        assert fact in card.body and fact in team.sees()
    await team.says("!lernen L1 | retro: | blaupause: nein | art:")
    assert "Aus R2" not in card.body and "📘" not in card.body and "Welche Art" in card.body
    await team.says("!lernen edit L1 | title: Lange Wege")
    assert "schon genau so" in team.sees()
    await team.says("!lernen ändere L1")
    assert "Was soll sich an L1 ändern" in team.sees()


async def test_a_blueprint_candidate_is_marked_by_word_or_tap_and_unmarked(team: Room) -> None:
    await team.says("!lernen Kurze Wege | art: technik")
    card = team.message("L1")
    await team.says("!lernen blaupause L1", by="Ben")
    assert "L1 ist jetzt Kandidat" in team.sees() and "📘 Kandidat für eine Blaupause" in card.body and "Blaupause?" not in card.body
    await team.says("!lernen blueprint L1", by="Ben")
    assert "schon genau so" in team.sees()
    await team.says("!lernen blaupause L1 nein")
    assert "kein Kandidat" in team.sees() and "Blaupause?" in card.body
    tap = await team.taps("📘", on=card.event, by="Ben")
    assert "Blaupause?" not in card.body
    await team.deletes(tap, by="Ben")
    assert "wieder wie vorher" in team.sees() and "Blaupause?" in card.body
    await team.says("!lernen blaupause L1 vielleicht")
    assert "ja oder nein" in team.sees()


async def test_a_withdrawn_one_is_kept_but_not_listed(team: Room) -> None:
    await team.says("!lernen Kurze Wege | art: technik")
    card = team.message("L1")
    await team.says("!lernen Lange Wege | art: technik")
    await team.says("!lernen zurückziehen L1 War nur einmal so", by="Ben")
    assert "L1 ist zurückgezogen" in team.sees() and "✖️ zurückgezogen · L1" in card.body
    await team.says("!lernen streichen L2")
    await team.says("!lernen")
    assert "Noch nichts festgehalten bei Dateninventur" in team.sees()
    await team.says("!lernen L1")
    assert "✖️ zurückgezogen · L1 Kurze Wege" in team.sees() and "War nur einmal so" in team.sees()


async def test_the_pmo_changes_it_too_and_the_group_hears_of_it(team: Room, pmo: Room) -> None:
    await team.says("!lernen Kurze Wege | art: technik")
    card = team.message("L1")
    for said, told in (
        ("blaupause L1", "Für Paula ist L1 ein Kandidat"),
        ("blaupause L1 nein", "keinen Kandidaten"),
        ("ändere L1 | art: markt", "Paula hat L1 geändert"),
        ("zurückziehen L1", "Paula hat L1 zurückgezogen"),
    ):
        await pmo.says(f"!lernen {said}", by="Paula")
        assert told in team.sees() and not team.messages()[-1].notifies
    assert "✖️ zurückgezogen · L1" in card.body and "Markt" in card.body


async def test_help_says_how(team: Room) -> None:
    await team.says("!hilfe gelernt")
    assert "!lernen Kurze Wege brauchen feste Zeiten" in team.sees() and "art: organisation" in team.sees()
