"""Letters on risks that the steering committee's room has refused: when it takes messages again, they say what is true then."""

from __future__ import annotations

from bot.context import Moment
from bot.domain.lights.risk_letter import USEFUL_FOR
from bot.messages import Anew, Outgoing
from bot.ports import OutboxRow
from commands.light.risks.content import risks_now
from commands.light.risks.letters import letter_message

_PREFIX = "risks:"


def is_letter(row: OutboxRow) -> bool:
    return row.once.startswith(_PREFIX)


async def again(moment: Moment, row: OutboxRow) -> list[Outgoing] | None:
    """As it reads now, in its own row; None where it is too late for it, or nothing is left to tell."""
    letter = await moment.tx.risk_letters.get(row.once.removeprefix(_PREFIX))
    steering, risks = await moment.steering(), await risks_now(moment)
    if letter is None or steering is None or not risks.any or moment.now >= row.created_at + USEFUL_FOR:
        await moment.tx.outbox.lapse(row)
        return None
    return [Anew(await letter_message(moment, letter, steering, risks))]
