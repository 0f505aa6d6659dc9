"""Notes are shown, voted on, joined and ranked; what follows is looked at the next time."""

from __future__ import annotations

import hashlib

import pytest

from bot.domain.ids import Number
from bot.domain.retros import MAX_BALLOTS
from tests.world import Room, World

THURSDAY = "!retro planen nächsten Donnerstag 15 Uhr"


async def begun(team: Room, *notes: str) -> None:
    await team.says(THURSDAY)
    for note in notes:
        await team.says(f"!retro {note}")
    team.forget()
    await team.says("!retro start R1")


def shown(team: Room) -> list[str]:
    return [seen.body for seen in team.messages() if seen.body[:1].isdigit()]


async def test_each_note_is_a_message_to_vote_on_by_column(team: Room) -> None:
    await begun(team, "weiter: Kurze Wege", "+ Sonst nichts", "start: Ein Kalender", "stop: Lange Protokolle")
    assert shown(team) == ["1 · Start: Ein Kalender", "2 · Stop: Lange Protokolle", "3 · Weiter: Kurze Wege", "4 · Sonstiges: Sonst nichts"]
    assert all(seen.reactions == ["👍"] for seen in team.messages() if seen.body[:1].isdigit())
    assert "4 Notizen. Tippt 👍" in team.messages()[0].body


async def test_taps_count_once_a_person_and_count_back_when_withdrawn(team: Room) -> None:
    await begun(team, "start: Ein Kalender", "stop: Lange Protokolle")
    await team.taps("👍", on="Ein Kalender", by="Anna")
    await team.taps("👍", on="Lange Protokolle", by="Anna")
    await team.taps("👍", on="Lange Protokolle", by="Ben")
    await team.says("!retro stimme 2", by="Ben")
    tap = await team.taps("👍", on="Ein Kalender", by="Ben")
    await team.deletes(tap, by="Ben")
    await team.says("!retro ende")
    ranking = team.sees()
    assert "2 · Lange Protokolle (Stop) – 2 Stimmen" in ranking and "1 · Ein Kalender (Start) – 1 Stimme\n" in ranking
    assert ranking.index("Lange Protokolle") < ranking.index("Ein Kalender")


async def test_voting_by_number_is_receipted_and_taken_back_with_the_message(team: Room, world: World) -> None:
    await begun(team, "start: Ein Kalender", "stop: Lange Protokolle")
    before = len(team.messages())
    event = await team.says("!retro stimme 1 und 2", by="Ben")
    assert world.chat.receipts[event] == ["👍"] and len(team.messages()) == before
    await team.deletes(event, by="Ben")
    await team.says("!retro ende")
    assert team.sees().count("keine Stimme") == 2


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("!retro stimme", "Nummern von Notizen"),
        ("!retro stimme drei", "Nummern von Notizen"),
        ("!retro stimme 9", "Eine Notiz 9 gibt es nicht, die letzte ist 2"),
        ("!retro zusammen 1", "mindestens zwei Nummern"),
        ("!retro zusammen 1 9", "Eine Notiz 9 gibt es nicht"),
        ("!retro zusammen 2 2", "mindestens zwei"),
        ("!retro zeit 5 Stunden", "zu lang"),
        ("!retro start R1", "läuft schon"),
    ],
)
async def test_what_is_wrong_is_answered_with_an_example(team: Room, said: str, why: str) -> None:
    await begun(team, "start: Ein Kalender", "stop: Lange Protokolle")
    await team.says(said)
    assert why in team.sees()


async def test_joined_notes_share_their_votes_and_their_messages_say_so(team: Room) -> None:
    await begun(team, "start: Ein Kalender", "stop: Lange Protokolle", "weiter: Kurze Wege")
    await team.taps("👍", on="Ein Kalender", by="Anna")
    await team.taps("👍", on="Kurze Wege", by="Anna")
    await team.taps("👍", on="Kurze Wege", by="Ben")
    await team.says("!retro zusammen 1 3")
    assert "Zusammengelegt zu 1: Ein Kalender / Kurze Wege." in team.sees()
    assert "1 · Start: Ein Kalender / Kurze Wege" in shown(team) and "3 gehört jetzt zu 1: Kurze Wege" in shown(team)
    await team.says("!retro ende")
    assert "1 · Ein Kalender / Kurze Wege (Start) – 2 Stimmen" in team.sees()


