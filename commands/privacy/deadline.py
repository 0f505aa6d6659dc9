"""The deadline of a request: those who decide are reminded a week before and on its last day; then the person is told what to do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.context import Moment
from bot.domain.erasure_requests import REMIND_BEFORE, ErasureRequest, RequestState
from bot.messages import Outgoing, Say
from bot.timer import timer
from commands.privacy.desk import card, desk_of, once_of, subject_of

TIMER = "erasure request"
_CARD_RETRIED = timedelta(minutes=5)
"""How soon it is looked again whether an officer has joined the direct chat."""


async def watch(moment: Moment, request: ErasureRequest) -> None:
    """Sets the timer for the next thing to say about an open request."""
    morning = moment.calendar.morning
    looks = [morning(request.due - REMIND_BEFORE), morning(request.due), morning(request.due + timedelta(days=1))]
    later = [at for at in looks if at > moment.now]
    if await moment.tx.outbox.by_once(once_of(request)) is None:
        later.append(moment.now + _CARD_RETRIED)
    if later:
        await moment.tx.timers.set(TIMER, str(request.id), min(later))


@timer(TIMER)
async def remind(moment: Moment, subject: str) -> Sequence[Outgoing]:
    request = await moment.tx.erasure_requests.get(int(subject))
    if request is None or request.state is not RequestState.ASKED:
        return []
    said: list[Outgoing] = [] if await moment.tx.outbox.by_once(once_of(request)) else await card(moment, request)
    await watch(moment, request)
    today = moment.calendar.day_of(moment.now)
    asked = await moment.tx.outbox.by_once(once_of(request))
    if asked is not None and today >= request.due - REMIND_BEFORE:
        desk = await desk_of(moment, request.person)
        said.append(
            Say(
                room=asked.room,
                text="privacy.reminder",
                params={"request": request, "over": today > request.due},
                once=f"erasure {request.id} {'over' if today > request.due else 'last' if today == request.due else 'week'}",
                subject=subject_of(request),
                reply_to_once=once_of(request),
                notify=True,
                mentions=tuple(sorted(desk.people)) if desk else (),
            )
        )
    if today > request.due:
        params = {"request": request, "reminded": asked is not None}
        said.append(Say(room=request.room, text="privacy.overdue", params=params, once=f"erasure {request.id} overdue"))
    return said
