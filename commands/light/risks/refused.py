"""Letters on risks, and their drafts, that a room has refused: when it takes messages again, they say what is true then."""

from __future__ import annotations

from bot.context import Moment
from bot.domain.lights.risk_letter import USEFUL_FOR
from bot.messages import Anew, Outgoing
from bot.ports import OutboxRow
from commands.light.risks.content import risks_now
from commands.light.risks.letters import draft_message, letter_message

_LETTER, _DRAFT = "risks:", "risks draft:"


def is_letter(row: OutboxRow) -> bool:
    """Whether it is a letter or the draft of one."""
    return row.once.startswith((_LETTER, _DRAFT))


async def again(moment: Moment, row: OutboxRow) -> list[Outgoing] | None:
    """As it reads now, in its own row; None where it is too late for it, or nothing is left to tell."""
    said = await (_draft(moment, row) if row.once.startswith(_DRAFT) else _letter(moment, row))
    if said is None:
        await moment.tx.outbox.lapse(row)
    return said


async def _letter(moment: Moment, row: OutboxRow) -> list[Outgoing] | None:
    letter = await moment.tx.risk_letters.get(row.once.removeprefix(_LETTER))
    steering, risks = await moment.steering(), await risks_now(moment)
    if letter is None or steering is None or not risks.any or moment.now >= row.created_at + USEFUL_FOR:
        return None
    return [Anew(await letter_message(moment, letter, steering, risks))]


async def _draft(moment: Moment, row: OutboxRow) -> list[Outgoing] | None:
    """While the PMO can still decide on it."""
    letter = await moment.tx.risk_letters.get(row.once.removeprefix(_DRAFT))
    pmo, risks = await moment.pmo(), await risks_now(moment)
    if letter is None or not letter.is_open or pmo is None or not risks.any or moment.now >= letter.due_at:
        return None
    return [Anew(await draft_message(moment, letter, pmo, risks))]
