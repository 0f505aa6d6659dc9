"""What belongs to another group: every way of changing it that somebody could think of changes nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from bot.messages import Message
from bot.words import fold
from commands import VOCABULARY
from storage.transfer.export import export
from tests.world import BERLIN, Room, World, user

EXAMPLES = {
    "B1": """gelöst B1; ändere B1 | ampel: rot; notiz B1 Foo; eskalieren B1; öffnen B1; übernehmen B1; bestätigen B1; zurückziehen B1""",
    "S1": """verschieben S1 | auf: Mi 11:00; absagen S1; absagen S1 alle; ändere S1 | ort: Hier; notiz S1 Foo; öffnen S1""",
    "T1": """erledigt T1; verschieben T1 | auf: 1; vertagen T1; streichen T1; ändere T1 | titel: Foo; notiz T1 Foo;
        vorlage T1 https://stadt.example/x; annehmen T1; ablehnen T1""",
    "A1": """erledigt A1; ändere A1 | titel: Foo; streichen A1; notiz A1 Foo; öffnen A1""",
    "R1": """start R1; ende R1; verschieben R1 | auf: Fr 10 Uhr; absagen R1; ändere R1 | dauer: 90; zeit R1 10; anmerkung R1 Foo;
        R1 stop: Foo; stimme R1 1; zusammen R1 1 2; annehmen R1; ablehnen R1; anonym R1""",
    "L1": """ändere L1 | titel: Foo; blaupause L1; notiz L1 Foo; zurückziehen L1""",
    "Q1": """antwort Q1 Foo; ändere Q1 | titel: Foo; wieder Q1 morgen; streichen Q1; öffnen Q1; notiz Q1 Foo""",
    "D1": """ändere D1 | titel: Foo; bestätigt D1 Gießen; prüfen D1 morgen; ersetzen D1 Foo; aufheben D1 Foo; notiz D1 Foo;
        stimme D1 Gießen dafür; schließen D1; in-sitzung D1; nochmal D1; schriftlich D1; festhalten D1; veröffentlichen D1; umlauf S1""",
    "M1": """prognose M1 1.12.2027; stimmt M1; übernehmen M1; bleibt M1; erreicht M1;
        vereinbart M1 1.12.2027; angesprochen M1;
        zugestimmt M1; abgelehnt M1; ändere M1 | titel: Foo; streichen M1; öffnen M1;
        notiz M1 Foo""",
    "G1": """bestätigen G1; ablehnen G1""",
}
NOUNS = {
    "B": "blocker",
    "S": "treffen",
    "T": "agenda",
    "A": "aufgabe",
    "R": "retro",
    "L": "lernen",
    "Q": "frage",
    "D": "beschluss",
    "M": "meilenstein",
    "G": "team",
}
SAID = [f"{NOUNS[number[0]]} {words.strip()}" for number, each in EXAMPLES.items() for words in each.split(";")]
LINKED = ("aufgabe Foo | retro: R1", "lernen Foo | retro: R1", "aufgabe Foo | retro: R1/1", "agenda Foo | treffen: S1")
NAMED = [
    f"{said} | team: Dateninventur"
    for said in (
        "blocker Foo",
        "aufgabe Foo",
        "agenda Foo",
        "treffen Foo | wann: morgen 10 Uhr",
        "treffen abo neu",
        "retro + Foo",
        "lernen Foo",
        "frage Foo",
        "beschluss Foo",
        "meilenstein Foo | bis: 1.12.2027",
        "ampel inhalt rot Foo",
        "ampel stimmt",
    )
]


async def records(world: World) -> str:
    """Everything that is recorded, as one text."""
    return json.dumps(await export(world.store, BERLIN), default=str, sort_keys=True)


async def two_groups(world: World) -> Sequence[Room]:
    """Another group, beside one that has a record of each kind."""
    team, *_ = world.founded
    app = world.room("App", "Otto", moderators=("Ada", "Olga"))
    await app.says("!team App", by="Ada")
    for said in (
        "blocker Raum fehlt",
        "treffen Jour fixe | wann: jeden Dienstag 10 Uhr",
        "agenda Hosting",
        "aufgabe Angebot einholen",
        "retro planen nächsten Donnerstag 15 Uhr",
        "lernen Kurze Wege",
        "frage Wer zahlt?",
        "beschluss Hosting in Gießen | vorbehalt: Gießen",
        "meilenstein Datenkatalog online | bis: 30.9.2027",
    ):
        await team.says(f"!{said}", by="Anna")
    app.forget()
    team.forget()
    return (*world.founded, app)


beside_another = pytest.mark.goes_on_from(story=two_groups)


@pytest.fixture
def other(project: tuple[Room, ...]) -> Room:
    return project[3]


def test_the_attempts_name_every_verb_that_takes_a_number() -> None:
    harmless = {"show", "concern", "suggest", "discuss", "agenda"}  # they only read, or concern the speaker's own group and agenda
    for noun in VOCABULARY.nouns:
        said = [fold(words.split()[0]) for words in EXAMPLES.get(f"{noun.letter}1", "").split(";") if words]
        tried = {noun.verbs[word].verb for word in said if word in noun.verbs}
        assert {command.verb for command in noun.commands if command.wants_number} - harmless <= tried, noun.name


