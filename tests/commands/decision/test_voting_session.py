"""A vote in a session: its card, the reactions on it, and what they decide."""

from __future__ import annotations

import pytest

from bot.domain.voting.votes import Choice
from bot.ports import SendFailed
from tests.commands.decision.voting_room import ballots_on, card_of, seated, state_of
from tests.world import Room, World


@pytest.fixture
async def committee(world: World, steering: Room) -> Room:
    await seated(world, steering)
    return steering


async def test_four_municipalities_vote_and_everybody_concerned_hears_the_result_once(
    committee: Room, team: Room, pmo: Room, world: World
) -> None:
    await team.says("!agenda Hosting bei der ekom21 | für: steuerungskreis | art: entscheidung | vorlage: https://cloud.example/h.pdf")
    await pmo.taps("✅", on="T1", by="Paula")
    for room in (committee, team, pmo):
        room.forget()
    await committee.says("!beschluss abstimmen T1 | wer: Ben | bis: 1.3.2027", by="Ada")
    card = card_of(committee, 1)
    assert card.body.startswith("🗳️ Abstimmung D1: Hosting bei der ekom21")
    assert "https://cloud.example/h.pdf" in card.body and "👍 dafür · 👎 dagegen · ⚪ Enthaltung" in card.body
    assert "Eine Stimme, eine Reaktion; die letzte zählt." in card.body and "0 von 4 Stimmen abgegeben" in card.body
    assert card.reactions == ["👍", "👎", "⚪"] and not card.notifies
    await committee.taps("👍", on=card.event, by="Gisela")
    await committee.taps("👍", on=card.event, by="Max")
    assert "2 von 4 Stimmen abgegeben" in card.body and "dafür," not in card.body
    await committee.taps("👍", on=card.event, by="Wanda")
    await committee.taps("⚪", on=card.event, by="Hans")
    assert "Alle haben abgestimmt. Auszählen: !beschluss schließen D1" in card.body
    assert len(committee.messages()) == 1
    await committee.says("!beschluss schließen D1", by="Gisela")
    assert committee.sees().startswith("📜 D1 gilt: Hosting bei der ekom21")
    assert "3 dafür, 0 dagegen, 1 Enthaltung" in committee.sees() and "Umsetzung: A1 Ben, bis Montag, 1.3.2027" in committee.sees()
    assert "Warum habt ihr so entschieden?" in committee.sees()
    assert "D1 gilt" in card.body and "Abgeschlossen am 23.11. 10:00: 3 dafür, 0 dagegen, 1 Enthaltung" in card.body
    assert len(committee.messages()) == 2
    assert "D1 gilt: Hosting bei der ekom21" in team.message("Das ist die Antwort auf euer Thema T1").body
    assert [seen.body.count("D1 gilt") for seen in pmo.messages()] == [1]
    assert await state_of(world, 1) == "in-force"
    await committee.says("einziges Angebot mit C5", by="Stefan", reply_to=committee.message("Warum habt ihr").event)
    assert "💬 Grund: einziges Angebot mit C5" in committee.message("3 dafür, 0 dagegen, 1 Enthaltung\n💬").body


async def test_the_last_reaction_counts_and_a_withdrawn_one_leaves_the_one_before(committee: Room, world: World) -> None:
    await committee.says("!beschluss Logo B | art: abstimmung", by="Ada")
    card = card_of(committee, 1)
    up = await committee.taps("👍", on=card.event, by="Gisela")
    down = await committee.taps("👎", on=card.event, by="Gisela")
    assert "1 von 4 Stimmen" in card.body
    await committee.deletes(down, by="Gisela")
    assert "1 von 4 Stimmen" in card.body
    await committee.deletes(up, by="Gisela")
    assert "0 von 4 Stimmen" in card.body
    await committee.taps("⚪", on=card.event, by="Gisela")
    await committee.taps("👎", on=card.event, by="Gisela")
    await committee.says("!beschluss schließen D1", by="Ada")
    assert "0 dafür, 1 dagegen, 0 Enthaltungen" in committee.sees() and await state_of(world, 1) == "declined"


