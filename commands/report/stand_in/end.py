"""What was handed over for some days goes back by itself; who is not in the PMO's room any more gets nothing back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.context import Moment
from bot.domain.handovers import END, Handover
from bot.domain.ids import RoomId
from bot.messages import Outgoing, Say
from bot.timer import timer
from commands.report.stand_in.hand_over import give_back


@timer(END)
async def end(moment: Moment, subject: str) -> Sequence[Outgoing]:
    handover = await moment.tx.handovers.get(int(subject))
    pmo = await moment.pmo()
    if handover is None or handover.ended_at is not None or pmo is None:
        return []
    if moment.rooms.has_left(handover.absent, pmo.room):
        await moment.tx.handovers.end(handover, moment.now)
        return [_say(pmo.room, handover, "report.handover-stays")]
    back, said = await give_back(moment, handover)
    return [*said, _say(pmo.room, handover, "report.handover-ended", back=back)]


def _say(room: RoomId, handover: Handover, text: str, **params: Any) -> Say:
    return Say(
        room=room,
        text=text,
        params={"handover": handover, **params},
        once=f"handover ended {handover.id}",
        notify=True,
        mentions=(handover.absent, handover.stand_in),
        unasked=True,
    )