async def test_many_notes_are_numbered_lists(team: Room, world: World) -> None:
    notes = [f"stop: Grund Nummer {count}" for count in range(MAX_BALLOTS + 1)]
    await begun(team, *notes, "start: Ein Kalender")
    lists = [seen for seen in team.messages() if seen.body.startswith(("Start", "Stop"))]
    assert [seen.body.splitlines()[0] for seen in lists] == ["Start", "Stop"] and "👍" not in lists[0].reactions
    assert "22 Notizen. Stimmt mit den Nummern ab: !retro stimme 3 7" in team.messages()[0].body
    assert len(lists[1].body.splitlines()) == MAX_BALLOTS + 2
    await team.says("!retro stimme 22", by="Ben")
    await team.says("!retro zusammen 1 22")
    assert "(22)" in next(seen for seen in team.messages() if seen.body.startswith("Start")).body
    await team.says("!retro ende")
    assert "und 13 weitere: !retro R1" in team.sees()


async def test_after_the_end_a_tap_counts_nothing_and_needs_no_word(team: Room) -> None:
    await begun(team, "start: Ein Kalender")
    await team.says("!retro ende")
    before = len(team.messages())
    await team.taps("👍", on="1 · Start: Ein Kalender", by="Ben")
    assert len(team.messages()) == before
    await team.says("!retro R1")
    assert "keine Stimme" in team.sees()


async def test_who_voted_is_forgotten_with_the_end(team: Room, world: World) -> None:
    await begun(team, "start: Ein Kalender")
    await team.taps("👍", on="1 · Start: Ein Kalender", by="Ben")
    await team.says("!retro ende")
    async with world.store.reading() as tx:
        (retro,) = [retro for group in await tx.teams.all() for retro in await tx.retros.of_team(group.id)]
        assert list(await tx.votes.of(retro.number)) == []
        assert [note.votes for note in await tx.retro_notes.of(retro.number)] == [1]


async def test_after_the_end_no_trace_tells_for_what_somebody_voted_by_number(team: Room, world: World) -> None:
    await begun(team, "start: Ein Kalender", "stop: Lange Protokolle")
    await team.says("!retro stimme 2", by="Ben")
    await team.says("!retro ende")
    kept = b"".join(path.read_bytes() for path in world.folder.rglob("*") if path.is_file())
    assert hashlib.sha256(b"!retro stimme 2").hexdigest().encode() not in kept


async def test_a_note_that_comes_while_it_runs_is_shown_at_once(team: Room) -> None:
    await begun(team)
    assert "Noch liegt keine Notiz vor. Schreibt jetzt" in team.sees()
    await team.says("!retro stop: Lange Protokolle\nstart: Ein Kalender", by="Ben")
    assert shown(team) == ["1 · Start: Ein Kalender", "2 · Stop: Lange Protokolle"]


async def test_a_time_box_goes_from_column_to_column(team: Room, world: World) -> None:
    await begun(team, "start: Ein Kalender", "weiter: Kurze Wege")
    await team.says("!retro zeit 10")
    assert "⏱ Start: bis 10:10 Uhr (10 Minuten)" in team.sees()
    await world.pass_(minutes=10)
    assert "⏰ Die Zeit für Start ist um. Jetzt Weiter, bis 10:20 Uhr." in team.sees() and team.messages()[-1].notifies
    await world.pass_(minutes=10)
    assert "⏰ Die Zeit für Weiter ist um." in team.sees() and "!retro ende R1" in team.sees()
    await world.pass_(minutes=60)
    assert sum("⏰" in seen.body for seen in team.messages()) == 2


async def test_a_time_box_can_be_set_before_and_taken_off(team: Room, world: World) -> None:
    await team.says(THURSDAY)
    await team.says("!retro + Kurze Wege")
    await team.says("!retro zeit 5 min")
    assert "5 Minuten je Spalte in R1, sobald die Retro läuft" in team.sees()
    await team.says("!retro start")
    assert "⏱ Sonstiges: 5 Minuten" in team.message("▶️ R1 Retro").body
    await team.says("!retro zeit aus")
    await world.pass_(hours=1)
    assert not any("⏰" in seen.body for seen in team.messages())


async def test_begun_well_before_its_time_it_has_moved_to_now(team: Room) -> None:
    await begun(team, "start: Ein Kalender")
    assert "▶️ läuft · R1 Retro\n🕙 Montag, 23.11.2026, 10:00 Uhr" in team.message("läuft").body
    await team.says("!retro ende")
    await team.says("!treffen")
    assert "26.11." not in team.sees()


