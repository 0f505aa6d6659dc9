"""What people do with a topic once it is there: see, order, defer, drop, handle, change, note."""

from __future__ import annotations

import re

import pytest

from tests.commands.agenda.planned_sessions import TUESDAY, plan, plan_weekly
from tests.world import Room, World


async def collected(team: Room, *texts: str) -> None:
    await plan_weekly(team)
    for text in texts:
        await team.says(f"!agenda {text}")


async def agenda_of(room: Room) -> list[str]:
    """The numbers on the agenda, in order."""
    await room.says("!agenda")
    return re.findall(r"^\d+\. (?:✅ erledigt · )?(T\d+)", room.sees(), re.MULTILINE)


@pytest.mark.parametrize(
    ("said", "order"),
    [
        ("T3 | auf: 1", ["T3", "T1", "T2"]),
        ("T1 | auf: 2", ["T2", "T1", "T3"]),
        ("T1 | auf: 99", ["T2", "T3", "T1"]),
        ("T1 | auf: Platz 3", ["T2", "T3", "T1"]),
        ("3 auf 2", ["T1", "T3", "T2"]),
        ("T2 1", ["T2", "T1", "T3"]),
    ],
)
async def test_topics_are_put_in_order(team: Room, said: str, order: list[str]) -> None:
    await collected(team, "Eins", "Zwei", "Drei")
    await team.says(f"!agenda verschieben {said}")
    assert "steht jetzt auf Platz" in team.sees()
    assert await agenda_of(team) == order


@pytest.mark.parametrize("said", ["T1", "T1 | auf: 0", "T1 | auf: morgen", "T1 | auf: S2"])
async def test_no_place_is_no_place(team: Room, said: str) -> None:
    await collected(team, "Eins", "Zwei")
    await team.says(f"!agenda verschieben {said}")
    assert "verschieben T1 1" in team.sees() and "vertagen T1" in team.sees()
    assert await agenda_of(team) == ["T1", "T2"]


async def test_the_list_says_the_sum_against_the_length(team: Room) -> None:
    await collected(team, "Eins | dauer: 25", "Zwei | dauer: 20")
    await team.says("!tagesordnung")
    assert "Zusammen 45 von 60 min" in team.sees()
    await team.says("!agenda Drei | dauer: 30")
    await team.says("!topic list")
    assert "75 von 60 min" in team.sees() and "Warten könnte: T3" in team.sees()


async def test_a_deferred_topic_goes_to_the_following_session(team: Room) -> None:
    await collected(team, "Eins", "Zwei")
    await team.says("!agenda vertagen T1")
    assert "T1" in team.sees() and "Dienstag, 1.12.2026" in team.sees()
    assert await agenda_of(team) == ["T2"]
    await team.says("!agenda T1")
    assert "1.12.2026" in team.sees() and "vertagt von Anna" in team.sees() and "mitgenommen" not in team.sees()


async def test_a_topic_deferred_from_the_only_session_waits_for_a_later_one(team: Room) -> None:
    await plan(team)
    await team.says("!agenda Eins")
    await team.says("!agenda vertagen T1")
    assert "wartet darauf" in team.sees()
    await team.says("!agenda vertagen T1")
    assert "wartet noch auf ein Treffen" in team.sees()
    await plan(team, TUESDAY.replace(hour=8))
    assert await agenda_of(team) == []
    await plan(team, TUESDAY.replace(day=26))
    assert "T1" in team.sees() and "26.11.2026" in team.sees()


async def test_a_dropped_topic_is_off(team: Room) -> None:
    await collected(team, "Eins", "Zwei")
    await team.says("!agenda streichen T1", by="Ben")
    assert "T1 ist gestrichen" in team.sees()
    assert await agenda_of(team) == ["T2"]
    assert "✖️ gestrichen · T1" in team.message("T1 Eins").body
    await team.says("!agenda erledigt T1")
    assert "gestrichen" in team.sees()


async def test_a_topic_is_handled_with_its_result(team: Room, world: World) -> None:
    await collected(team, "Eins", "Zwei")
    await world.pass_(days=1, minutes=10)  # Tuesday, 10:10
    await team.says("!agenda erledigt T1 Wir nehmen Angebot B")
    assert "T1 ist erledigt: Wir nehmen Angebot B" in team.sees()
    await team.says("!agenda")
    assert "1. ✅ erledigt · T1" in team.sees() and "10 von 60 min" in team.sees()
    await team.says("!agenda T1")
    assert "Wir nehmen Angebot B" in team.sees()
    await team.says("!agenda erledigt T1")
    assert "schon erledigt" in team.sees()


