"""Minutes while a session is held: lines, results, the next topic, and what is recorded meanwhile."""

from __future__ import annotations

import pytest

from bot.domain.ids import EventId
from bot.domain.minutes.running import Entry, EntryKind
from tests.commands.minutes.sessions import after_begun, after_planned, at, begun
from tests.world import Room, World


def card(room: Room) -> str:
    """The card of the session as it reads now."""
    return room.message("📝 Jour fixe").body


async def entries(room: Room) -> list[Entry]:
    async with room.world.store.reading() as tx:
        team = await tx.teams.of_room(room.id)
        assert team is not None
        minutes = (await tx.minutes.of_team(team.id))[0]
        return list(await tx.minutes.entries(minutes.session, minutes.planned))


async def lines(room: Room) -> list[str]:
    return [entry.text for entry in await entries(room) if entry.kind is EntryKind.LINE]


@after_begun
async def test_the_card_shows_the_topic_its_person_its_time_and_what_is_next(team: Room) -> None:
    body = card(team)
    assert "Jour fixe (S1), läuft seit 10:00" in body
    assert "▶️ T1 Hosting" in body and "bis 10:10" in body and "Anna" in body
    assert "Danach: T2 Vergabe (10 min)" in body
    assert "Noch 2 Themen, 20 min." in body and "Ende 10:30, geplant 11:00" in body
    assert team.message("📝 Jour fixe").reactions == ["⏭️", "➕", "🏁"]


@after_planned
async def test_the_card_names_the_paper_and_the_roles(team: Room) -> None:
    await team.says("!agenda vorlage T1 https://stadt.example/hosting")
    await at(team.world, 9, 55)
    await team.says("!protokoll start S1 | moderation: @ben:stadt.example | protokoll: Anna")
    assert "Vorlage: https://stadt.example/hosting" in card(team)
    assert "Moderation: Ben · Protokoll: Anna" in card(team)


@after_begun
async def test_a_result_closes_the_topic_and_the_next_one_is_current(team: Room) -> None:
    await at(team.world, 10, 7)
    await team.says("!protokoll weiter: Wir nehmen die ekom21")
    assert "T1 ist erledigt: Wir nehmen die ekom21" in team.sees() and "Jetzt T2 Vergabe, bis 10:17" in team.sees()
    assert "▶️ T2 Vergabe" in card(team) and "Danach: T3 Haushalt" in card(team)
    await team.says("!agenda T1")
    assert "Erledigt: Wir nehmen die ekom21" in team.sees()


@after_begun
@pytest.mark.parametrize(
    "said",
    [
        "!protokoll weiter: Zugestimmt",
        "!protokoll Weiter : Zugestimmt",
        "!protokoll weiter:Zugestimmt",
        "!protokoll **weiter:** Zugestimmt",
        "!protokoll weiter\nZugestimmt",
        "!protokoll weiter：Zugestimmt",
        "!minutes next: Zugestimmt",
        "!protokoll, weiter: Zugestimmt",
        "!protokoll weiter | Zugestimmt",
    ],
)
async def test_next_with_a_colon_has_a_result(team: Room, said: str) -> None:
    await team.says(said)
    assert "T1 ist erledigt: Zugestimmt" in team.sees()


@after_begun
@pytest.mark.parametrize(
    "said",
    [
        "Weiter prüfen wir im Januar",
        "Ende der Frist ist der 1.3.",
        "Start der Bauarbeiten: März",
        "Start: 10 Uhr am Rathaus",
        "Mehr Personal ist nötig",
        "Zurück zum alten Anbieter wollen wir nicht",
        "Da fehlt noch ein Angebot",
        "T7 wird vertagt, weil die Vorlage fehlt",
        "S3 war zu kurz",
        "3 von 4 Kommunen sind dafür",
        "Neu ist der Zeitplan",
        "Gießen: stimmt zu",
        "Zeige den Plan der Kommune",
        "Vertagen wir auf Januar",
        "Abgeschlossen: Vergabe Los 1",
        "https://stadt.example/protokoll: siehe dort",
    ],
)
async def test_whatever_is_no_verb_is_a_line(team: Room, said: str) -> None:
    await team.says(f"!protokoll {said}")
    assert "Steht im Protokoll unter T1 Hosting." in team.sees()
    assert await lines(team) == [said]
    assert "▶️ T1 Hosting" in card(team)


