"""After a start with records that are older than erasures: what was said since and has been lived through is erased once more."""

from __future__ import annotations

from datetime import datetime

from bot.context import Moment
from bot.domain.former_members import former_member
from bot.ports import REAPPLY_KEY


async def erase_again(moment: Moment) -> None:
    """At the start of the bot, before it sends anything. Idempotent."""
    since = await moment.tx.get_meta(REAPPLY_KEY)
    if not since:
        return
    after = datetime.fromisoformat(since)
    young = {each.mark: each for each in await moment.tx.people.erasures() if each.erased_at >= after}
    for user in sorted(await moment.tx.people.known()) if young else ():
        erasure = young.get(await moment.tx.people.mark_of(user))
        if erasure is not None:
            await moment.tx.people.erase(user, former_member(erasure.member), erasure.erased_at)
    await moment.tx.set_meta(REAPPLY_KEY, "")
