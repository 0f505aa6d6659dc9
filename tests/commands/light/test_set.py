"""Setting the lights of a group: what is stored, what is asked, and what a mistake is answered with."""

from __future__ import annotations

import pytest

from tests.commands.light.lights import BOTH, colours, reports
from tests.world import Room, World


async def test_both_lights_are_kept_with_their_reason(team: Room, world: World) -> None:
    await team.says(BOTH)
    assert await colours(world) == [("content", "set", "yellow"), ("resources", "set", "red")]
    assert (
        "🚦 Dateninventur\n"
        "🟡 gelb · Inhalt, seit heute\n"
        "🔴 rot · Ressourcen, seit heute\n"
        "💬 Stelle ist seit Juni unbesetzt\n"
        "🤝 Braucht: ohne Angabe\n\n"
        "Was braucht ihr, und von wem?"
    ) in team.message("🚦").body


@pytest.mark.parametrize(
    "said",
    [
        "!ampel inhalt: gelb\nressourcen: rot\ngrund: Stelle unbesetzt\nhilfe: Entscheidung",
        "!ampel inhalt gelb ressourcen rot | grund: Stelle unbesetzt | hilfe: Entscheidung",
        "!status content yellow resources red, reason: Stelle unbesetzt, help: Entscheidung",
        "!ampel inhalt: 🟡 ressourcen: 🔴 grund: Stelle unbesetzt hilfe: Entscheidung",
        "!ampel setze ressourcen: rot, inhalt: gelb, Begründung: Stelle unbesetzt; Hilfe: Entscheidung",
    ],
)
async def test_fields_say_the_same(team: Room, world: World, said: str) -> None:
    await team.says(said)
    assert await colours(world) == [("content", "set", "yellow"), ("resources", "set", "red")]
    assert [(each.reason, each.help) for each in await reports(world)] == [("Stelle unbesetzt", ""), ("Stelle unbesetzt", "Entscheidung")]
    assert "Antwortet" not in team.sees()


async def test_what_is_not_named_stays_and_counts_as_confirmed(team: Room, world: World) -> None:
    await team.says("!ampel inhalt grün ressourcen grün")
    await world.pass_(days=20)
    await team.says("!ampel ressourcen gelb Urlaub")
    assert (await colours(world))[2:] == [("resources", "set", "yellow"), ("content", "confirmed", "green")]
    assert "Bleibt: Inhalt 🟢 grün" in team.sees()


async def test_a_missing_reason_is_asked_for_once_and_a_reply_gives_it(team: Room, world: World) -> None:
    await team.says("!ampel ressourcen rot")
    asked = team.message("Warum ist es bei Ressourcen so?")
    assert "🔴 rot: allein nicht zu lösen, wir brauchen Hilfe oder eine Entscheidung" in asked.body
    await team.says("Die Stelle ist unbesetzt", reply_to=asked.event)
    help_asked = team.message("Und was braucht ihr, von wem?")
    await team.says("Eine Entscheidung vom PMO", reply_to=help_asked.event)
    await team.says("!ampel")
    assert "💬 Die Stelle ist unbesetzt\n🤝 Braucht: Eine Entscheidung vom PMO" in team.sees()
    await team.says("!ampel stimmt")
    assert "Warum" not in team.sees()


async def test_one_reply_can_give_both(team: Room, world: World) -> None:
    await team.says("!ampel ressourcen rot")
    await team.says("Stelle unbesetzt.\nHilfe: Entscheidung vom PMO", reply_to=team.message("Warum").event)
    assert (await reports(world))[-1].help == "Entscheidung vom PMO"
    assert "was braucht ihr, von wem? Antwortet" not in team.sees()


async def test_what_people_say_under_an_answer_among_themselves_is_not_kept(team: Room, world: World) -> None:
    await team.says("!ampel inhalt grün ressourcen grün")
    before = team.sees()
    await team.says("Na also!", reply_to=team.message("🚦").event, by="Ben")
    assert len(await reports(world)) == 2 and team.sees() == before