async def test_somebody_without_a_voice_is_told_once_in_the_thread(committee: Room, world: World) -> None:
    await committee.says("!beschluss Logo B | art: abstimmung", by="Ada")
    card = card_of(committee, 1)
    committee.forget()
    for key in ("👍", "👎", "👍"):
        await committee.taps(key, on=card.event, by="Stefan")
    assert len(committee.messages()) == 1 and "hier stimmen die Kommunen ab" in committee.sees()
    assert committee.messages()[-1].content["m.relates_to"]["event_id"] == card.event
    assert await ballots_on(world, 1) == [] and "0 von 4" in card.body


async def test_the_servers_count_goes_before_what_was_heard(committee: Room, world: World) -> None:
    await committee.says("!beschluss Logo B | art: abstimmung", by="Ada")
    card = card_of(committee, 1)
    for person in ("Gisela", "Max", "Wanda"):
        await committee.taps("👎", on=card.event, by=person)
    # The homeserver knows better: Wanda has taken hers back, and no sync has told of it.
    world.chat.reacted = [each for each in world.chat.reacted if "wanda" not in each.sender]
    await committee.says("!beschluss schließen D1", by="Ada")
    assert "0 dafür, 2 dagegen, 0 Enthaltungen" in committee.sees()


@pytest.mark.parametrize("is_final", [False, True])
async def test_where_the_homeserver_does_not_say_what_was_heard_counts(committee: Room, world: World, is_final: bool) -> None:
    await committee.says("!beschluss Logo B | art: abstimmung", by="Ada")
    card = card_of(committee, 1)
    await committee.taps("👍", on=card.event, by="Max")
    world.chat.refusing_relations = SendFailed("503", final=is_final)
    committee.forget()
    await committee.says("!beschluss schließen D1", by="Ada")
    assert len(committee.messages()) == int(is_final)
    await world.pass_(seconds=40)
    assert len(committee.messages()) == 1 and "1 dafür, 0 dagegen, 0 Enthaltungen" in committee.sees()


async def test_a_reaction_after_the_end_is_told_once_and_changes_nothing(committee: Room, world: World) -> None:
    await committee.says("!beschluss Logo B | art: abstimmung", by="Ada")
    card = card_of(committee, 1)
    up = await committee.taps("👍", on=card.event, by="Max")
    await committee.says("!beschluss schließen D1", by="Ada")
    await world.pass_(minutes=2)
    committee.forget()
    await committee.taps("👎", on=card.event, by="Gisela")
    await committee.taps("👎", on=card.event, by="Hans")
    await committee.deletes(up, by="Max")
    assert [seen.body for seen in committee.messages()] == [
        "Die Abstimmung über D1 ist abgeschlossen am 23.11. 10:00. Was danach kam, zählt nicht mehr."
    ]
    assert [(each.municipality, each.choice) for each in await ballots_on(world, 1)] == [("Marburg", Choice.FOR)]


async def test_before_all_have_voted_only_the_moderator_closes(committee: Room, world: World) -> None:
    await committee.says("!beschluss Logo B | art: abstimmung", by="Ada")
    card = card_of(committee, 1)
    for person in ("Gisela", "Max", "Wanda"):
        await committee.taps("👍", on=card.event, by=person)
    await committee.says("!beschluss schließen D1", by="Gisela")
    assert "Bei D1 fehlt noch Hanau. Vorher schließt nur die Moderation" in committee.sees()
    await committee.taps("👎", on=card.event, by="Hans")
    await committee.says("!beschluss schließen D1", by="Stefan")
    assert "Das können im Raum Steuerungskreis die Moderation" in committee.sees()
    await committee.says("!beschluss schließen D1", by="Hans")
    assert "3 dafür, 1 dagegen" in committee.sees()
    await committee.says("!beschluss schließen D1", by="Ada")
    assert "ist abgeschlossen am 23.11. 10:00" in committee.sees()


