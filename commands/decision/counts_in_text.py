"""What was probably meant by a decision whose text tells the votes: the same as fields, to be accepted with ✅."""

from __future__ import annotations

import re

from bot.context import Context
from bot.messages import UserError
from bot.words import fold
from commands.decision.fields import NewDecision

_COUNT = re.compile(
    r"(\d{1,4})\s+(?:stimmen?\s+)?(dafür|dafuer|dagegen|enthaltung(?:en)?|for|against|abstain(?:ed)?|abstentions?)\b", re.IGNORECASE
)
_AROUND = " \t\n,;:.–-()[]"
_FIELDS = {
    **dict.fromkeys(("dafuer", "for"), "votes_for"),
    **dict.fromkeys(("dagegen", "against"), "votes_against"),
    **dict.fromkeys(("enthaltung", "enthaltungen", "abstain", "abstained", "abstention", "abstentions"), "votes_abstained"),
}
_KEYS = {
    "de": {"votes_for": "dafür", "votes_against": "dagegen", "votes_abstained": "enthaltung"},
    "en": {"votes_for": "for", "votes_against": "against", "votes_abstained": "abstain"},
}


def refuse_untold(ctx: Context, args: NewDecision, text: str, said: str) -> None:
    """Asks whether `(3 dafür, 1 dagegen)` are its counts, unless the sender was asked or has written some. `said` is the verb before it."""
    found = {_FIELDS[fold(match[2])]: match[1] for match in _COUNT.finditer(text)}
    is_counted = "votes_for" in found and "votes_against" in found
    if ctx.literal or not is_counted or {"votes_for", "votes_against", "votes_abstained"} & args.model_fields_set:
        return
    first, last = next(_COUNT.finditer(text)), list(_COUNT.finditer(text))[-1]
    title = " ".join(filter(None, (text[: first.start()].strip(_AROUND), text[last.end() :].strip(_AROUND))))
    if args.model_fields_set - {"text", "number"} or not title:
        return
    keys = _KEYS[ctx.settings.language]
    fields = "".join(f" | {keys[name]}: {found[name]}" for name in keys if name in found)
    raise UserError("decision.counts-meant", suggest=f"{said} {title}{fields}", literal=f"{said} {text}")
