"""The retrospective of the whole project: planned in the PMO's room, with notes of all groups."""

from __future__ import annotations

import pytest

from tests.world import Room, World


async def planned(world: World) -> tuple[Room, Room, Room]:
    """R1 of the PMO, and Ben of a task force in a direct chat."""
    team, pmo, _ = await world.project()
    await pmo.says("!retro planen Donnerstag, 10.12.2026 15 Uhr | format: jahr", by="Paula")
    chat = world.room("Direkt mit Lotse", "Ben")
    await chat.invites(by="Ben", direct=True)
    await chat.lets_the_bot_in()
    return team, pmo, chat


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("retro R1 behalten: Kurze Wege", "Behalten"),
        ("retro R1 ändern: Zu viele Sitzungen", "Ändern"),
        ("retro R1 aendern: Zu viele Sitzungen", "Ändern"),
        ("retro R1 weitergeben: Der Leitfaden", "Weitergeben"),
        ("retro R1 zu klären: Wer zahlt danach?", "Zu klären"),
        ("retro R1 klären: Wer zahlt danach?", "Zu klären"),
        ("retro R1 Zu klären: Wer zahlt danach?", "Zu klären"),
        ("retro R1 keep: Short ways", "Behalten"),
        ("retro R1 + Ohne Spalte", "Sonstiges"),
    ],
)
async def test_members_of_all_groups_hand_in_notes_without_a_name(world: World, said: str, kept: str) -> None:
    _, pmo, chat = await planned(world)
    await chat.says(said)
    assert "ohne deinen Namen bei R1" in chat.sees(), chat.sees()
    await pmo.says("!retro zeige R1", by="Paula")
    assert f"Eine Notiz: {kept} 1" in pmo.sees(), pmo.sees()


async def test_in_the_room_of_another_group_it_leads_to_the_direct_chat(world: World) -> None:
    team, _, _ = await planned(world)
    await team.says("!retro R1 behalten: Kurze Wege", by="Ben")
    assert "ohne Namen im Direktchat" in team.sees()


async def test_the_way_there_opens_for_members_of_all_groups(world: World) -> None:
    _, _, chat = await planned(world)
    await chat.says("retro anonym R1")
    assert "R1" in chat.sees() and "behalten: Kurze Wege" in chat.sees()


async def test_in_the_pmo_s_room_its_notes_are_written_openly(world: World) -> None:
    _, pmo, _ = await planned(world)
    await pmo.says("!retro behalten: Kurze Wege", by="Paula")
    assert "Notiert für R1" in pmo.sees()


async def test_who_belongs_to_no_group_hands_in_nothing(world: World) -> None:
    await planned(world)
    stranger = world.room("Direkt mit Lotse 2", "Xaver")
    await stranger.invites(by="Xaver", direct=True)
    await stranger.lets_the_bot_in()
    await stranger.says("retro R1 behalten: Kurze Wege")
    assert "ohne deinen Namen" not in stranger.sees()


async def test_other_forms_stay_the_group_s_own(world: World) -> None:
    _, pmo, chat = await planned(world)
    await pmo.says("!retro ändere R1 | format: 4l", by="Paula")
    await chat.says("retro R1 gemocht: Kurze Wege")
    assert "nur ihre Mitglieder" in chat.sees()
