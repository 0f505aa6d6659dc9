"""Recording what was decided: fields, counts, links, what is refused."""

from __future__ import annotations

import pytest

from bot.domain.record_types import DECISIONS
from tests.world import Room, user


async def test_a_sentence_is_a_decision_and_a_reply_to_its_card_is_the_reason(team: Room) -> None:
    await team.says("!beschluss Hosting bei der ekom21 ab 1.3.")
    card = team.message("D1")
    assert card.body.startswith("📜 D1 gilt: Hosting bei der ekom21 ab 1.3.") and "Warum habt ihr so entschieden?" in card.body
    said = await team.says("einziges Angebot mit C5", reply_to=card.event, by="Ben")
    assert "💬 Grund: einziges Angebot mit C5" in card.body and "Warum" not in card.body
    await team.edits(said, "das einzige Angebot mit C5", by="Ben")
    assert "💬 Grund: das einzige Angebot mit C5" in card.body
    await team.deletes(said, by="Ben")
    assert "Grund" not in card.body and "Warum habt ihr so entschieden?" in card.body
    await team.says("das einzige Angebot mit C5", reply_to=card.event, by="Ben")
    await team.says("Das Land fördert es", reply_to=card.event)
    await team.says("!beschluss D1")
    assert "Das Land fördert es" in team.sees() and "den Grund nennt Ben" in team.sees()


async def test_all_its_fields_stand_on_the_card(team: Room) -> None:
    await team.says("!beschluss Werkstatt in Marburg")
    await team.says(
        "!beschluss Werkstatt in Gießen\ndafür: drei\ndagegen: keine\nenthaltung: 1 Enthaltung\ngrund: näher\nalternativen: Marburg\n"
        "vorlage: www.stadt.example/w\nwer: Ben\nbis: 1.3.\nprüfen: in einem Jahr\nersetzt: D1\nbefangen: Wetzlar und Fulda"
    )
    card = team.message("D2 gilt").body
    for line in (
        "🙋 3 dafür, 0 dagegen, 1 Enthaltung\n",
        "🚪 Wetzlar, Fulda: befangen, an Beratung und Abstimmung nicht teilgenommen",
        "💬 Grund: näher",
        "🔀 Alternativen: Marburg",
        "📄 Vorlage: https://www.stadt.example/w",
        "📌 Umsetzung: A1 Ben, bis Montag, 1.3.2027",
        "🔁 Ersetzt D1",
        "🔎 Wird geprüft: Dienstag, 23.11.2027",
    ):
        assert line in card
    assert "D1 ersetzt durch D2" in team.message("Werkstatt in Marburg").body
    given = team.message("Neue Aufgabe für Ben")
    assert given.mentions == [user("Ben")] and given.notifies and "Werkstatt in Gießen" in given.body


@pytest.mark.parametrize(
    ("votes", "state"), [("dafür: 2, dagegen: 1", "gilt"), ("dafür: 1, dagegen: 1", "abgelehnt"), ("enthaltung: 2", "gilt")]
)
async def test_more_for_than_against_decides_and_a_tie_declines(team: Room, votes: str, state: str) -> None:
    await team.says("!beschluss Logo A")
    await team.says(f"!beschluss Logo B, {votes}, wer: Ben, ersetzt: D1")
    assert f"D2 {state}: Logo B" in team.message("Logo B\n🙋").body
    await team.says("!beschluss D1")
    assert ("D1 gilt" in team.sees()) is (state == "abgelehnt")
    await team.says("!aufgabe")
    assert ("Logo B" in team.sees()) is (state == "gilt")