async def test_a_reply_that_was_edited_or_deleted_changes_the_reason(team: Room, world: World) -> None:
    await team.says("!ampel inhalt gelb")
    reply = await team.says("Konzept fehlt", reply_to=team.message("Warum").event)
    await team.edits(reply, "Das Konzept fehlt noch")
    await team.says("!ampel")
    assert "💬 Das Konzept fehlt noch" in team.sees()
    await team.deletes(reply)
    await team.says("!ampel")
    assert "💬 Grund: ohne Angabe" in team.sees() and "🟡 gelb · Inhalt" in team.sees()


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("1\u20e3", [("content", "set", "yellow")]),
        ("2\u20e3", [("resources", "set", "yellow")]),
        ("3\u20e3", [("content", "set", "yellow"), ("resources", "set", "yellow")]),
    ],
)
async def test_a_colour_alone_is_asked_about(team: Room, world: World, key: str, expected: list[tuple[str, str, str]]) -> None:
    await team.says("!ampel gelb Urlaub")
    asked = team.message("🟡 gelb – für Inhalt oder Ressourcen?")
    assert asked.reactions == ["1️⃣", "2️⃣", "3️⃣"] and "🟡 gelb: Abweichung oder Risiko" in asked.body
    assert await colours(world) == []
    await team.taps(key, on=asked.event)
    assert await colours(world) == expected
    assert "💬 Urlaub" in team.sees()
    await team.taps("1\u20e3", on=asked.event, by="Ben")
    assert "Diese Frage ist schon beantwortet." in team.sees() and await colours(world) == expected


@pytest.mark.parametrize("said", ["beide", "3", "Inhalt und Ressourcen"])
async def test_the_question_is_answered_in_words_too(team: Room, world: World, said: str) -> None:
    await team.says("!ampel grün")
    await team.says(said, reply_to=team.message("für Inhalt oder").event)
    assert await colours(world) == [("content", "set", "green"), ("resources", "set", "green")]


async def test_the_tap_is_taken_back(team: Room, world: World) -> None:
    await team.says("!ampel grün")
    tap = await team.taps("1\u20e3", on="für Inhalt oder")
    await team.deletes(tap)
    assert await colours(world) == []


@pytest.mark.parametrize("said", ["!ampel lila", "!ampel inhalt lila", "!ampel inhalt", "!ampel inhalt gelb ressourcen blau"])
async def test_an_unknown_colour_is_answered_with_the_three(team: Room, world: World, said: str) -> None:
    await team.says(said)
    assert all(line in team.sees() for line in ("🟢 grün: wie geplant", "🟡 gelb: Abweichung", "🔴 rot: allein nicht zu lösen"))
    assert await colours(world) == []


async def test_a_slip_is_offered(team: Room, world: World) -> None:
    await team.says("!ampel inhlt gelb | grund: Urlaub")
    assert "Meintest du !ampel inhalt gelb, grund: Urlaub?" in team.sees().replace(" |", ",")
    await team.taps("✅", on="Meintest du")
    assert await colours(world) == [("content", "set", "yellow")]


async def test_a_green_that_records_contradict_is_taken_and_said(team: Room, world: World) -> None:
    await team.says("!blocker Server aus | ampel: rot")
    await team.says("!meilenstein Katalog | bis: 30.9.2027")
    await team.says("!meilenstein prognose M1 14.10.2027 Urlaub")
    await world.pass_(days=9)
    await team.says("!ampel inhalt grün")
    assert "🟢 grün ≠ · Inhalt" in team.sees() and "🟢 trotz B1 (rot, 9 Tage) und M1 (2 Wochen später)?" in team.sees()
    await team.says("!blocker gelöst B1")
    await team.says("!meilenstein prognose M1 30.9.2027")
    await team.says("!ampel")
    assert "≠" not in team.sees()


async def test_an_edit_changes_the_report_and_the_answer(team: Room, world: World) -> None:
    said = await team.says("!ampel inhalt gelb Urlaub")
    await team.edits(said, "!ampel inhalt rot Konzept fehlt | hilfe: Entscheidung")
    assert await colours(world) == [("content", "set", "red")]
    assert len(await reports(world)) == 2
    assert "🔴 rot · Inhalt" in team.message("🚦").body and "Konzept fehlt" in team.message("🚦").body
    await team.edits(said, "!ampel inhalt lila")
    assert await colours(world) == [("content", "set", "red")]


@pytest.mark.parametrize(
    ("days", "now", "answer"),
    [
        (0, "danke", "Diese Nachricht zu bearbeiten ändert bei mir nichts mehr. Schreib mir bitte eine neue."),
        (0, "!ampel stimmt", "Diese Nachricht zu bearbeiten ändert bei mir nichts mehr. Schreib mir bitte eine neue."),
        (2, "!ampel inhalt rot Daten", "Nach 24 Stunden ändert das Bearbeiten nichts mehr. Schreib mir bitte eine neue Nachricht."),
    ],
)
async def test_an_edit_in_vain_is_answered_without_a_number(team: Room, world: World, days: int, now: str, answer: str) -> None:
    said = await team.says("!ampel inhalt gelb Urlaub")
    await world.pass_(days=days)
    await team.edits(said, now)
    assert team.sees() == answer


