"""Without anybody setting anything, a reaction is the answer where a sentence would add nothing; what was understood is still said."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.world import Room, World

BEFORE = (
    "!blocker Freigabe fehlt\nlösung: Vorlage nutzen",
    "!treffen Jour fixe\nwann: jeden Donnerstag 10:00",
    "!agenda Hosting-Angebot",
    "!aufgabe Angebot einholen",
    "!lernen Kurze Wege",
)


@pytest.fixture
def settings() -> dict[str, str]:
    return {"weekly": "off", "lead": "off"}


async def records(world: World) -> Sequence[Room]:
    team, *_ = world.founded
    for each in BEFORE:
        await team.says(each)
    team.forget()
    return world.founded


after_records = pytest.mark.goes_on_from(story=records)


@pytest.mark.parametrize(
    ("said", "receipt"),
    [
        ("!blocker notiz B1 Gießen fragt nach", "📝"),
        ("!blocker gelöst B1 Vorlage ist da", "✅"),
        ("!blocker zurückziehen B1", "👌"),
        ("!blocker ändere B1 | lösung: Vorlage aus Marburg", "👌"),
        ("!treffen ändere S1 | ort: Rathaus", "👌"),
        ("!agenda erledigt T1 Wir nehmen es", "✅"),
        ("!agenda streichen T1", "👌"),
        ("!agenda Personal", "🗓️ T2"),
        ("!aufgabe erledigt A1", "✅"),
        ("!aufgabe ändere A1 | titel: Zwei Angebote einholen", "👌"),
        ("!lernen blaupause L1", "📘"),
    ],
)
@after_records
async def test_a_reaction_is_enough(team: Room, said: str, receipt: str) -> None:
    event = await team.says(said)
    assert (team.messages(), team.world.chat.receipts[event]) == ([], [receipt])


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("!blocker gelöst B1", "✅ B1 Freigabe fehlt ist gelöst, nach wenigen Augenblicken. Wie? Antwortet hier."),
        ("!blocker ändere B1 | bis: Freitag", "Freitag, 27.11.2026"),
        ("!blocker ändere B1 | verzug: 2 Wochen", "2 Wochen"),
        ("!blocker ändere B1 | ampel: rot", "🔴 rot · B1"),
        ("!treffen ändere S1 | dauer: 90 min", "90 Minuten"),
        ("!treffen verschieben S1 | auf: Fr 9 Uhr", "Freitag, 27.11.2026, 09:00 Uhr"),
        ("!agenda ändere T1 | wer: Ben", "Ben"),
        ("!agenda vertagen T1", "Donnerstag, 3.12.2026"),
        ("!agenda Personal | dauer: 20", "T2 Personal\n20 min"),
        ("!agenda Alles\ndauer: 70", "20 zu viel"),
        ("!aufgabe ändere A1 | bis: Freitag", "Freitag, 27.11.2026"),
        ("!aufgabe ändere A1 | wer: Ben", "Ben"),
        ("!einstellungen ruhezeit: 18-8 Uhr", "18:00-08:00"),
        ("!retro + Übergaben laufen gut", "R1"),
    ],
)
@after_records
async def test_what_was_understood_is_said(team: Room, said: str, answer: str) -> None:
    await team.says(said)
    assert answer in team.sees()


@pytest.mark.parametrize("said", BEFORE)
async def test_a_new_record_is_announced_with_its_number(team: Room, said: str) -> None:
    await team.says(said)
    assert any(f"{letter}1" in team.messages()[0].body for letter in "BSTAL")


@after_records
async def test_a_tap_is_answered_by_its_card_alone(team: Room, pmo: Room) -> None:
    await team.taps("⏫", on="B1")
    await pmo.taps("👀", on="B1", by="Paula")
    pmo.forget()
    for key, on in (("✅", "T1"), ("✅", "A1"), ("📘", "L1")):
        await team.taps(key, on=on)
    assert [seen.body for seen in team.messages()] == ["👀 Paula (PMO) kümmert sich um B1 Freigabe fehlt."]
    assert pmo.messages() == []
    assert "✅ erledigt" in team.message("A1").body


@after_records
async def test_a_card_that_was_tapped_asks_once_how_it_was_solved(team: Room) -> None:
    await team.taps("✅", on="B1", by="Ben")
    card = team.message("B1")
    assert team.messages() == [] and "Wie? Antwortet hier." in card.body
    answer = await team.says("Die Vorlage aus Gießen passt", reply_to=card.event)
    assert "✅ Gelöst von Ben nach wenigen Augenblicken: Die Vorlage aus Gießen passt" in card.body
    assert "Wie?" not in card.body
    await team.says("Danke!", reply_to=card.event)
    assert "Die Vorlage aus Gießen passt" in card.body
    await team.deletes(answer)
    assert "Die Vorlage" not in card.body


@after_records
async def test_a_topic_that_was_receipted_is_ticked_and_noted_on_by_its_authors_words(team: Room) -> None:
    written = await team.says("!agenda Personal")
    note = await team.says("Marburg auch", reply_to=written, by="Ben")
    assert team.world.chat.receipts[note] == ["📝"]
    await team.reacts("✅", to=written, by="Ben")
    await team.says("!agenda T2")
    assert "✅ Erledigt" in team.sees() and "Marburg auch" in team.sees()


@after_records
async def test_only_its_own_words_stand_for_a_record_without_a_card(team: Room) -> None:
    written = await team.says("!blocker Raum fehlt")
    await team.reacts("✅", to=written, by="Ben")
    await team.says("!blocker B2")
    assert "✅ Gelöst" not in team.sees()


@after_records
async def test_topics_of_another_day_are_announced_in_full(team: Room) -> None:
    await team.world.pass_(hours=1)
    await team.says("!agenda Personal")
    assert "T2 Personal" in team.sees() and "Donnerstag, 26.11.2026" in team.sees()


@after_records
async def test_whoever_wants_sentences_gets_them(team: Room) -> None:
    await team.says("!einstellungen antworten: voll")
    await team.says("!aufgabe erledigt A1")
    assert team.sees() == "✅ A1 ist erledigt: Angebot einholen"
    await team.taps("✅", on="B1")
    assert "✅ B1 Freigabe fehlt ist gelöst" in team.sees()


@after_records
async def test_what_was_suggested_and_accepted_is_receipted_on_the_message_itself(team: Room) -> None:
    written = await team.says("!aufgabe erledgt A1")
    await team.taps("✅", on="Meintest du")
    assert team.world.chat.receipts == {written: ["✅"]}


@after_records
async def test_what_only_an_edit_made_a_command_is_receipted_where_people_see_it(team: Room) -> None:
    written = await team.says("!aufgbe erledigt A1")
    await team.edits(written, "!aufgabe erledigt A1")
    assert team.world.chat.receipts == {written: ["✅"]}