async def test_blocker_topic_decision_and_action_name_each_other(team: Room, pmo: Room, steering: Room) -> None:
    await team.says("!blocker Raum fehlt | lösung: Rathaus")
    await team.says("!agenda B1 | für: steuerungskreis | art: entscheidung")
    await pmo.taps("✅", on="Kommt es auf die Agenda", by="Paula")
    for room in (team, pmo, steering):
        room.forget()
    await steering.says("!beschluss Raum im Rathaus, thema: T1, dafür: 2, dagegen: 0, grund: frei, wer: Ben, bis: 1.3.")
    assert "🔗 B1 → T1 → D1 → A1" in steering.sees() and "T1 steht noch auf der Agenda" in steering.sees()
    for said in ("!blocker B1", "!agenda T1", "!beschluss D1", "!aufgabe A1"):
        await team.says(said)
        assert "🔗 B1 → T1 → D1 → A1" in team.sees()
    heard = team.message("Das ist die Antwort auf euer Thema T1 Raum fehlt (Steuerungskreis)")
    assert heard.body.startswith("📜 D1 gilt: Raum im Rathaus") and heard.notifies and heard.mentions == [user("Anna")]
    assert "🙋 2 dafür, 0 dagegen, 0 Enthaltungen" in heard.body and "Umsetzung: A1 Ben" in heard.body
    assert [message.body.split("\n")[0] for message in pmo.messages()] == ["📜 D1 gilt: Raum im Rathaus"]


async def test_the_result_of_a_topic_that_was_to_be_decided_becomes_a_decision_with_a_tap_of_its_author(team: Room) -> None:
    await team.says("!agenda Logo\nart: entscheidung")
    await team.says("!agenda Bericht")
    await team.says("!agenda erledigt T2 Gehört")
    assert "Als Beschluss festhalten" not in team.sees()
    await team.says("!agenda erledigt T1 Logo B, dafür: 3, dagegen: 1")
    offer = team.message("Als Beschluss festhalten? ✅ antippen")
    assert offer.reactions == ["✅"]
    await team.taps("✅", on=offer.event, by="Ben")
    assert "D1" not in team.sees()
    await team.taps("✅", on=offer.event)
    assert "📜 D1 gilt: Logo B\n🙋 3 dafür, 1 dagegen, 0 Enthaltungen" in team.sees() and "🔗 T1 → D1" in team.sees()


async def test_what_was_decided_on_the_topic_already_is_not_offered_again(team: Room) -> None:
    await team.says("!agenda Logo\nart: entscheidung")
    await team.says("!beschluss Logo B, thema: T1, grund: besser")
    await team.says("!agenda erledigt T1 Logo B")
    assert "Als Beschluss festhalten" not in team.sees()


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("dafür: viele", "»viele« ist keine Anzahl von Stimmen. Zum Beispiel: dafür: 3"),
        ("dafür: 7, dagegen: 1", "zusammen 8 Stimmen, im Raum sind aber nur 2"),
        ("art: auslosung", "»auslosung« kenne ich nicht als Art. Es gibt: sitzung, abstimmung, umlauf"),
        ("art: umlauf", "Eine Vorlage fehlt: "),
        ("ersetzt: D1", "D1 ist ein Beschluss von Dateninventur, den kann nur diese Gruppe ersetzen"),
        ("ersetzt: D9", "D9 gibt es nicht"),
        ("thema: T1", "T1 steht auf der Agenda von Dateninventur"),
        ("thema: T9", "T9 gibt es nicht"),
        ("frist: 1.3.", "Eine Frist gibt es nur zu einem Vorbehalt"),
        ("vorbehalt: alle", "Nenn die Kommunen beim Namen"),
        ("wer: Ben", "Ben"),
        ("prüfen: gestern", "gestern"),
        ("vorlage: Ordner", "ist kein Link"),
    ],
)
async def test_a_wrong_field_stores_nothing(team: Room, steering: Room, said: str, answer: str) -> None:
    await team.says("!beschluss Hosting bei der ekom21")
    await team.says("!agenda Hosting")
    await steering.says(f"!beschluss Logo A, {said}")
    assert answer in steering.sees()
    async with team.world.store.reading() as tx:
        assert len(await tx.records(DECISIONS).listed(closed=True)) == 1


@pytest.mark.parametrize("said", ["Abstimmen mit dem Land", "Liste der Kommunen führen wir", "Prüfen lassen wir es"])
async def test_a_decision_may_begin_like_a_verb(team: Room, said: str) -> None:
    await team.says(f"!beschluss {said}")
    if "✅" in team.messages()[-1].reactions:
        await team.taps("✅", on=team.messages()[-1].event)
    assert f"D1 gilt: {said}" in team.sees()