async def test_a_plain_reply_to_a_note_is_kept_as_a_remark(team: Room, world: World) -> None:
    await begun(team, "start: Ein Kalender")
    ballot = team.message("1 · Start: Ein Kalender")
    event = await team.says("In Gießen gibt es schon einen", reply_to=ballot.event, by="Ben")
    assert world.chat.receipts[event] == ["📝"]
    await team.says("!retro R1")
    assert "Ben, Mo 23.11.: In Gießen gibt es schon einen" in team.sees()


async def test_a_remark_reads_as_the_reply_does_and_goes_with_it(team: Room) -> None:
    await begun(team, "start: Ein Kalender")
    reply = await team.says("In Gießen gibt es einen", reply_to=team.message("1 · Start: Ein Kalender").event, by="Ben")
    await team.edits(reply, "In Marburg gibt es einen", by="Ben")
    await team.says("!retro R1")
    assert "Ben, Mo 23.11.: In Marburg gibt es einen" in team.sees() and "Gießen" not in team.sees()
    await team.deletes(reply, by="Ben")
    await team.says("!retro R1")
    assert "Marburg" not in team.sees()


async def test_a_run_goes_on_after_a_restart(team: Room, world: World) -> None:
    await begun(team, "start: Ein Kalender", "weiter: Kurze Wege")
    await team.says("!retro zeit 10")
    await world.machine.startup.begin()
    await team.taps("👍", on="Kurze Wege", by="Ben")
    await world.pass_(minutes=10)
    assert "Jetzt Weiter" in team.sees()
    await team.says("!retro ende")
    assert "2 · Kurze Wege (Weiter) – 1 Stimme" in team.sees()


async def test_guests_do_not_vote(team: Room, pmo: Room, world: World) -> None:
    await begun(team, "start: Ein Kalender")
    await team.taps("👍", on="1 · Start: Ein Kalender", by="Gast")
    await pmo.says("!retro stimme R1 1", by="Peter")
    assert "R1 gehört Dateninventur" in pmo.sees()
    await team.says("!retro ende")
    assert "keine Stimme" in team.sees()


async def test_hundred_and_fifty_notes_and_thirty_voters_fit_into_a_few_messages(team: Room, world: World) -> None:
    people = [f"Person{count}" for count in range(30)]
    for person in people:
        team.joins(person)
    await team.says(THURSDAY)
    for count in range(50):
        await team.says(f"!retro start: Anfang {count}\nstop: Schluss {count}\nweiter: Mehr {count}", by=people[count % 30])
    team.forget()
    await team.says("!retro start")
    assert len(team.messages()) == 4
    for person in people:
        await team.says("!retro stimme 7 77 120", by=person)
    await team.says("!retro ende")
    assert team.sees().count("30 Stimmen") == 3


async def test_after_the_end_no_hash_of_a_message_tells_who_voted_for_what_or_wrote_which_note(team: Room, world: World) -> None:
    await begun(team, "start: Ein Kalender")
    await team.says("!retro stimme 1", by="Ben")
    await team.says("!retro ende")
    kept = b"\n".join(path.read_bytes() for path in world.folder.rglob("*") if path.is_file())
    for said in ("!retro stimme 1", "!retro start: Ein Kalender"):
        assert hashlib.sha256(said.encode()).hexdigest().encode() not in kept


async def test_begun_before_its_time_its_card_says_that_it_runs(team: Room) -> None:
    await team.says(THURSDAY)
    card = team.message("R1 Retro")
    await team.says("!retro start")
    assert "▶️ läuft · R1 Retro" in card.body and "Montag, 23.11.2026, 10:00 Uhr" in card.body and card.edits == 1


async def test_begun_elsewhere_the_room_hears_all_of_it(team: Room, pmo: Room) -> None:
    await team.says(THURSDAY)
    await team.says("!retro stop: Lange Protokolle")
    await team.says("!retro stop: Noch eins")
    team.forget()
    await pmo.says("!retro R1 start", by="Paula")
    assert "R1 läuft jetzt im Raum von Dateninventur" in pmo.sees()
    assert "▶️ R1 Retro" in team.messages()[0].body and "2 Notizen. Tippt 👍" in team.messages()[0].body
    assert len(shown(team)) == 2
    await pmo.says("!retro R1 zeit 10", by="Paula")
    assert "⏱ Stop: bis 10:10 Uhr (10 Minuten)" in team.sees()
    await pmo.says("!retro R1 zusammen 1 2", by="Paula")
    assert "Zusammengelegt zu 1" in team.sees()
    await pmo.says("!retro R1 zeit aus", by="Paula")
    assert "Keine Zeitvorgabe mehr für R1" in team.sees()