@after_begun
async def test_a_reply_to_the_card_is_a_line_that_follows_its_message(team: Room, world: World) -> None:
    said = await team.says("Das Angebot liegt vor", reply_to=team.message("📝 Jour fixe").event)
    assert world.chat.receipts[said] == ["📝"]
    assert await lines(team) == ["Das Angebot liegt vor"]
    await team.edits(said, "Zwei Angebote liegen vor")
    assert await lines(team) == ["Zwei Angebote liegen vor"]
    await team.deletes(said)
    assert await lines(team) == []


@after_begun
async def test_a_line_follows_the_edit_and_the_deletion_of_its_command(team: Room) -> None:
    said = await team.says("!protokoll Das Angebot liegt vor")
    await team.edits(said, "!protokoll Zwei Angebote liegen vor")
    assert await lines(team) == ["Zwei Angebote liegen vor"]
    await team.deletes(said)
    assert await lines(team) == []


@after_begun
async def test_a_reply_that_sounds_like_a_verb_is_asked_about(team: Room) -> None:
    await team.says("weiter: einstimmig", reply_to=team.message("📝 Jour fixe").event)
    assert "Meinst du !protokoll weiter: einstimmig?" in team.sees()
    await team.taps("✅", on="Meinst du")
    assert "T1 ist erledigt: einstimmig" in team.sees()
    await team.says("ende", reply_to=team.message("📝 Jour fixe").event)
    await team.taps("❌", on="Meinst du !protokoll ende")
    assert await lines(team) == ["ende"]


@after_begun
async def test_a_dash_in_place_of_the_colon_is_asked_about(team: Room) -> None:
    await team.says("!protokoll weiter – einstimmig")
    await team.taps("✅", on="Meinst du !protokoll weiter: einstimmig")
    assert "T1 ist erledigt: einstimmig" in team.sees()
    await team.clock.pass_(minutes=1)
    await team.says("!protokoll Weiter – so steht es im Vertrag – prüfen wir die Frist")
    await team.taps("❌", on="Meinst du !protokoll weiter: so steht")
    assert await lines(team) == ["Weiter – so steht es im Vertrag – prüfen wir die Frist"]


@after_begun
async def test_what_is_recorded_meanwhile_belongs_to_the_current_topic(team: Room) -> None:
    await team.says("!aufgabe Vertrag prüfen")
    await team.says("!protokoll weiter")
    for said in ("!frage Wer zahlt die Lizenzen?", "!blocker Freigabe fehlt", "!beschluss Wir nehmen die ekom21"):
        await team.says(said)
    kept = [(str(entry.record), str(entry.topic)) for entry in await entries(team) if entry.kind is EntryKind.RECORD]
    assert kept == [("A1", "T1"), ("Q1", "T2"), ("B1", "T2"), ("D1", "T2")]
    await team.says("!beschluss D1")
    assert "T2 → D1" in team.sees()


@after_begun
async def test_an_edited_decision_keeps_the_topic_that_it_was_taken_on(team: Room) -> None:
    said = await team.says("!beschluss Wir nehmen die ekom21")
    await team.edits(said, "!beschluss Wir nehmen die ekom21 ab März")
    await team.says("!beschluss D1")
    assert "ab März" in team.sees() and "T1 → D1" in team.sees()


@after_begun
async def test_after_the_last_topic_the_card_says_so_and_lines_stand_without_one(team: Room) -> None:
    for _ in range(3):
        await team.says("!protokoll weiter")
        await team.clock.pass_(minutes=1)
    assert "Alle Themen sind durch" in card(team) and "Alle Themen sind durch" in team.sees()
    await team.says("!protokoll Der nächste Termin passt allen")
    assert (await entries(team))[-1].topic is None
    await team.says("!protokoll weiter: Was noch?")
    assert "Gerade ist kein Thema dran" in team.sees()


@after_begun
async def test_a_topic_that_is_handled_or_deferred_otherwise_is_left_too(team: Room) -> None:
    await team.says("!agenda erledigt T1 Zugestimmt")
    assert "▶️ T2 Vergabe" in card(team)
    await team.says("!protokoll vertagen")
    assert "▶️ T3 Haushalt" in card(team) and "Danach" not in card(team)
    await team.says("!agenda streichen T3")
    assert "Alle Themen sind durch" in card(team)