async def test_the_moderator_enters_votes_and_a_voice_its_own(committee: Room, world: World) -> None:
    await committee.says("!beschluss Logo B | art: abstimmung", by="Ada")
    card = card_of(committee, 1)
    await committee.says("!beschluss stimme D1 Gießen dafür", by="Ada")
    assert "1 von 4 Stimmen abgegeben (1 eingetragen von der Moderation)" in card.body
    await committee.says("!beschluss stimme D1 dagegen", by="Max")
    assert "2 von 4 Stimmen abgegeben (1 eingetragen" in card.body
    await committee.says("!beschluss stimme D1 Wetzlar dafür", by="Max")
    assert "Die Stimme von Wetzlar trägt nur die Moderation ein" in committee.sees()
    await committee.says("!beschluss stimme D1 dafür", by="Ada")
    assert "Für welche Kommune?" in committee.sees()
    await committee.says("!beschluss stimme D1 dafür", by="Stefan")
    assert "hier stimmen die Kommunen ab" in committee.sees()
    await committee.says("!beschluss stimme D1 | dafür: Wetzlar, Hanau", by="Ada")
    await committee.taps("👎", on=card.event, by="Gisela")
    assert "4 von 4 Stimmen abgegeben (2 eingetragen" in card.body
    await committee.says("!beschluss schließen D1", by="Ada")
    assert "2 dafür, 2 dagegen" in committee.sees() and "abgelehnt" in committee.sees()
    assert "eingetragen von der Moderation" in card.body


@pytest.mark.parametrize(
    ("said", "choice"),
    [
        ("Gießen dafür", Choice.FOR),
        ("dafür Gießen", Choice.FOR),
        ("Gießen: dafür", Choice.FOR),
        ("für Gießen dagegen", Choice.AGAINST),
        ("Stadt Gießen stimmt dagegen", Choice.AGAINST),
        ("Gießen Enthaltung", Choice.ABSTAIN),
        ("Gießen enthält sich", Choice.ABSTAIN),
        ("giessen ja", Choice.FOR),
        ("Gießen 👎🏾", Choice.AGAINST),
        ("Gießen abstain", Choice.ABSTAIN),
        ("@gisela:stadt.example dafür", Choice.FOR),
    ],
)
async def test_a_ballot_as_people_write_it(committee: Room, world: World, said: str, choice: Choice) -> None:
    await committee.says("!beschluss Logo B | art: abstimmung", by="Ada")
    await committee.says(f"!beschluss stimme D1 {said}", by="Ada")
    assert [(each.municipality, each.choice) for each in await ballots_on(world, 1)] == [("Gießen", choice)]


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("stimme D1 Gießen", "Dafür, dagegen oder Enthaltung?"),
        ("stimme D1 Gießen dafür dagegen", "Dafür, dagegen oder Enthaltung?"),
        ("stimme D1 Kassel dafür", "»Kassel« hat hier keine Stimme. Es gibt: Gießen, Hanau, Marburg, Wetzlar"),
        ("stimme D9 Gießen dafür", "D9 gibt es nicht"),
        ("stimme D2 Gießen dafür", "Über D2 wird gerade nicht abgestimmt"),
        ("schließen D2", "Über D2 wird gerade nicht abgestimmt"),
        ("abstimmen T1", "wird schon abgestimmt, zum selben Thema T1"),
        ("abstimmen T9", "T9 gibt es nicht"),
        ("abstimmen", "Über welches Thema wollt ihr abstimmen?"),
        ("Logo C | art: umlauf", "Eine Vorlage fehlt: "),
        ("Logo C | art: abstimmung | dafür: 3", "zähle ich selbst"),
        ("Logo C | art: abstimmung | befangen: Kassel", "»Kassel« hat hier keine Stimme"),
        ("Logo C | dafür: 3 | dagegen: 2", "Das sind zusammen 5 Stimmen, anwesend oder vertreten sind aber nur 4"),
        ("Logo C | art: auslosung", "Es gibt: sitzung, abstimmung, umlauf"),
        ("ändere D1 | dafür: 3", "Über D1 wird schon so abgestimmt"),
        ("ersetzen D1 Anders", "Über D1 wird noch abgestimmt"),
        ("besprechen D1", "Über D1 wird noch abgestimmt"),
        ("festhalten D2", "Über D2 wurde hier nicht abgestimmt"),
        ("nochmal D2", "D2 ist entschieden"),
    ],
)
async def test_what_cannot_be(committee: Room, said: str, answer: str) -> None:
    await committee.says("!agenda Logo B | art: entscheidung | vorlage: https://cloud.example/b.pdf", by="Ada")
    await committee.says("!beschluss abstimmen T1", by="Ada")
    await committee.says("!beschluss Webseite bei der ekom21", by="Ada")
    await committee.says(f"!beschluss {said}", by="Ada")
    assert answer in committee.sees()


