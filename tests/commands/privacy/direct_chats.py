"""Direct chats with the bot, as people begin them."""

from __future__ import annotations

from tests.world import Room, World


async def direct_chat(world: World, person: str) -> Room:
    chat = world.room(f"Direkt {person}", person)
    await chat.invites(by=person, direct=True)
    await chat.lets_the_bot_in()
    chat.forget()
    return chat