async def test_counted_votes_in_the_text_are_asked_about(team: Room) -> None:
    await team.says("!beschluss Logo A (1 dafür, 3 dagegen, 1 Enthaltung)")
    question = team.messages()[-1]
    assert "!beschluss Logo A | dafür: 1 | dagegen: 3 | enthaltung: 1" in question.body and question.reactions == ["✅", "❌"]
    await team.taps("✅", on=question.event)
    assert "❌ D1 abgelehnt: Logo A\n🙋 1 dafür, 3 dagegen, 1 Enthaltung" in team.sees()
    await team.says("!beschluss Logo B mit 3 dafür und 2 dagegen")
    await team.taps("❌", on=team.messages()[-1].event)
    assert "D2 gilt: Logo B mit 3 dafür und 2 dagegen" in team.sees()


async def test_a_word_and_a_number_are_no_decision(team: Room) -> None:
    await team.says("!agenda Logo")
    await team.says("!beschluss beraten T1")
    assert "Was wurde zu T1 entschieden?" in team.sees()


async def test_its_message_edited_or_deleted_within_a_day(team: Room) -> None:
    await team.says("!beschluss Logo A")
    said = await team.says("!beschluss Logo B, dafür: 1, dagegen: 2, wer: Ben")
    card = team.message("D2 abgelehnt")
    await team.edits(said, "!beschluss Logo B, dafür: 2, dagegen: 1, wer: Ben, ersetzt: D1")
    assert "D2 gilt: Logo B" in card.body and "Umsetzung: A1 Ben" in card.body
    assert "D1 ersetzt durch D2" in team.message("Logo A").body
    await team.edits(said, "!beschluss Logo B, dafür: 2, dagegen: 1")
    assert "D1 gilt" in team.message("Logo A").body and "Umsetzung" not in card.body
    await team.deletes(said)
    assert "D2 ist zurückgezogen und der Text gelöscht" in team.sees()
    await team.says("!beschluss liste alle")
    assert "D2" not in team.sees()


async def test_what_others_were_told_is_corrected_with_it(steering: Room, pmo: Room) -> None:
    said = await steering.says("!beschluss Logo A, grund: schön")
    heard = pmo.message("D1 gilt: Logo A")
    await steering.edits(said, "!beschluss Logo B, grund: schöner")
    assert "D1 gilt: Logo B" in heard.body and "schöner" in heard.body
    await steering.says("!beschluss ändere D1 | titel: Logo C")
    assert "D1 gilt: Logo C" in heard.body
    await steering.deletes(said)
    assert heard.gone


async def test_who_cannot_record_it_is_not_offered_to(steering: Room, pmo: Room, team: Room) -> None:
    await steering.says("!agenda Logo\nart: entscheidung")
    pmo.forget()
    await pmo.says("!agenda erledigt T1 Logo B", by="Paula")
    assert all("Als Beschluss festhalten" not in message.body for message in pmo.messages())
    await team.says("!agenda Name\nart: entscheidung")
    direct = team.world.room("Direkt mit Ben", "Ben")
    await direct.invites(by="Ben", direct=True)
    await direct.says("agenda erledigt T2 Name B")
    await direct.taps("✅", on="Als Beschluss festhalten")
    assert "D1 gilt: Name B" in direct.sees() and "D1 gilt: Name B" in team.sees()


async def test_after_a_day_its_message_takes_nothing_back(team: Room) -> None:
    said = await team.says("!beschluss Logo B, wer: Ben")
    await team.clock.pass_(hours=25)
    await team.deletes(said)
    assert "D1 bleibt im Register" in team.sees() and "!beschluss aufheben D1" in team.sees()


async def test_in_an_english_room_all_of_it_is_english(team: Room) -> None:
    await team.says("!sprache en")
    await team.says("!decision Hosting by ekom21, for: 3, against: 0, abstain: 1, who: Ben, due: 1 March, review: in a year")
    card = team.message("D1").body
    assert card.startswith(
        "📜 D1 holds: Hosting by ekom21\n🙋 3 for, 0 against, 1 abstention\n📌 To be done: A1 Ben, by Monday, 1 March 2027"
    )
    assert "Why did you decide so?" in card
    await team.says("!decision list hosting")
    assert "What holds: Dateninventur (“hosting”)" in team.sees() and "D1 Hosting by ekom21" in team.sees()
    await team.says("!decision repeal D1 Offer withdrawn")
    assert "D1 is repealed: Hosting by ekom21" in team.sees() and "A1 is still open" in team.sees()