async def test_a_verb_only_before_a_number(committee: Room) -> None:
    await committee.says("!beschluss Abstimmen mit dem Land", by="Ada")
    assert committee.sees().startswith("📜 D1 gilt: Abstimmen mit dem Land")


async def test_without_voices_it_is_a_plain_decision_and_that_is_said(team: Room) -> None:
    await team.says("!beschluss Logo B | art: abstimmung")
    assert team.sees().startswith("📜 D1 gilt: Logo B") and "einfach als Beschluss festgehalten" in team.sees()
    await team.says("!agenda Hosting")
    await team.says("!beschluss abstimmen T1")
    assert "Bei Dateninventur hat keine Kommune eine Stimme" in team.sees()
    await team.taps("✅", on="keine Kommune", by="Anna")
    assert team.sees().startswith("📜 D2 gilt: Hosting")


async def test_without_seats_each_member_votes_who_is_not_there_for_the_pmo_and_the_first_card_says_so(
    steering: Room, world: World
) -> None:
    steering.joins("Gisela")
    await steering.says("!beschluss Logo B | art: abstimmung", by="Stefan")
    card = card_of(steering, 1)
    assert "0 von 2 Stimmen" in card.body and "Noch ist kein Sitz festgelegt, deshalb hat jedes Mitglied eine Stimme" in card.body
    await steering.taps("👍", on=card.event, by="Stefan")
    assert "kein Sitz festgelegt" in card.body
    await steering.says("!beschluss Logo C | art: abstimmung", by="Stefan")
    assert "kein Sitz festgelegt" not in card_of(steering, 2).body


async def test_a_conflict_of_interest_counts_neither_way(committee: Room, world: World) -> None:
    await committee.says("!beschluss Hosting bei der ekom21 | art: abstimmung | befangen: Wetzlar", by="Ada")
    card = card_of(committee, 1)
    assert "0 von 3 Stimmen" in card.body and "🚪 Wetzlar: befangen" in card.body
    await committee.taps("👎", on=card.event, by="Wanda")
    assert "Deine Kommune ist hier befangen" in committee.sees()
    for person in ("Gisela", "Max", "Hans"):
        await committee.taps("👍", on=card.event, by=person)
    await committee.says("!beschluss stimme D1 Wetzlar dagegen", by="Ada")
    assert "Wetzlar ist bei D1 befangen" in committee.sees()
    await committee.says("!beschluss schließen D1", by="Ada")
    assert "3 dafür, 0 dagegen, 0 Enthaltungen" in committee.sees()
    assert "Wetzlar: befangen, an Beratung und Abstimmung nicht teilgenommen" in committee.sees()


async def test_only_the_votes_of_those_who_are_there_are_waited_for_and_too_few_only_recommend(committee: Room, world: World) -> None:
    committee.leaves("Wanda", "Hans")
    await committee.says("!beschluss Logo B | art: abstimmung | vorlage: https://cloud.example/b.pdf", by="Ada")
    card = card_of(committee, 1)
    assert "0 von 2 Stimmen" in card.body and "Ruhen: Hanau, Wetzlar" in card.body
    for person in ("Gisela", "Max"):
        await committee.taps("👍", on=card.event, by=person)
    await committee.says("!beschluss schließen D1", by="Ada")
    said = committee.messages()[-1]
    assert said.body.startswith("⚪ D1 nicht beschlussfähig, Empfehlung: Logo B") and said.reactions == ["➡️", "➕"]
    assert "2 dafür, 0 dagegen" in said.body and await state_of(world, 1) == "not-adopted"
    await committee.taps("➡️", on=said.event, by="Gisela")
    assert "📨 Umlaufbeschluss D1: Logo B" in committee.sees() and await state_of(world, 1) == "running"


async def test_running_votes_are_shown_where_the_project_wants_that(committee: Room, pmo: Room) -> None:
    await pmo.says("!einstellungen zwischenstand: ja", by="Paula")
    await committee.says("!beschluss Logo B | art: abstimmung", by="Ada")
    card = card_of(committee, 1)
    await committee.taps("👍", on=card.event, by="Gisela")
    await committee.taps("👎", on=card.event, by="Max")
    await committee.taps("⚪", on=card.event, by="Max")
    assert "Bisher: 1 dafür, 0 dagegen, 1 Enthaltung" in card.body


