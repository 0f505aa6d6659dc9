"""Collecting topics: where they go, what is said about the time, and changing or taking one back by its message."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.commands.agenda.planned_sessions import TUESDAY, cancel, plan, plan_weekly, wall
from tests.world import Room, World


async def test_a_topic_goes_on_the_next_session_and_is_echoed(team: Room) -> None:
    await plan_weekly(team)
    await team.says(
        "!agenda Hosting-Angebot | dauer: 15 | art: entscheidung | wer: @ben:stadt.example | vorlage: https://stadt.example/angebot"
    )
    card = team.sees()
    for fact in (
        "T1 Hosting-Angebot",
        "15 min",
        "Entscheidung",
        "Ben",
        "https://stadt.example/angebot",
        "Dienstag, 24.11.2026, 10:00",
        "S1",
    ):
        assert fact in card


async def test_ten_minutes_of_information_by_the_author_unless_said_otherwise(team: Room) -> None:
    await plan_weekly(team)
    await team.says("!top Neues aus Gießen", by="Anna")
    assert "10 min · Info · Anna" in team.sees()


async def test_a_session_that_has_begun_takes_no_new_topic(team: Room, world: World) -> None:
    await plan_weekly(team)
    await world.pass_(days=1)  # Tuesday, 10:00
    await team.says("!agenda Zu spät")
    assert "1.12.2026" in team.sees()


async def test_without_a_session_it_waits_for_the_next_one(team: Room) -> None:
    await team.says("!agenda Hosting-Angebot")
    assert "T1" in team.sees() and "Wartet auf das nächste Treffen" in team.sees()
    await team.says("!agenda")
    assert "T1" in team.sees() and "noch kein Treffen geplant" in team.sees()
    await plan_weekly(team)
    assert "T1" in team.sees() and "24.11.2026" in team.sees()
    await team.says("!agenda")
    assert "Agenda: Jour fixe" in team.sees() and "1. T1 Hosting-Angebot" in team.sees()


async def test_a_named_session_takes_it(team: Room) -> None:
    await plan_weekly(team)
    await plan(team, TUESDAY + timedelta(days=9), title="Klausur")
    await team.says("!agenda Haushalt | treffen: S2")
    assert "Klausur" in team.sees() and "3.12.2026" in team.sees()


async def test_too_much_for_the_session_is_said_with_what_could_wait(team: Room) -> None:
    await plan_weekly(team)
    await team.says("!agenda Beschluss | dauer: 30 | art: entscheidung")
    await team.says("!agenda Bericht | dauer: 20")
    assert "zu viel" not in team.sees()
    await team.says("!agenda Nachlese | dauer: 25 min")
    assert "75 von 60 min" in team.sees() and "15 zu viel" in team.sees() and "Warten könnte: T2" in team.sees()


async def test_a_blocker_becomes_a_topic_and_each_shows_the_other(team: Room) -> None:
    await plan_weekly(team)
    await team.says("!blocker Freigabe fehlt | lösung: AVV-Vorlage", by="Ben")
    await team.says("!agenda B1 | dauer: 20", by="Anna")
    assert "T1 Freigabe fehlt" in team.sees() and "Ben" in team.sees() and "20 min" in team.sees()
    await team.says("!agenda")
    assert "Blocker B1" in team.sees()
    await team.says("!blocker B1")
    assert "T1" in team.sees()


async def test_a_blocker_is_a_topic_once(team: Room) -> None:
    await team.says("!blocker Freigabe fehlt")
    await team.says("!agenda B1")
    await team.says("!agenda neu B1")
    assert "schon ein Thema" in team.sees() and "T1" in team.sees()
    await team.says("!agenda erledigt T1")
    await team.says("!agenda B1 Was noch zu tun ist")
    assert "T2 Was noch zu tun ist" in team.sees() and "B1" in team.sees()


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("!agenda | dauer: 15", "worum es geht"),
        ("!agenda ...", "worum es geht"),
        ("!agenda B9", "B9 gibt es nicht"),
        ("!agenda Thema | dauer: lang", "lang"),
        ("!agenda Thema | art: kaffee", "entscheidung"),
        ("!agenda Thema | wer: Zoe", "Zoe"),
        ("!agenda Thema | vorlage: unten", "kein Link"),
        ("!agenda Thema | treffen: S9", "S9 gibt es nicht"),
        ("!agenda Thema | treffen: morgen", "keine passende Nummer"),
        ("!agenda Thema | für: alle", "Steuerungskreis"),
        ("!agenda " + "x" * 2001, "höchstens 2000"),
    ],
)
async def test_a_mistake_stores_nothing_and_says_why(team: Room, said: str, reason: str) -> None:
    await team.says(said)
    assert reason in team.sees()
    await team.says("!agenda")
    assert "kein Thema" in team.sees()


async def test_sessions_of_others_and_those_that_are_over_take_nothing(team: Room, steering: Room, world: World) -> None:
    await plan(steering)
    await plan(team)
    gone = await plan(team, TUESDAY + timedelta(days=1))
    await cancel(team, gone)
    await team.says("!agenda Thema | treffen: S1")
    assert "Steuerungskreis" in team.sees()
    await team.says("!agenda Thema | treffen: S3")
    assert "abgesagt" in team.sees()
    await world.pass_(days=2)
    await team.says("!agenda Thema | treffen: S2")
    assert "schon vorbei" in team.sees()


async def test_a_long_topic_is_whole_where_it_is_asked_for_and_short_elsewhere(team: Room) -> None:
    await plan_weekly(team)
    text = "Sehr lang " * 199 + "Ende"
    await team.says(f"!agenda {text}")
    assert "T1" in team.sees() and len(team.sees()) < 700
    await team.says("!agenda")
    assert len(team.sees()) < 500
    await team.says("!agenda T1")
    assert "Ende" in team.sees()


async def test_sixty_topics_fit_a_phone_screen_unless_all_are_asked_for(team: Room) -> None:
    await plan_weekly(team)
    for count in range(60):
        await team.says(f"!agenda Nummer {count + 1} " + "sehr lang " * 30)
    assert "600 von 60 min" in team.sees() and "und 49 weitere" in team.sees() and len(team.sees()) < 1000
    await team.says("!agenda")
    assert "und 52 weitere" in team.sees() and len(team.sees()) < 2000
    await team.says("!agenda liste alle")
    assert "60. T60" in "\n".join(seen.body for seen in team.messages()[-4:])


HOSTILE = "<b>fett</b> **stern** _a_ `c` [x](https://x.example) @room <script>alert(1)</script> &amp; # h"


async def test_what_people_write_is_shown_literally(team: Room) -> None:
    await plan_weekly(team)
    await team.says(f"!agenda {HOSTILE}")
    assert HOSTILE in team.sees()
    await team.says("!agenda T1")
    assert HOSTILE in team.sees() and "<script>" not in team.messages()[-1].html


async def test_an_edit_changes_the_topic_and_its_card_and_keeps_its_place(team: Room) -> None:
    await plan_weekly(team)
    event = await team.says("!agenda Hosting | dauer: 30 | vorlage: https://stadt.example/a")
    await team.says("!agenda Anderes")
    said = len(team.messages())
    await team.edits(event, "!agenda Hosting-Angebot | art: diskussion")
    card = team.message("T1 Hosting-Angebot")
    assert "10 min · Diskussion · Anna" in card.body and "https" not in card.body and "Platz 1" in card.body
    assert card.edits == 1 and len(team.messages()) == said


async def test_an_edit_makes_no_proposal_of_it(team: Room, pmo: Room) -> None:
    event = await team.says("!agenda Hosting")
    await team.edits(event, "!agenda Hosting | für: steuerungskreis")
    assert "streichen T1" in team.sees() and pmo.messages() == []


async def test_deleting_the_message_of_a_handled_one_keeps_it(team: Room) -> None:
    event = await team.says("!agenda Hosting")
    await team.says("!agenda erledigt T1")
    await team.deletes(event)
    assert "bleibt erhalten" in team.sees()


async def test_from_a_direct_chat_it_goes_to_the_room_of_the_group(team: Room, world: World) -> None:
    await plan_weekly(team)
    direct = world.room("Direkt", "Ben")
    await direct.invites(by="Ben", direct=True)
    await direct.lets_the_bot_in()
    direct.forget()
    await direct.says("agenda Hosting-Angebot | wer: Anna", by="Ben")
    assert "T1" in direct.sees() and "Anna" in direct.sees() and "Dateninventur" in direct.sees()
    assert "T1 Hosting-Angebot" in team.sees()
    await direct.says("agenda", by="Ben")
    assert "1. T1 Hosting-Angebot" in direct.sees()


async def test_two_sessions_at_the_same_time_are_both_shown(team: Room) -> None:
    await plan(team)
    await plan(team, wall(24, 10), title="Technikrunde")
    await team.says("!agenda Eins")
    await team.says("!agenda Zwei | treffen: S2")
    await team.says("!agenda")
    assert "T1" in team.sees() and "Technikrunde" in team.sees() and "T2" in team.sees()
