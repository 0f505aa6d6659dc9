"""What a report says of its quarter stays true of its last day, whatever became of the groups since."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.world import Room, World

AFTER = datetime(2027, 1, 11, 9, tzinfo=UTC)


def file_of(room: Room) -> str:
    """The last Markdown file."""
    found = [each.file for each in room.files() if each.file is not None and each.file[:1] == b"#"]
    return found[-1].decode()


async def quarter(pmo: Room) -> str:
    await pmo.says("!bericht quartal Q4 2026 neu")
    return file_of(pmo)


async def test_a_profile_that_changed_after_the_quarter_reads_as_it_was(team: Room, pmo: Room, world: World) -> None:
    await team.says("!team Dateninventur | ziel: Alles zählen | budget: 120000 | kommunen: Gießen")
    await world.until(AFTER)
    await team.says("!team Dateninventur | ziel: Neues Ziel | budget: 90000 | kommunen: Gießen, Marburg")
    text = await quarter(pmo)
    assert "Alles zählen" in text and "120.000 €" in text and "Neues Ziel" not in text and "Marburg" not in text
    await pmo.says("!bericht übersicht")
    assert "Neues Ziel" in pmo.sees() and "90.000 €" in pmo.sees()


async def test_a_group_that_was_renamed_after_the_quarter_has_its_name_of_then(team: Room, pmo: Room, world: World) -> None:
    await team.says("!meilenstein Katalog | bis: 30.12.2026")
    await world.until(AFTER)
    await team.says("!team Bestandsaufnahme")
    text = await quarter(pmo)
    assert "Dateninventur" in text and "Bestandsaufnahme" not in text


async def test_a_group_that_was_dissolved_after_the_quarter_is_in_it_and_one_before_is_not(team: Room, pmo: Room, world: World) -> None:
    await team.says("!meilenstein Katalog | bis: 30.3.2027")
    await team.says("!lernen Klein anfangen")
    await team.says("!frage Wer zahlt? | für: pmo")
    await world.until(AFTER)
    await team.says("!team auflösen ja", by="Ada")
    text = await quarter(pmo)
    assert "Katalog" in text and "Dateninventur" in text and "Klein anfangen" in text

    await world.until(datetime(2027, 4, 12, 9, tzinfo=UTC))
    await pmo.says("!bericht quartal Q1 2027 neu")
    later = file_of(pmo)
    assert "### Dateninventur" not in later


async def test_the_year_keeps_what_a_dissolved_group_has_left(team: Room, pmo: Room, world: World) -> None:
    await team.says("!team Dateninventur | ziel: Alles zählen")
    await team.says("!lernen Klein anfangen")
    await team.says("!blocker Server fehlt | ampel: rot")
    await team.says("!meilenstein Katalog | bis: 30.3.2027")
    await team.says("!team auflösen ja", by="Ada")
    await pmo.says("!bericht jahr 2026")
    text = file_of(pmo)
    assert "### Dateninventur" in text and "Katalog" in text and "Klein anfangen" in text and "Server fehlt" in text


async def test_a_group_that_comes_back_after_the_year_was_not_there_at_its_end(team: Room, pmo: Room, world: World) -> None:
    await team.says("!team auflösen ja", by="Ada")
    await world.until(AFTER)
    await team.says("!team Dateninventur")
    await pmo.says("!bericht jahr 2026")
    assert "Dazu ist nichts gespeichert" in pmo.sees()
    assert "### Dateninventur" not in await quarter(pmo)
