"""What sounds like more than it says is asked about: ✅ takes it so, ❌ takes the words as they stand."""

from __future__ import annotations

import pytest

from tests.world import Room, World, user

COLOURS = [
    ("Server fällt aus, ampel rot", "Server fällt aus"),
    ("Server fällt aus (rot)", "Server fällt aus"),
    ("Server fällt aus ROT", "Server fällt aus"),
    ("Server fällt aus – rot!", "Server fällt aus"),
    ("Server fällt aus: rot", "Server fällt aus"),
    ("ROT: Server fällt aus", "Server fällt aus"),
    ("🔴 Server fällt aus", "Server fällt aus"),
    ("Server fällt aus🔴", "Server fällt aus"),
    ("Server fällt aus, dringend!", "Server fällt aus"),
    ("dringend: Server fällt aus", "Server fällt aus"),
    ("Server fällt aus, prio hoch", "Server fällt aus"),
    ("Server fällt aus mit höchster Priorität", "Server fällt aus"),
    ("Server fällt aus, Ampel steht auf rot, bitte schnell", "Server fällt aus bitte schnell"),
    ("Die Ampel am Server ist rot", "Die Ampel am Server ist rot"),
    ("server down, high priority", "server down"),
    ("server down (urgent)", "server down"),
    ("server down, severity red", "server down"),
]


@pytest.mark.parametrize(("said", "title"), COLOURS)
async def test_a_colour_in_a_title_is_asked_about_and_not_lost(team: Room, pmo: Room, said: str, title: str) -> None:
    await team.says(f"!blocker {said}")
    question = team.messages()[-1]
    assert f"!blocker {title} | ampel: rot" in question.body and question.reactions == ["✅", "❌"] and pmo.messages() == []
    await team.taps("✅", on=question.event)
    assert f"🔴 rot · B1 {title}" in team.sees() and f"B1 {title}" in pmo.sees()


@pytest.mark.parametrize(("said", "title"), COLOURS)
async def test_who_says_no_has_the_words_as_they_stand(team: Room, pmo: Room, said: str, title: str) -> None:
    await team.says(f"!blocker {said}")
    await team.taps("❌", on="rot")
    assert "🟡 gelb · B1" in team.sees() and said.replace(":", "")[-8:] in team.sees().replace(":", "") and pmo.messages() == []


@pytest.mark.parametrize(
    "said",
    [
        "rote Ampel am Bahnhof",
        "Rotes Kreuz antwortet nicht",
        "Die rote Linie fehlt im Plan",
        "Ampel am Bahnhof kaputt",
        "Rot-Grün-Schwäche bei Karten beachten",
        "Wir brauchen dringend einen Server",
        "Hochwasser im Keller",
        "Status der Förderung unklar",
        "red tape everywhere",
    ],
)
async def test_a_word_that_belongs_to_the_sentence_is_no_colour(team: Room, said: str) -> None:
    await team.says(f"!blocker {said}")
    assert f"🟡 gelb · B1 {said}" in team.sees()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("farbe", "rot"),
        ("Farbe", "ROT!"),
        ("ampel", "🔴"),
        ("prio", "hoch"),
        ("Priorität", "🔴 rot"),
        ("prioritaet", "sehr hoch"),
        ("dringlichkeit", "kritisch"),
        ("dringend", "ja"),
        ("status", "rot."),
        ("priority", "high"),
        ("colour", "red"),
        ("urgency", "critical"),
    ],
)
async def test_a_field_for_the_colour_has_many_words(team: Room, key: str, value: str) -> None:
    await team.says(f"!blocker Kein Geld\n{key}: {value}")
    assert "🔴 rot · B1 Kein Geld" in team.sees()


@pytest.mark.parametrize("said", ["priorität: mittel", "prio: medium", "farbe: gelb", "urgency: normal", "dringend: nein"])
async def test_what_is_not_urgent_is_yellow(team: Room, said: str) -> None:
    await team.says(f"!blocker Kein Geld\n{said}")
    assert "🟡 gelb · B1 Kein Geld" in team.sees()


@pytest.mark.parametrize("said", ["Kein Geld\nfarbe: grün", "Kein Geld\npriorität: niedrig", "Kein Geld, grün", "no money\npriority: low"])
async def test_green_is_refused_with_why(team: Room, said: str) -> None:
    await team.says(f"!blocker {said}")
    assert "Grün passt nicht zu einem Blocker" in team.sees()


@pytest.mark.parametrize("line", ["kosten: 5000", "Kosten: 5000 Euro", "ansprechpartner: Frau Roth", "Schwere: hoch"])
async def test_a_line_that_reads_like_a_field_and_is_none_is_asked_about(team: Room, line: str) -> None:
    await team.says(f"!blocker Kein Geld\n{line}\nampel: rot")
    question = team.sees()
    assert "gibt es hier nicht" in question and "lösung" in question and "ampel: rot" in question
    await team.taps("✅", on="gibt es hier nicht")
    assert f"🔴 rot · B1 Kein Geld {line}" in team.sees()


async def test_a_suggestion_shows_every_field_that_it_will_store(team: Room) -> None:
    await team.says(f"!blocker {'Sehr lange Geschichte ' * 20}, dringend\nlösung: {'Umzug ' * 30}\nbis: Freitag")
    assert "ampel: rot" in team.sees() and "bis: Freitag" in team.sees() and "lösung: Umzug" in team.sees()


async def test_a_suggestion_that_could_not_be_carried_out_is_none(team: Room) -> None:
    await team.says("!blcoker Kein Geld\nampel: blau")
    assert "»blau« ist keine Ampelfarbe" in team.sees() and team.messages()[-1].reactions == []
    await team.says("!blocker Kein Geld, dringend\nbis: gestern")
    assert team.messages()[-1].reactions == []


