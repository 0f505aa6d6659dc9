"""The letters on risks as messages: the draft in the PMO's room, the letter in the steering committee's, and what has become of it."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from bot.context import Moment
from bot.domain.lights.risk_letter import TIMER, LetterState, RiskLetter
from bot.domain.teams import Team, team_subject
from bot.messages import Outgoing, Priority, Rewrite, Role, Say
from commands.light.risks.content import LINES, Risks, params_of, risks_now

SEND, SKIP = "✅", "❌"


async def letter_message(moment: Moment, letter: RiskLetter, steering: Team, risks: Risks) -> Say:
    """The letter of a month, as it reads now."""
    return Say(
        room=steering.room,
        text="light.risks.letter",
        params=await params_of(moment, risks, await moment.tx.risk_letters.remarks(letter.key), LINES),
        once=letter.once,
        subject=team_subject(steering.id),
        priority=Priority.DIGEST,
        unasked=True,
        wakes=TIMER,
    )


async def draft_message(moment: Moment, letter: RiskLetter, pmo: Team, risks: Risks) -> Say:
    return Say(
        room=pmo.room,
        text="light.risks.draft",
        params=await draft(moment, letter, risks),
        once=letter.draft_once,
        subject=team_subject(pmo.id),
        role=Role.RISKS,
        buttons=(SEND, SKIP),
        priority=Priority.DIGEST,
        unasked=True,
    )


async def draft(moment: Moment, letter: RiskLetter, risks: Risks) -> dict[str, Any]:
    """The parameters of `light.risks.draft`."""
    remarks = await moment.tx.risk_letters.remarks(letter.key)
    params = await params_of(moment, risks, remarks, LINES)
    row = await moment.tx.outbox.by_once(letter.once)
    return {
        **params,
        "letter": letter,
        "has_risks": risks.any,
        "outcome": await outcome(moment, letter),
        "sent_at": row.sent_at if row else None,
    }


async def outcome(moment: Moment, letter: RiskLetter) -> str:
    """What has become of it, as far as that is known: nothing is called sent before it has arrived."""
    if letter.state is not LetterState.SENT or not letter.is_monthly:
        return str(letter.state)
    row = await moment.tx.outbox.by_once(letter.once)
    if row is not None and row.sent_at is not None:
        return str(LetterState.SENT)
    return "refused" if row is not None and row.parked_at is not None else "under way"


async def mark(moment: Moment, letter: RiskLetter, risks: Risks) -> str:
    """What the draft says, in short. Of a letter that is over, only what has become of it."""
    now = await outcome(moment, letter)
    if not letter.is_open:
        return now
    remarks = await moment.tx.risk_letters.remarks(letter.key)
    said = sha256(repr([each.text for each in remarks]).encode()).hexdigest()
    return f"{now} {letter.due_at.isoformat()} {risks.mark} {said}"


async def refreshed(moment: Moment, letter: RiskLetter) -> list[Outgoing]:
    """The draft as it should read now, where it does not read so."""
    if not letter.drafted:
        return []
    risks = await risks_now(moment)
    now = await mark(moment, letter, risks)
    if now == letter.drafted:
        return []
    await moment.tx.risk_letters.put(letter.reads(now))
    return [Rewrite(of=letter.draft_once, text="light.risks.draft", params=await draft(moment, letter, risks))]