async def test_what_was_handled_before_the_session_is_off_its_agenda(team: Room) -> None:
    await collected(team, "Eins", "Zwei")
    await team.says("!agenda erledigt T1")
    assert await agenda_of(team) == ["T2"]


async def test_a_tap_handles_it_and_withdrawing_the_tap_takes_that_back(team: Room) -> None:
    await collected(team, "Eins")
    tap = await team.taps("✅", on="T1 Eins", by="Ben")
    assert "T1 ist erledigt" in team.sees()
    await team.deletes(tap, by="Ben")
    assert "wieder wie vorher" in team.sees()
    assert await agenda_of(team) == ["T1"]


async def test_a_tap_withdrawn_after_the_session_puts_it_on_the_next_one(team: Room, world: World) -> None:
    await collected(team, "Eins")
    tap = await team.taps("✅", on="T1 Eins")
    await world.pass_(days=2)
    await team.deletes(tap)
    await team.says("!agenda T1")
    assert "1.12.2026" in team.sees()


async def test_fields_are_changed(team: Room) -> None:
    await collected(team, "Eins")
    await plan(team, TUESDAY.replace(day=26), title="Klausur")
    await team.says("!agenda ändere T1 | dauer: halbe Stunde | art: decision | titel: Hosting | treffen: S2 | wer:")
    for fact in ("T1 ist geändert: Hosting", "30 min · Entscheidung", "Klausur"):
        assert fact in team.sees()
    assert "Anna" not in team.sees()
    await team.says("!agenda T1 | dauer: 30")
    assert "schon genau so" in team.sees()
    await team.says("!agenda ändere T1")
    assert "dauer: 20" in team.sees()


async def test_a_paper_is_added_and_shown(team: Room) -> None:
    await collected(team, "Eins")
    await team.says("!agenda vorlage T1 https://stadt.example/angebot")
    assert "T1" in team.sees() and "https://stadt.example/angebot" in team.sees()
    await team.says("!agenda")
    assert "📄 https://stadt.example/angebot" in team.sees()
    await team.says("!agenda vorlage T1 kommt noch")
    assert "kein Link" in team.sees()


async def test_the_group_hears_what_the_pmo_has_changed(team: Room, pmo: Room) -> None:
    await collected(team, "Eins", "Zwei")
    await pmo.says("!agenda streichen T1", by="Paula")
    assert "Paula hat T1 gestrichen: Eins" in team.sees()


async def test_an_english_room_is_answered_in_english(team: Room) -> None:
    await team.says("!sprache en")
    await plan_weekly(team)
    await team.says("!agenda Hosting offer | duration: 75 | kind: decision")
    assert "75 min · decision" in team.sees() and "15 too many" in team.sees()
    await team.says("!agenda")
    assert "1. T1 Hosting offer" in team.sees() and "Together 75 of 60 min" in team.sees()


async def test_the_history_names_the_place_that_it_got(team: Room) -> None:
    await team.says("!treffen Jour fixe | wann: jeden Donnerstag 10:00")
    for text in ("Eins", "Zwei", "Drei"):
        await team.says(f"!agenda {text}")
    await team.says("!agenda verschieben T1 | auf: 99")
    await team.says("!agenda T1")
    assert "auf Platz 3 gesetzt" in team.sees() and "99" not in team.sees()


async def test_a_deferred_topic_comes_back_to_the_next_date_of_its_session(team: Room) -> None:
    await team.says("!treffen Jour fixe | wann: jeden Donnerstag 10:00")
    await team.says("!agenda Hosting-Angebot")
    await team.says("!agenda ändere T1 | treffen: S1")
    assert "steht schon genau so da" in team.sees()
    await team.says("!agenda vertagen T1")
    await team.says("!agenda ändere T1 | treffen: S1")
    assert "Donnerstag, 26.11.2026, 10:00 Uhr (S1), Platz 1" in team.sees()


async def test_whoever_forgets_the_link_is_asked_for_it(team: Room) -> None:
    await team.says("!agenda Hosting-Angebot")
    await team.says("!agenda vorlage T1")
    assert "Da fehlt der Link" in team.sees() and "!agenda vorlage T1 https://stadt.example/vorlage" in team.sees()


@pytest.mark.parametrize("verb", ["streichen T1", "ändere T1 | dauer: 5"])
async def test_whoever_proposed_a_topic_is_told_that_it_is_closed_and_not_that_it_is_not_theirs(team: Room, pmo: Room, verb: str) -> None:
    await team.says("!agenda Budget | für: steuerungskreis")
    await pmo.says("!agenda ablehnen T1", by="Paula")
    await team.says(f"!agenda {verb}")
    assert "T1 ist abgelehnt" in team.sees()
