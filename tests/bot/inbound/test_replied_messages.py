"""A command that replies to the message of a record, which may have no card, is about that record: `!erledigt`, without its number."""

from __future__ import annotations

import pytest

from tests.world import Room


@pytest.fixture(params=["kurz", "voll"])
def settings(request: pytest.FixtureRequest) -> dict[str, str]:
    return {"weekly": "off", "lead": "off", "replies": {"kurz": "short", "voll": "full"}[request.param]}


@pytest.mark.parametrize(
    ("own", "said", "show", "sees"),
    [
        ("!blocker Raum fehlt", "!blocker gelöst", "!blocker B1", "Gelöst von Anna"),
        ("!blocker Raum fehlt", "!gelöst", "!blocker B1", "Gelöst von Anna"),
        ("!blocker Raum fehlt | lösung: mieten", "!gelöst", "!blocker B1", "Gelöst von Anna"),
        ("!aufgabe Angebot einholen", "!erledigt", "!aufgabe A1", "Erledigt von Anna"),
        ("!aufgabe Angebot einholen", "!aufgabe ändere | bis: Freitag", "!aufgabe A1", "Bis Freitag"),
        ("!agenda Budget", "!erledigt nehmen wir", "!agenda zeige T1", "Erledigt: nehmen wir"),
        ("!lernen Kurze Wege", "!lernen blaupause", "!lernen L1", "Kandidat für eine Blaupause"),
        ("!frage Wer zahlt?", "!antwort Das Land", "!frage Q1", "Das Land"),
        ("!treffen Klausur | wann: 10.12. 10:00", "!absagen Urlaub", "!treffen S1", "abgesagt"),
    ],
)
async def test_it_is_about_the_record_that_the_message_made(team: Room, own: str, said: str, show: str, sees: str) -> None:
    message = await team.says(own)
    await team.says(said, reply_to=message)
    await team.says(show)
    assert sees in team.sees()


async def test_also_if_somebody_else_replies(team: Room) -> None:
    message = await team.says("!aufgabe Angebot einholen")
    await team.says("!erledigt", by="Ben", reply_to=message)
    await team.says("!aufgabe A1")
    assert "Erledigt von Ben" in team.sees()


async def test_of_a_message_about_several_it_is_about_all_of_them(team: Room) -> None:
    for title in ("Raum fehlt", "Strom fehlt", "Geld fehlt"):
        await team.says(f"!blocker {title}")
    message = await team.says("!blocker gelöst B1 B3")
    await team.says("!blocker öffnen", reply_to=message)
    await team.says("!blocker")
    assert all(number in team.sees() for number in ("B1", "B2", "B3"))
    await team.says("!gelöst alles da", reply_to=message)
    await team.says("!blocker")
    assert "B2" in team.sees() and "B1" not in team.sees() and "B3" not in team.sees()


@pytest.mark.parametrize("own", ["Wir brauchen die Turnhalle", "!blocker", "!blocker gelöst B9", "!blocker Raum fehlt | ampel: blau"])
async def test_a_message_that_made_nothing_leaves_the_number_to_be_written(team: Room, own: str) -> None:
    await team.says("!blocker Strom fehlt")
    message = await team.says(own)
    await team.says("!blocker gelöst", reply_to=message)
    assert "Welchen Blocker meinst du?" in team.sees()


async def test_of_a_deleted_message_it_says_that_its_record_is_gone(team: Room) -> None:
    message = await team.says("!blocker Raum fehlt")
    await team.deletes(message)
    await team.says("!blocker gelöst", reply_to=message)
    assert "B1 ist schon zurückgezogen" in team.sees()


async def test_a_message_in_another_room_is_none(team: Room, pmo: Room) -> None:
    message = await team.says("!blocker Raum fehlt")
    await pmo.says("!blocker gelöst", by="Paula", reply_to=message)
    assert "Welchen Blocker meinst du?" in pmo.sees()