async def test_two_slips_are_mended_together(team: Room) -> None:
    await team.says("!blcoker Kein Geld\nlösng: Sponsor")
    await team.taps("✅", on="Meintest du !blocker Kein Geld")
    assert "B1 Kein Geld" in team.sees() and "Lösungsansatz: Sponsor" in team.sees()


@pytest.mark.parametrize("key", ["✅", "❌"])
async def test_only_the_author_is_asked_and_only_once(team: Room, key: str) -> None:
    await team.says("!blocker Server aus, dringend!", by="Anna")
    question = team.messages()[-1]
    await team.taps(key, on=question.event, by="Ben")
    assert team.messages()[-1] is question
    for tap in (key, "✅", "❌"):
        await team.taps(tap, on=question.event, by="Anna")
    await team.says("!blocker")
    assert "B1" in team.sees() and "B2" not in team.sees()


@pytest.mark.parametrize(
    ("said", "then"),
    [
        ("blocker B1 rot", "B1 ist geändert"),
        ("blocker ändere B1 rot", "B1 ist geändert"),
        ("blocker B1 ist gelöst", "ist gelöst, nach"),
        ("blocker B1 bis Freitag", "Muss weg sein bis Freitag"),
        ("B1 rot", "B1 ist geändert"),
        ("aufgabe A1 bis Freitag", "A1 ist geändert"),
        ("agenda T1 15 min", "T1"),
        ("treffen S1 Mi 11:00", "11:00"),
        ("löschen B1", "B1 ist zurückgezogen"),
        ("treffen löschen S1", "fällt aus"),
    ],
)
async def test_what_is_offered_is_done_when_it_is_accepted(team: Room, said: str, then: str) -> None:
    for each in ("blocker Server aus | lösung: Umzug", "aufgabe Angebot", "treffen Klausur | wann: 10.12. 10 Uhr", "agenda Budget"):
        await team.says(f"!{each}")
    await team.says(f"!{said}")
    assert team.messages()[-1].reactions[0] == "✅"
    await team.taps("✅", on=team.messages()[-1].event)
    assert then in team.sees()


@pytest.mark.parametrize("said", ["!gelöst B1", "!B1 gelöst", "!b1 solved", "@lotse:stadt.example B1 gelöst", "Lotse, B1 ist gelöst"])
async def test_what_is_plain_is_done_at_once(team: Room, said: str) -> None:
    await team.says("!blocker Raum fehlt")
    await team.says(said)
    if "ist" in said:
        await team.taps("✅", on="Meintest du")
    assert "B1 Raum fehlt ist gelöst" in team.sees()


async def test_in_a_direct_chat_too(team: Room, world: World) -> None:
    await team.says("!blocker Raum fehlt")
    direct = world.room("Direkt", "Ben")
    await direct.invites(by="Ben", direct=True)
    await direct.says("B1 gelöst")
    assert "B1 Raum fehlt ist gelöst" in direct.sees()


async def test_several_are_done_in_one_answer_and_what_cannot_be_is_named(team: Room, pmo: Room) -> None:
    for title in ("Raum fehlt", "Server aus", "Geld fehlt"):
        await team.says(f"!blocker {title}")
    await team.says("!blocker gelöst B2")
    team.forget()
    await team.says("!blocker gelöst B1, B2 und B3, B9 alles da")
    (answer,) = team.messages()
    assert "B1 Raum fehlt ist gelöst" in answer.body and "B3 Geld fehlt ist gelöst" in answer.body
    assert "⚠️ B2 ist schon gelöst" in answer.body and "⚠️ B9 gibt es nicht" in answer.body and "zum Beispiel:" not in answer.body
    await team.says("!blocker B3")
    assert "alles da" in team.sees()


async def test_of_several_that_cannot_be_done_each_is_named(team: Room) -> None:
    await team.says("!aufgabe erledigt A7, A8")
    assert "A7 gibt es nicht" in team.sees() and "A8 gibt es nicht" in team.sees()


async def test_the_team_hears_of_each_of_several_that_the_pmo_has_solved(team: Room, pmo: Room) -> None:
    await team.says("!blocker Raum fehlt | ampel: rot")
    await team.says("!blocker Geld fehlt | ampel: rot")
    team.forget()
    await pmo.says("!blocker gelöst B1 B2", by="Paula")
    told = "\n".join(seen.body for seen in team.messages())
    assert "B1" in told and "B2" in told
    assert user("Anna") not in pmo.messages()[-1].mentions


async def test_where_answers_are_short_the_message_itself_gets_the_receipt(team: Room, world: World) -> None:
    await team.says("!blocker Raum fehlt")
    await team.says("!einstellungen antworten: kurz", by="Anna")
    said = await team.says("!löschen B1")
    await team.taps("✅", on="Wirklich?")
    assert world.chat.receipts[said] == ["👌"]


@pytest.mark.parametrize(("key", "then"), [("✅", "🔴 rot · B1 Server aus"), ("❌", "🟡 gelb · B1 Server aus, dringend")])
async def test_what_an_edit_sounds_like_changes_its_record_and_makes_no_second(team: Room, key: str, then: str) -> None:
    said = await team.says("!blocker Server aus")
    card = team.messages()[-1]
    await team.edits(said, "!blocker Server aus, dringend")
    await team.taps(key, on="Ist »dringend« die Ampel?")
    assert card.body.startswith(then)
    await team.says("!blocker")
    assert "B2" not in team.sees()