async def test_deleting_the_message_brings_back_what_was_said_before(team: Room, world: World) -> None:
    await team.says("!ampel inhalt grün")
    said = await team.says("!ampel inhalt gelb Frau Weber ist krank")
    await team.deletes(said)
    assert "Zurückgenommen. Jetzt gilt wieder: Inhalt 🟢 grün" in team.sees()
    assert not any("Weber" in each.reason for each in await reports(world))
    assert not any("Weber" in each.body for each in team.messages())


async def test_what_others_have_confirmed_stays(team: Room, world: World) -> None:
    said = await team.says("!ampel inhalt gelb Urlaub")
    await team.says("!ampel stimmt", by="Ben")
    await team.deletes(said)
    assert "Das bleibt stehen, weil die Ampel seitdem bestätigt oder begründet ist." in team.sees()
    assert (await colours(world))[-1] == ("content", "confirmed", "yellow")


async def test_a_reason_and_help_can_be_added_later(team: Room, world: World) -> None:
    await team.says("!ampel ressourcen rot")
    await team.says("!ampel weil die Stelle unbesetzt ist")
    await team.says("!ampel maßnahme: Ausschreibung läuft\nhilfe: Entscheidung vom PMO")
    await team.says("!ampel")
    assert "💬 die Stelle unbesetzt ist\n🛠️ Maßnahme: Ausschreibung läuft\n🤝 Braucht: Entscheidung vom PMO" in team.sees()


async def test_words_of_people_are_data(team: Room) -> None:
    await team.says('!ampel inhalt gelb <b>&"fett"</b> **x** [y](https://boese.example) @room')
    assert '<b>&"fett"</b> **x** [y](https://boese.example) @room' in team.sees()
    assert "<b>" not in team.messages()[-1].html
    assert not team.messages()[-1].mentions


async def test_a_slip_of_a_field_is_never_swallowed(team: Room, world: World) -> None:
    await team.says("!ampel ressourcen rot Stelle fehlt | hlife: Entscheidung")
    assert "hilfe" in team.sees() and await colours(world) == []
    await team.taps("✅", on="hlife")
    assert [(each.reason, each.help) for each in await reports(world)] == [("Stelle fehlt", "Entscheidung")]
    await team.says("!ampel inhalt grün | farbe: rot")
    await team.says("!ampel inhalt grün | grund: gut | farbe: rot")
    assert len(await reports(world)) == 1


async def test_a_button_that_lights_do_not_have_is_left_alone(team: Room) -> None:
    await team.says("!ampel inhalt grün")
    before = len(team.messages())
    await team.taps("👀", on="🚦")
    assert len(team.messages()) == before


async def test_an_answer_that_was_taken_back_is_not_called_set(team: Room, world: World) -> None:
    await team.says("!ampel gelb Urlaub")
    tap = await team.taps("2\u20e3", on="für Inhalt oder Ressourcen?")
    await team.deletes(tap)
    assert await colours(world) == []
    await team.taps("1\u20e3", on="für Inhalt oder Ressourcen?")
    assert team.sees().startswith("Diese Frage ist schon beantwortet.") and "gesetzt" not in team.sees()


@pytest.mark.parametrize("said", ["für die Ressourcen", "für ressourcen", "für 2", "für: Ressourcen"])
async def test_it_is_answered_in_words(team: Room, world: World, said: str) -> None:
    await team.says("!ampel gelb Urlaub")
    await team.says(f"!ampel {said}")
    assert await colours(world) == [("resources", "set", "yellow")]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("inhalt gelb Konzept fehlt | grund: Urlaub", [("content", "Konzept fehlt; Urlaub")]),
        (
            "inhalt gelb Konzept fehlt ressourcen rot Stelle | grund: Geld",
            [("content", "Konzept fehlt; Geld"), ("resources", "Stelle; Geld")],
        ),
        ("inhalt gelb Konzept fehlt, ressourcen: rot | grund: Geld", [("content", "Konzept fehlt"), ("resources", "Geld")]),
        ("Urlaub: inhalt gelb Konzept fehlt", [("content", "Urlaub, Konzept fehlt")]),
    ],
)
async def test_no_word_of_a_reason_is_lost(team: Room, world: World, said: str, kept: list[tuple[str, str]]) -> None:
    await team.says(f"!ampel {said}")
    assert [(each.aspect.value, each.reason) for each in await reports(world)] == kept


@pytest.mark.parametrize("said", ["inhalt", "content", "ressourcen", "resources", "Inhalt?"])
async def test_a_light_without_a_colour_is_asked_for_one(team: Room, said: str) -> None:
    await team.says(f"!ampel {said}")
    assert team.sees().startswith(("Welche Farbe gilt für Inhalt? Es gibt drei:", "Welche Farbe gilt für Ressourcen? Es gibt drei:"))