async def test_in_words_alone(committee: Room, pmo: Room, world: World) -> None:
    await pmo.says("!einstellungen abstimmen-per: text", by="Paula")
    await committee.says("!beschluss Logo B | art: abstimmung", by="Ada")
    card = committee.message("Abstimmung D1")
    assert card.reactions == [] and "!beschluss stimme D1 dafür" in card.body
    committee.forget()
    await committee.taps("👍", on=card.event, by="Gisela")
    await committee.taps("👍", on=card.event, by="Max")
    assert len(committee.messages()) == 1 and "Reaktionen zählen hier nicht" in committee.sees()
    await committee.says("!beschluss stimme D1 dafür", by="Gisela")
    gone = await committee.says("!beschluss stimme D1 dagegen", by="Max")
    assert "2 von 4 Stimmen" in card.body
    await committee.deletes(gone, by="Max")
    assert "1 von 4 Stimmen" in card.body
    await committee.says("!beschluss schließen D1", by="Ada")
    assert "1 dafür, 0 dagegen" in committee.sees()


async def test_the_wording_stands_as_soon_as_somebody_has_voted(committee: Room, world: World) -> None:
    said = await committee.says("!beschluss Logo B | art: abstimmung", by="Ada")
    card = card_of(committee, 1)
    await committee.edits(said, "!beschluss Logo C | art: abstimmung", by="Ada")
    assert "Abstimmung D1: Logo C" in card.body
    await committee.taps("👍", on=card.event, by="Gisela")
    await committee.edits(said, "!beschluss Logo D | art: abstimmung", by="Ada")
    assert "Über D1 wird schon so abgestimmt" in committee.sees() and "Logo C" in card.body
    await committee.says("!beschluss ändere D1 | titel: Logo E", by="Ada")
    assert "Über D1 wird schon so abgestimmt" in committee.sees() and "1 von 4 Stimmen" in card.body
    await committee.edits(said, "!beschluss Logo C | art: abstimmung | grund: schöner", by="Ada")
    assert "💬 Grund: schöner" in card.body and "1 von 4 Stimmen" in card.body
    await committee.deletes(said, by="Ada")
    assert "bleibt im Register, denn es wurde schon abgestimmt" in committee.sees()


async def test_a_vote_is_withdrawn_with_its_message_and_stopped_with_a_reason(committee: Room, world: World) -> None:
    said = await committee.says("!beschluss Logo B | art: abstimmung", by="Ada")
    card = card_of(committee, 1)
    await committee.deletes(said, by="Ada")
    assert card.gone and await state_of(world, 1) == "withdrawn"
    await committee.says("!beschluss Logo C | art: abstimmung", by="Ada")
    card = card_of(committee, 2)
    await committee.taps("👍", on=card.event, by="Gisela")
    await committee.says("!beschluss aufheben D2 Angebot zurückgezogen", by="Stefan")
    assert "Abbrechen kann das die Moderation" in committee.sees()
    await committee.says("!beschluss aufheben D2 Angebot zurückgezogen", by="Ada")
    assert "D2 aufgehoben" in card.body and await ballots_on(world, 2) == []
    await committee.taps("👍", on=card.event, by="Max")
    assert "ist abgeschlossen am" in committee.sees()


async def test_it_supersedes_only_once_it_is_adopted(committee: Room, world: World) -> None:
    await committee.says("!beschluss Logo A", by="Ada")
    await committee.says("!beschluss Logo B | art: abstimmung | ersetzt: D1", by="Ada")
    assert await state_of(world, 1) == "in-force"
    await committee.taps("👍", on=card_of(committee, 2).event, by="Gisela")
    await committee.says("!beschluss schließen D2", by="Ada")
    assert await state_of(world, 1) == "superseded" and "🔁 Ersetzt D1" in committee.sees()