@pytest.mark.parametrize("said", [*SAID, *LINKED, *NAMED])
@beside_another
async def test_nothing_said_in_another_room_changes_it(said: str, other: Room, team: Room, world: World) -> None:
    before = await records(world)
    await other.says(f"!{said}", by="Olga")
    assert await records(world) == before
    assert team.messages() == []


@pytest.mark.parametrize("said", [*SAID, *NAMED])
@beside_another
async def test_nothing_said_in_a_direct_chat_by_another_groups_member_changes_it(said: str, other: Room, team: Room, world: World) -> None:
    direct = world.room("Direkt mit Otto", "Otto")
    await direct.invites(by="Otto", direct=True)
    before = await records(world)
    await direct.says(said)
    assert await records(world) == before
    assert team.messages() == []


@pytest.mark.parametrize("key", ["✅", "❌", "👀", "⏫", "📘", "👍", "➕"])
@beside_another
async def test_no_tap_on_something_that_one_sees_elsewhere_changes_it(key: str, other: Room, team: Room, world: World) -> None:
    for number in ("B1", "T1", "A1", "L1", "S1", "R1"):
        await other.says(f"!{NOUNS[number[0]]} {number}", by="Otto")
    before = await records(world)
    for seen in other.messages():
        await other.taps(key, on=seen.event, by="Otto")
    for card in world.chat.timeline:
        if card.room == team.id:
            await other.reacts(key, to=card.event, by="Otto")
    assert await records(world) == before
    assert team.messages() == []


@beside_another
async def test_no_reply_to_something_that_one_sees_elsewhere_is_kept(other: Room, team: Room, world: World) -> None:
    for number in ("B1", "T1", "A1", "L1", "S1", "R1"):
        await other.says(f"!{NOUNS[number[0]]} {number}", by="Otto")
    before = await records(world)
    for seen in list(world.chat.timeline):
        await other.says("Das bin ich nicht", by="Otto", reply_to=seen.event)
    assert await records(world) == before
    assert team.messages() == []


@beside_another
async def test_a_reply_to_a_card_in_another_room_is_not_even_taken_in(other: Room, team: Room, world: World) -> None:
    card = next(seen for seen in world.chat.timeline if seen.room == team.id)
    event = world.event_id()
    said = Message(event_id=event, room=other.id, sender=user("Otto"), sent_at=world.clock.now(), text="unter uns", reply_to=card.event)
    await world.receives(said)
    async with world.store.reading() as tx:
        assert not await tx.inbox.known([event])


LEFT = (
    ("blocker Raum zu klein | team: Dateninventur", "B2"),
    ("aufgabe Etwas tun | team: Dateninventur", "A2"),
    ("agenda Etwas | team: Dateninventur", "T2"),
    ("treffen Klausur | wann: 3.12. 14 Uhr | team: Dateninventur", "S2"),
    ("lernen Etwas | team: Dateninventur", "L2"),
)


@pytest.mark.parametrize(("said", "number"), LEFT)
@beside_another
async def test_who_has_left_changes_nothing_by_an_edit_a_deletion_or_a_tap_taken_back(
    said: str, number: str, other: Room, team: Room, world: World
) -> None:
    other.joins("Ben")
    direct = world.room("Direkt mit Ben", "Ben")
    await direct.invites(by="Ben", direct=True)
    event = await direct.says(said)
    remark = await direct.says("eine Anmerkung", reply_to=direct.message(number).event)
    tap = await direct.taps("✅", on=number)
    team.leaves("Ben")
    team.forget()
    before = await records(world)
    await direct.edits(remark, "etwas ganz anderes")
    await direct.deletes(tap)
    await direct.edits(event, said.replace(" | ", " und noch etwas | "))
    await direct.deletes(event)
    assert await records(world) == before
    assert team.messages() == []


@beside_another
async def test_who_was_put_out_adds_nothing_by_what_was_said_before(other: Room, team: Room, pmo: Room, world: World) -> None:
    other.joins("Ben")
    team.leaves("Ben")
    await team.says("!blocker Rache | ampel: rot", by="Ben")
    assert "nur Dateninventur selbst" in team.sees()
    assert pmo.messages() == []


async def test_a_moderator_who_was_put_out_moderates_nothing(team: Room) -> None:
    team.leaves("Anna")
    await team.says("!einstellungen sprache: en", by="Anna")
    await team.says("!team auflösen ja", by="Anna")
    await team.says("!blocker", by="Ben")
    assert "Keine offenen Blocker" in team.sees()


async def test_what_the_pmo_has_accepted_is_not_exchanged_afterwards(team: Room, pmo: Room, steering: Room, world: World) -> None:
    event = await team.says("!agenda Neue Stelle | für: steuerungskreis")
    await pmo.taps("✅", on="Neue Stelle", by="Paula")
    await team.edits(event, "!agenda Mehr Geld für uns | für: steuerungskreis")
    await steering.says("!agenda")
    assert "Neue Stelle" in steering.sees() and "Mehr Geld" not in steering.sees()


async def test_what_is_still_proposed_may_be_put_better(team: Room, pmo: Room) -> None:
    event = await team.says("!agenda Neue Stelle | für: steuerungskreis")
    await team.edits(event, "!agenda Eine halbe neue Stelle | für: steuerungskreis")
    assert "Eine halbe neue Stelle" in pmo.message("T1").body
