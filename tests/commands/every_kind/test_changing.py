"""A record is changed by a verb, by an edit of its message, in its room or elsewhere: its cards follow, and its group hears of it."""

from __future__ import annotations

import pytest

from tests.commands.every_kind.kinds import KINDS, Spoken, added, direct_chat, each_kind, shown
from tests.world import Room, World


@each_kind
async def test_every_card_reads_as_the_record_is_now(kind: Spoken, team: Room, world: World) -> None:
    direct = await direct_chat(world)
    await direct.says(f"!{kind.add} | team: Dateninventur")
    cards = team.message(kind.number), direct.message(kind.number)
    await team.says(f"!{kind.edit}")
    assert [kind.edited in card.body for card in cards] == [True, True]
    await team.says(f"!{kind.close}")
    assert all(kind.closed.split(" · ")[0] in card.body for card in cards), [card.body for card in cards]


@each_kind
async def test_its_group_hears_what_was_done_to_it_elsewhere(kind: Spoken, team: Room, world: World) -> None:
    await added(team, kind)
    direct = await direct_chat(world)
    team.forget()
    await direct.says(f"!{kind.edit}")
    assert kind.edited in direct.sees()
    told = [seen for seen in team.messages() if not seen.edits]
    assert [seen.body.startswith(kind.told) for seen in told] == ([True] if kind.told else [])
    assert not any(seen.notifies for seen in told)


@each_kind
async def test_an_edit_of_its_message_changes_it_without_another_word(kind: Spoken, team: Room) -> None:
    message = await added(team, kind)
    card, said = team.message(kind.number), len(team.messages())
    await team.edits(message, f"!{kind.add.replace(kind.title, 'Etwas anderes')}")
    assert "Etwas anderes" in card.body and kind.title not in card.body
    assert len(team.messages()) == said
    assert "Etwas anderes" in await shown(team, kind)


@each_kind
async def test_by_an_edit_it_does_not_go_to_another_group(kind: Spoken, team: Room, pmo: Room, world: World) -> None:
    other = world.room("App", "Ben", moderators=("Olga",))
    await other.says("!team App", by="Olga")
    await pmo.taps("✅", on="App", by="Paula")
    direct = await direct_chat(world)
    message = await direct.says(f"!{kind.add} | team: Dateninventur")
    card = direct.message(kind.number)
    await direct.edits(message, f"!{kind.add.replace(kind.title, 'Etwas anderes')} | team: App")
    assert direct.sees().startswith(f"{kind.number} gehört schon zu einer anderen Gruppe.")
    assert kind.title in card.body and kind.title in await shown(team, kind)


async def test_by_an_edit_a_retrospective_does_not_go_to_another_group_either(team: Room, pmo: Room, world: World) -> None:
    other = world.room("App", "Ben", moderators=("Olga",))
    await other.says("!team App", by="Olga")
    await pmo.taps("✅", on="App", by="Paula")
    direct = await direct_chat(world)
    message = await direct.says("!retro planen Donnerstag 14 Uhr | team: Dateninventur")
    await direct.edits(message, "!retro planen Donnerstag 16 Uhr | team: App")
    assert direct.sees().startswith("R1 gehört schon zu einer anderen Gruppe.")
    await team.says("!retro R1")
    assert "14:00" in team.sees()


@each_kind
async def test_after_a_day_an_edit_changes_nothing_and_says_so_once(kind: Spoken, team: Room) -> None:
    message = await added(team, kind)
    await team.clock.pass_(hours=25)
    said = len(team.messages())
    for text in ("Etwas anderes", "Etwas ganz anderes"):
        await team.edits(message, f"!{kind.add.replace(kind.title, text)}")
    assert len(team.messages()) == said + 1
    assert "24 Stunden" in team.sees() and f"!{kind.noun} ändere {kind.number}" in team.sees()
    assert kind.title in await shown(team, kind)


@each_kind
async def test_it_is_shown_with_its_notes_and_with_what_happened_to_it(kind: Spoken, team: Room) -> None:
    await added(team, kind)
    await team.says(f"!{kind.edit}")
    await team.says(f"!{kind.noun} notiz {kind.number} Gießen fragt nach", by="Ben")
    read = await shown(team, kind)
    assert kind.edited in read and "\n\nNotizen\n• 23.11. 10:00 Ben: Gießen fragt nach" in read
    assert ("\n\nVerlauf\n" in read and read.endswith("• 23.11. 10:00 geändert von Anna")) is kind.keeps_history


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.steps], ids=lambda kind: kind.noun)
async def test_each_step_of_its_history_has_words_of_its_own(kind: Spoken, team: Room) -> None:
    await added(team, kind)
    team.joins("Paula")
    for said, line in kind.steps:
        await team.says(f"!{kind.noun} {said}", by="Paula")
        assert line in (await shown(team, kind)).splitlines()[-1]


@each_kind
async def test_one_is_found_by_a_word_of_its_title(kind: Spoken, team: Room) -> None:
    await added(team, kind)
    verb = kind.close.split()[1]
    await team.says(f"!{kind.noun} {verb} {kind.title.split()[-1]}")
    assert f"!{kind.noun} {verb} {kind.number}" in team.sees() and "✅" in team.messages()[-1].reactions