async def test_a_vote_by_name_and_what_is_forgotten(committee: Room, world: World) -> None:
    await committee.says("!beschluss Logo B | art: abstimmung", by="Ada")
    card = card_of(committee, 1)
    await committee.says("!beschluss festhalten D1", by="Gisela")
    assert "noch keine Stimme von dir da" in committee.sees()
    await committee.taps("👎", on=card.event, by="Gisela")
    await committee.says("!beschluss festhalten D1", by="Gisela")
    assert "die Stimme von Gießen namentlich im Protokoll" in committee.sees()
    for person in ("Max", "Hans"):
        await committee.taps("👍", on=card.event, by=person)
    await committee.says("!beschluss schließen D1", by="Ada")
    await committee.says("!beschluss D1", by="Ada")
    assert "Auf eigenen Wunsch im Protokoll: Gießen dagegen" in committee.sees() and "Marburg" not in committee.sees()
    await world.pass_(days=8)
    assert [(each.municipality, each.by) for each in await ballots_on(world, 1)] == [("Gießen", "")]
    await committee.says("!beschluss D1", by="Ada")
    assert "2 dafür, 1 dagegen" in committee.sees() and "Gießen dagegen" in committee.sees()
    await committee.says("!beschluss festhalten D1", by="Max")
    assert "ist schon vergessen" in committee.sees()


async def test_who_has_not_voted_has_no_vote_to_keep(committee: Room) -> None:
    await committee.says("!beschluss Logo B | art: abstimmung", by="Ada")
    await committee.says("!beschluss festhalten D1", by="Ada")
    assert committee.sees() == "Bei D1 hast du keine Stimme abgegeben, darum gibt es auch keine zum Festhalten."
    await committee.taps("👍", on=card_of(committee, 1).event, by="Gisela")
    await committee.says("!beschluss schließen D1", by="Ada")
    await committee.says("!beschluss festhalten D1", by="Max")
    assert "keine Stimme abgegeben" in committee.sees()


async def test_the_public_page_is_promised_by_nobody(committee: Room, pmo: Room) -> None:
    await committee.says("!beschluss Logo B", by="Ada")
    await committee.says("!beschluss veröffentlichen D1", by="Stefan")
    assert "PMO" in committee.sees()
    await pmo.says("!beschluss veröffentlichen D1", by="Paula")
    assert "zur Veröffentlichung vorgemerkt. Eine öffentliche Seite gibt es noch nicht." in pmo.sees()
    await pmo.says("!beschluss veröffentlichen D1", by="Paula")
    assert "steht schon genau so da" in pmo.sees()
    await pmo.says("!beschluss veröffentlichen D1 nein", by="Paula")
    assert "wird nicht veröffentlicht" in pmo.sees()


async def test_who_says_that_a_body_has_agreed(committee: Room, pmo: Room) -> None:
    await committee.says("!beschluss Werkstatt | vorbehalt: Gießen, Marburg", by="Ada")
    await committee.says("!beschluss bestätigt D1 Gießen", by="Max")
    assert "sagt, wer für Gießen spricht, oder das PMO" in committee.sees()
    await committee.says("!beschluss bestätigt D1 Gießen | nr: 0123/26", by="Gisela")
    assert "Gießen hat D1 zugestimmt" in committee.sees()
    await pmo.says("!beschluss bestätigt D1 Marburg", by="Paula")
    assert "D1 gilt, der Vorbehalt ist weg" in pmo.sees()


async def test_nobody_else_touches_a_vote_that_runs(committee: Room, team: Room, pmo: Room, world: World) -> None:
    await committee.says("!beschluss Logo B | art: abstimmung", by="Ada")
    card = card_of(committee, 1)
    await committee.taps("👍", on=card.event, by="Gisela")
    for said in (
        "stimme D1 Gießen dagegen",
        "stimme D1 dagegen",
        "schließen D1",
        "aufheben D1 weg",
        "in-sitzung D1",
        "nochmal D1",
        "schriftlich D1",
    ):
        await team.says(f"!beschluss {said}", by="Ben")
    await pmo.says("!beschluss stimme D1 Marburg dagegen", by="Paula")
    assert "trägt nur die Moderation ein" in pmo.sees()
    assert [(each.municipality, each.choice) for each in await ballots_on(world, 1)] == [("Gießen", Choice.FOR)]
    assert await state_of(world, 1) == "running"


