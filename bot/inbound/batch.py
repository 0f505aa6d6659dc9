"""A batch, the same command on several records (`!blocker gelöst B3, B7`): each is done or refused by itself, in one answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.context import Context
from bot.domain.ids import EventId, Number
from bot.grammar.parsed import Parsed
from bot.inbound.error_params import worded
from bot.messages import Outgoing, React, Reply, Say, UserError
from bot.texts import Texts

Run = Callable[[Context, Parsed], Awaitable[Reply]]


async def each(ctx: Context, parsed: Parsed, run: Run) -> list[tuple[Number, Reply | UserError]]:
    """Runs the command on each record, each in a savepoint: a refusal rolls back what was done for its own record, and nothing else."""
    results: list[tuple[Number, Reply | UserError]] = []
    for number in (parsed.number, *parsed.others):
        assert number is not None, "several records have a first one"
        try:
            async with ctx.tx.attempt():
                results.append((number, await run(ctx, replace(parsed, number=number, others=()))))
        except UserError as error:
            error.number = number
            results.append((number, error))
    return results


def joined(ctx: Context, results: list[tuple[Number, Reply | UserError]], texts: Texts, *, about: str) -> Reply:
    """One reply for all records. Raises UserError where all were refused."""
    done = [(number, result) for number, result in results if isinstance(result, Reply)]
    said = [_words(number, result, texts, about) for number, result in results]
    if not done:
        raise Refused(said)
    receipts = {reply.receipt for _, reply in done}
    mentions = dict.fromkeys(person for _, reply in done for person in reply.mentions)
    first, *further = said
    return Reply(
        first[0],
        subject=done[0][0],
        others=tuple(number for number, _ in done[1:]),
        also=tuple(_marked(post, number, ctx.event) for number, reply in done for post in reply.also),
        receipt=receipts.pop() if len(done) == len(results) and len(receipts) == 1 else None,
        mentions=tuple(mentions),
        further=tuple(further),
        **first[1],
    )


class Refused(UserError):
    """All records were refused; the text says why for each."""

    def __init__(self, said: list[tuple[str, Mapping[str, Any]]]) -> None:
        (text, params), *further = said
        super().__init__(text, **params)
        self.further = tuple(further)


def _words(number: Number, result: Reply | UserError, texts: Texts, about: str) -> tuple[str, Mapping[str, Any]]:
    if isinstance(result, Reply):
        return result.text, result.params
    result.about = result.about or about
    result.suggest = None
    is_named = any(value == str(number) or getattr(value, "number", None) == number for value in result.params.values())
    return "several.refused", {**worded(result, texts), "refused": "" if is_named else str(number), "why": result.text}


def _marked(post: Outgoing, number: Number, event: EventId) -> Outgoing:
    """A message of one record of the batch, with the number in its `once` key, so that it differs from those of the others."""
    return replace(post, once=f"{post.once} {number}") if isinstance(post, Say | React) and event in post.once else post
