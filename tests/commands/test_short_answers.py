"""Without anybody setting anything, a reaction is the answer where a sentence would add nothing; what was understood is still said."""

from __future__ import annotations

import pytest

from tests.world import Room

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


@pytest.fixture
async def busy(team: Room) -> Room:
    for each in BEFORE:
        await team.says(each)
    team.forget()
    return team


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
async def test_a_reaction_is_enough(busy: Room, said: str, receipt: str) -> None:
    event = await busy.says(said)
    assert (busy.messages(), busy.world.chat.receipts[event]) == ([], [receipt])


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
async def test_what_was_understood_is_said(busy: Room, said: str, answer: str) -> None:
    await busy.says(said)
    assert answer in busy.sees()


@pytest.mark.parametrize("said", BEFORE)
async def test_a_new_record_is_announced_with_its_number(team: Room, said: str) -> None:
    await team.says(said)
    assert any(f"{letter}1" in team.messages()[0].body for letter in "BSTAL")


async def test_a_tap_is_answered_by_its_card_alone(busy: Room, pmo: Room) -> None:
    await busy.taps("⏫", on="B1")
    await pmo.taps("👀", on="B1", by="Paula")
    pmo.forget()
    for key, on in (("✅", "T1"), ("✅", "A1"), ("📘", "L1")):
        await busy.taps(key, on=on)
    assert [seen.body for seen in busy.messages()] == ["👀 Paula (PMO) kümmert sich um B1 Freigabe fehlt."]
    assert pmo.messages() == []
    assert "✅ erledigt" in busy.message("A1").body


async def test_a_card_that_was_tapped_asks_once_how_it_was_solved(busy: Room) -> None:
    await busy.taps("✅", on="B1", by="Ben")
    card = busy.message("B1")
    assert busy.messages() == [] and "Wie? Antwortet hier." in card.body
    answer = await busy.says("Die Vorlage aus Gießen passt", reply_to=card.event)
    assert "✅ Gelöst von Ben nach wenigen Augenblicken: Die Vorlage aus Gießen passt" in card.body
    assert "Wie?" not in card.body
    await busy.says("Danke!", reply_to=card.event)
    assert "Die Vorlage aus Gießen passt" in card.body
    await busy.deletes(answer)
    assert "Die Vorlage" not in card.body


async def test_a_topic_that_was_receipted_is_ticked_and_noted_on_by_its_authors_words(busy: Room) -> None:
    written = await busy.says("!agenda Personal")
    note = await busy.says("Marburg auch", reply_to=written, by="Ben")
    assert busy.world.chat.receipts[note] == ["📝"]
    await busy.reacts("✅", to=written, by="Ben")
    await busy.says("!agenda T2")
    assert "✅ Erledigt" in busy.sees() and "Marburg auch" in busy.sees()


async def test_only_its_own_words_stand_for_a_record_without_a_card(busy: Room) -> None:
    written = await busy.says("!blocker Raum fehlt")
    await busy.reacts("✅", to=written, by="Ben")
    await busy.says("!blocker B2")
    assert "✅ Gelöst" not in busy.sees()


async def test_topics_of_another_day_are_announced_in_full(busy: Room) -> None:
    await busy.world.pass_(hours=1)
    await busy.says("!agenda Personal")
    assert "T2 Personal" in busy.sees() and "Donnerstag, 26.11.2026" in busy.sees()


async def test_whoever_wants_sentences_gets_them(busy: Room) -> None:
    await busy.says("!einstellungen antworten: voll")
    await busy.says("!aufgabe erledigt A1")
    assert busy.sees() == "✅ A1 ist erledigt: Angebot einholen"
    await busy.taps("✅", on="B1")
    assert "✅ B1 Freigabe fehlt ist gelöst" in busy.sees()


async def test_what_was_suggested_and_accepted_is_receipted_on_the_message_itself(busy: Room) -> None:
    written = await busy.says("!aufgabe erledgt A1")
    await busy.taps("✅", on="Meintest du")
    assert busy.world.chat.receipts == {written: ["✅"]}


async def test_what_only_an_edit_made_a_command_is_receipted_where_people_see_it(busy: Room) -> None:
    written = await busy.says("!aufgbe erledigt A1")
    await busy.edits(written, "!aufgabe erledigt A1")
    assert busy.world.chat.receipts == {written: ["✅"]}