async def test_a_vote_given_in_a_direct_chat_counts(committee: Room, world: World) -> None:
    direct = world.room("Direkt", "Gisela")
    await direct.invites(by="Gisela", direct=True)
    await direct.lets_the_bot_in()
    await committee.says("!beschluss Logo B | art: abstimmung", by="Ada")
    await direct.says("beschluss stimme D1 dagegen", by="Gisela")
    assert "1 von 4 Stimmen" in card_of(committee, 1).body


async def test_a_vote_that_is_said_elsewhere_has_its_card_in_the_committees_room(committee: Room, pmo: Room, world: World) -> None:
    await committee.says("!agenda Logo B | art: entscheidung | vorlage: https://cloud.example/b.pdf", by="Ada")
    await pmo.says("!beschluss abstimmen T1", by="Paula")
    assert "Abgestimmt wird bei Steuerungskreis" in pmo.sees()
    card = card_of(committee, 1)
    await committee.taps("👍", on=card.event, by="Gisela")
    await pmo.says("!beschluss schließen D1", by="Paula")
    assert "Bei D1 fehlen noch Hanau, Marburg, Wetzlar" in pmo.sees()
    await committee.says("!beschluss D1", by="Stefan")
    assert "1 von 4 Stimmen abgegeben" in committee.sees()
    await committee.says("!beschluss", by="Stefan")
    assert "🗳️ D1 Logo B (Steuerungskreis) – läuft" in committee.sees()


async def test_a_standing_deputy_and_the_holder_have_one_vote_and_the_last_counts(world: World, steering: Room) -> None:
    await seated(world, steering, deputies={"Gießen": "Gerd"})
    await steering.says("!beschluss Logo B | art: abstimmung", by="Ada")
    card = card_of(steering, 1)
    await steering.taps("👍", on=card.event, by="Gerd")
    await steering.taps("👎", on=card.event, by="Gisela")
    assert "1 von 4 Stimmen" in card.body
    await steering.says("!beschluss schließen D1", by="Ada")
    assert "0 dafür, 1 dagegen" in steering.sees()


@pytest.mark.parametrize(
    ("majority", "keys", "state"),
    [
        ("zwei Drittel", "👍👍👎", "in-force"),
        ("zwei Drittel", "👍👎👎⚪", "declined"),
        ("alle", "👍👍👍👍", "in-force"),
        ("alle", "👍👍👍⚪", "declined"),
    ],
)
async def test_the_majority_that_the_project_wants(committee: Room, pmo: Room, world: World, majority: str, keys: str, state: str) -> None:
    await pmo.says(f"!einstellungen mehrheit: {majority}", by="Paula")
    await committee.says("!beschluss Logo B | art: abstimmung", by="Ada")
    card = card_of(committee, 1)
    for person, key in zip(("Gisela", "Max", "Wanda", "Hans"), keys, strict=False):
        await committee.taps(key, on=card.event, by=person)
    await pmo.says("!einstellungen mehrheit: einfach", by="Paula")
    await committee.says("!beschluss schließen D1", by="Ada")
    assert await state_of(world, 1) == state


async def test_who_is_there_by_the_minutes_takes_part(committee: Room, world: World) -> None:
    await committee.says("!treffen Steuerungskreis | wann: heute 10:30", by="Ada")
    await committee.says("!agenda Logo B | art: entscheidung | vorlage: https://cloud.example/b.pdf", by="Ada")
    await committee.says("!protokoll start", by="Ada")
    await committee.says("!protokoll da: Gießen, Marburg, Wetzlar", by="Ada")
    await committee.says("!beschluss abstimmen T1", by="Ada")
    card = card_of(committee, 1)
    assert "0 von 3 Stimmen" in card.body and "Ruht: Hanau" in card.body
    await committee.taps("👍", on=card.event, by="Hans")
    assert "Deine Stimme ruht bei dieser Abstimmung" in committee.sees()
    for person in ("Gisela", "Max", "Wanda"):
        await committee.taps("👍", on=card.event, by=person)
    await committee.says("!beschluss schließen D1", by="Ada")
    assert await state_of(world, 1) == "in-force"
    await committee.says("!beschluss Logo C | dafür: 4", by="Ada")
    assert "zusammen 4 Stimmen, anwesend oder vertreten sind aber nur 3" in committee.sees()
