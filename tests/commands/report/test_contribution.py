"""What a group says for the report, in fields or plainly, by several people, corrected by the messages that said it."""

from __future__ import annotations

import pytest

from bot.domain.reports.contributions import Part, words
from bot.domain.reports.periods import Quarter
from tests.world import Room, World

Q4 = Quarter(2026, 4)


async def stands(world: World, quarter: Quarter = Q4) -> dict[str, list[str]]:
    async with world.store.reading() as tx:
        said = words(await tx.reports.said(quarter), quarter)
    return {str(part): [entry.text for entry in entries] for part, entries in said.items() if entries}


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("beitrag Katalog online", {"achieved": ["Katalog online"]}),
        ("beitrag: Katalog online", {"achieved": ["Katalog online"]}),
        (
            "beitrag\nerreicht: Katalog\nabweichung: keine\nausblick: Schulung",
            {"achieved": ["Katalog"], "deviation": ["keine"], "outlook": ["Schulung"]},
        ),
        ("beitrag | achieved: A | deviation: B | outlook: C", {"achieved": ["A"], "deviation": ["B"], "outlook": ["C"]}),
        ("beitrag Katalog, ausblick: Schulung", {"achieved": ["Katalog"], "outlook": ["Schulung"]}),
        ("erreicht: Katalog | ausblick: Schulung", {"achieved": ["Katalog"], "outlook": ["Schulung"]}),
        (
            "beitrag\nerreicht: Katalog\nSchulung in Gießen\nFrage: wer zahlt?",
            {"achieved": ["Katalog\nSchulung in Gießen\nFrage: wer zahlt?"]},
        ),
        ("beitrag\nerreicht: eins\nerreicht: zwei", {"achieved": ["eins\nzwei"]}),
    ],
)
async def test_it_is_kept_in_its_fields(team: Room, world: World, said: str, kept: dict[str, list[str]]) -> None:
    await team.says(f"!bericht {said}")
    assert await stands(world) == kept
    assert "📝 Für den Bericht Q4 2026 von Dateninventur steht jetzt:" in team.sees()


async def test_the_answer_says_what_is_missing_until_nothing_is(team: Room) -> None:
    await team.says("!bericht beitrag Katalog online")
    assert "Für Q4 2026 fehlt noch: abgerufen, Abweichung, Ausblick." in team.sees()
    await team.says("!bericht beitrag | abweichung: keine | ausblick: Schulung")
    await team.says("!bericht abgerufen 0")
    assert "✅ Damit ist der Bericht Q4 2026 von eurer Seite vollständig." in team.sees()


async def test_what_several_people_say_stands_side_by_side_and_a_dash_clears_it(team: Room, world: World) -> None:
    await team.says("!bericht beitrag Katalog online")
    await team.says("!bericht beitrag Schulung gehalten", by="Ben")
    assert "• erreicht: 2 Beiträge, zuletzt: Schulung gehalten" in team.sees()
    assert await stands(world) == {"achieved": ["Katalog online", "Schulung gehalten"]}
    await team.says("!bericht beitrag | erreicht: -")
    assert "• erreicht: nichts mehr" in team.sees() and await stands(world) == {}


async def test_an_edit_and_a_deletion_of_the_message_are_followed(team: Room, world: World) -> None:
    said = await team.says("!bericht beitrag Katalog online")
    answer = team.message("Katalog online")
    await team.edits(said, "!bericht beitrag Katalog fast online | ausblick: Schulung")
    assert "• erreicht: Katalog fast online\n• Ausblick: Schulung" in answer.body
    assert await stands(world) == {"achieved": ["Katalog fast online"], "outlook": ["Schulung"]}
    await team.deletes(said)
    assert "↩️ Zurückgenommen." in answer.body and await stands(world) == {}
    async with world.store.reading() as tx:
        assert {entry.text for entry in await tx.reports.said(Q4)} == {""}  # nothing of the words is left


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("beitrag", "Was soll im Bericht stehen?"),
        ("beitrag | für: Q5\nfoo", "ist kein Quartal, das schon begonnen hat. Zum Beispiel: für: Q4 2026"),
        ("beitrag | ampel: rot | erreicht: A", "»ampel« passt hier nicht"),
        ("beitrag " + "A" * 2001, "höchstens 2000"),
    ],
)
async def test_a_mistake_stores_nothing_and_says_why(team: Room, world: World, said: str, why: str) -> None:
    await team.says(f"!bericht {said}")
    assert why in team.sees() and await stands(world) == {}


async def test_another_quarter_can_be_named(team: Room, world: World) -> None:
    await team.says("!bericht beitrag Auftakt | für: Q3 2026")
    assert "Für den Bericht Q3 2026" in team.sees()
    assert await stands(world, Quarter(2026, 3)) == {"achieved": ["Auftakt"]} and await stands(world) == {}


async def test_only_the_group_itself_may(team: Room, pmo: Room, world: World) -> None:
    await pmo.says("!bericht beitrag Foo, team: Dateninventur", by="Paula")
    await pmo.says("!bericht beitrag Foo", by="Paula")
    assert "Das trägt jede Task Force in ihrem Raum ein." in pmo.sees() and await stands(world) == {} and team.messages() == []


async def test_in_a_direct_chat_the_group_is_told(team: Room, world: World) -> None:
    direct = world.room("Direkt mit Ben", "Ben")
    await direct.invites(by="Ben", direct=True)
    await direct.says("bericht beitrag Katalog online")
    assert await stands(world) == {str(Part.ACHIEVED): ["Katalog online"]}
    assert "📝 Ben hat etwas für den Bericht Q4 2026 notiert:\n• erreicht: Katalog online" in team.sees()


async def test_words_are_shown_as_they_were_written(team: Room) -> None:
    await team.says("!bericht beitrag **fett** <b>x</b> [x](https://stadt.example)")
    assert "erreicht: **fett** <b>x</b> [x](https://stadt.example)" in team.sees()