@pytest.mark.parametrize("said", ["stimme 1", "zusammen 1 2", "ende"])
async def test_what_only_one_that_runs_can_do_says_how_to_begin(team: Room, said: str) -> None:
    await team.says(THURSDAY)
    await team.says(f"!retro {said}")
    assert "R1 läuft noch nicht. Beginnen: !retro start R1" in team.sees()


async def test_after_the_end_that_is_said(team: Room) -> None:
    await begun(team, "start: Ein Kalender")
    await team.says("!retro ende")
    for said in ("stimme 1", "ende"):
        await team.says(f"!retro {said}")
        assert "R1 ist schon beendet" in team.sees()


async def test_one_at_a_time(team: Room) -> None:
    await begun(team, "start: Ein Kalender")
    await team.says("!retro planen Freitag 10 Uhr")
    await team.says("!retro start")
    assert "R1 läuft noch. Erst zum Schluss kommen: !retro ende R1" in team.sees()
    await team.says("!retro start R2")
    assert "R1 läuft noch" in team.sees()


@pytest.mark.parametrize("said", ["!retro stimme Nummer 2", "!retro stimme Notiz 2", "!retro stimme Nr. 2"])
async def test_the_number_may_be_called_so(team: Room, said: str) -> None:
    await begun(team, "start: Ein Kalender", "stop: Lange Protokolle")
    await team.says(said)
    await team.says("!retro ende")
    assert "2 · Lange Protokolle (Stop) – 1 Stimme" in team.sees()


@pytest.mark.parametrize("said", ["zeit", "zeit weg"])
async def test_a_time_that_is_none_is_answered_with_an_example(team: Room, said: str) -> None:
    await begun(team, "start: Ein Kalender")
    await team.says(f"!retro {said}")
    assert "»«" not in team.sees() and "!retro zeit 10" in team.sees()


async def test_without_votes_nothing_is_said_to_matter(team: Room) -> None:
    await begun(team, "start: Ein Kalender")
    await team.says("!retro ende")
    assert "Abgestimmt hat niemand. Das sind eure Notizen:" in team.sees() and "wichtig" not in team.sees()
    assert "Antwortet auf eine Notiz" in team.sees() and "wer: Name" not in team.sees()


async def test_with_lists_the_end_shows_how_a_note_becomes_an_action(team: Room) -> None:
    await begun(team, *[f"stop: Grund {count}" for count in range(MAX_BALLOTS + 1)])
    await team.says("!retro stimme 3")
    await team.says("!retro ende")
    assert "!aufgabe Protokolle zusammenlegen, retro: R1/3" in team.sees() and "Antwortet" not in team.sees()


async def test_one_that_nobody_ends_is_ended_after_three_working_days(team: Room, world: World) -> None:
    await begun(team, "start: Ein Kalender")
    await team.taps("👍", on="1 · Start: Ein Kalender", by="Ben")
    await world.pass_(days=3, seconds=-1)
    assert "beendet" not in team.sees()
    await world.pass_(seconds=1)
    assert "R1 ist beendet. Sie lief schon drei Arbeitstage, darum zähle ich jetzt aus. Das war euch wichtig:" in team.sees()
    assert "1 · Ein Kalender (Start) – 1 Stimme" in team.sees()


async def test_of_a_group_that_is_dissolved_nobody_is_known_to_have_voted_either(team: Room, pmo: Room, world: World) -> None:
    await begun(team, "start: Ein Kalender")
    await team.says("!retro zeit 10")
    await team.taps("👍", on="1 · Start: Ein Kalender", by="Ben")
    await team.says("!team auflösen ja")
    before = len(team.messages())
    await world.pass_(days=3)
    assert len(team.messages()) == before
    async with world.store.reading() as tx:
        assert list(await tx.votes.of(Number("R", 1))) == []


async def test_one_of_a_dissolved_group_cannot_begin(team: Room, pmo: Room) -> None:
    await team.says(THURSDAY)
    await team.says("!team auflösen ja")
    await pmo.says("!retro start R1", by="Paula")
    assert "Dateninventur hat keinen Raum mehr" in pmo.sees()