@after_begun
async def test_a_longer_slot_moves_the_end_of_the_current_topic(team: Room) -> None:
    await team.says("!agenda ändere T1 | dauer: 20")
    assert "bis 10:20" in card(team) and "Ende 10:40" in card(team)


@after_begun
async def test_the_order_of_the_agenda_holds_for_what_is_next(team: Room) -> None:
    await team.says("!agenda verschieben T3 | auf: 2")
    assert "Danach: T3 Haushalt" in card(team)


@after_planned
async def test_a_decision_topic_offers_to_keep_its_result(team: Room) -> None:
    await team.says("!agenda ändere T1 | art: entscheidung")
    await at(team.world, 10)
    await team.says("!protokoll start")
    await team.says("!protokoll weiter: Wir nehmen die ekom21")
    await team.taps("✅", on="Beschluss")
    await team.says("!beschluss D1")
    assert "Wir nehmen die ekom21" in team.sees() and "T1 → D1" in team.sees()


@after_begun
async def test_an_edited_result_changes_and_a_deleted_one_takes_the_step_back(team: Room) -> None:
    said = await team.says("!protokoll weiter: Wir nehmen ekom")
    await team.edits(said, "!protokoll weiter: Wir nehmen die ekom21")
    await team.says("!agenda T1")
    assert "Erledigt: Wir nehmen die ekom21" in team.sees()
    await team.deletes(said)
    assert "▶️ T1 Hosting" in card(team) and "bis 10:10" in card(team)


@after_begun
async def test_of_an_earlier_step_only_the_words_go(team: Room) -> None:
    said = await team.says("!protokoll weiter: Wir nehmen die ekom21")
    await team.says("!protokoll Die Frist läuft")
    await team.deletes(said)
    assert "▶️ T2 Vergabe" in card(team)
    await team.says("!agenda T1")
    assert "✅ erledigt" in team.sees() and "ekom21" not in team.sees()


@after_begun
async def test_the_end_carries_over_what_nobody_came_to(team: Room) -> None:
    await team.says("!protokoll weiter: Zugestimmt")
    await at(team.world, 10, 40)
    await team.says("!protokoll ende")
    assert "10:00 bis 10:40" in card(team) and "Die Sitzung ist beendet" in card(team)
    assert "Offen geblieben, weiter beim nächsten Treffen: T2 Vergabe, T3 Haushalt\n" in team.message("Entwurf").body
    assert not any("nicht gekommen" in message.body for message in team.messages())
    await team.says("!agenda T2")
    assert "nicht dazu gekommen, mitgenommen" in team.sees()


async def test_while_a_session_runs_longer_its_topics_stay(team: Room) -> None:
    await begun(team, minutes=30)
    await at(team.world, 10, 45)
    assert "▶️ T1 Hosting" in card(team)
    await team.says("!protokoll weiter")
    assert "▶️ T2 Vergabe" in card(team)


@after_begun
async def test_in_short_rooms_a_line_is_receipted_with_a_sign(team: Room, world: World) -> None:
    await team.says("!einstellungen antworten: kurz")
    count = len(team.messages())
    said: EventId = await team.says("!protokoll Das Angebot liegt vor")
    assert world.chat.receipts[said] == ["📝"] and len(team.messages()) == count
    await team.taps("⏭", on=team.message("📝 Jour fixe").event)
    assert len(team.messages()) == count and "▶️ T2 Vergabe" in card(team)


@after_begun
async def test_nothing_of_minutes_says_who_said_what(team: Room) -> None:
    await team.says("!protokoll Das Angebot liegt vor", by="Ben")
    await team.says("!protokoll weiter: Zugestimmt", by="Ben")
    assert "@" not in "".join(map(repr, await entries(team)))


@after_begun
async def test_numbers_of_the_session_are_understood_where_a_verb_takes_one(team: Room) -> None:
    await team.says("!protokoll ende S9")
    assert "Gerade läuft S1, nicht S9" in team.sees()
    await team.says("!protokoll ende S1")
    assert "beendet" in card(team)
