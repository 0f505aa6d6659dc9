"""Words that name nobody, and say of oneself who comes: `ich komme`, `bin dabei`, `kann leider nicht`."""

from __future__ import annotations

from bot.context import Context
from bot.domain.ids import Number
from bot.grammar.implied_verb import NOT
from bot.messages import UserError
from bot.words import fold

_COMING = frozenset({"komme", "kommen", "dabei", "da", "coming", "come", "zusage", "there"})
_AWAY = frozenset({"verhindert", "krank", "urlaub", "abwesend", "away", "sick", "can't", "cannot"})
_BESIDE = frozenset(
    {
        *("ich", "wir", "bin", "sind", "auch", "selbst", "selber", "gern", "gerne", "sicher", "natuerlich", "ja", "am", "zur", "zum"),
        *("i", "we", "am", "are", "i'm", "myself", "yes", "will", "be"),
    }
)


def refuse_stand(ctx: Context, said: str, number: Number | None) -> None:
    """Raises UserError, which offers the verb, where the words say that the sender comes, or does not."""
    words = [fold(word).strip(".,!") for word in said.split()]
    if any(word in _AWAY for word in words) or (any(word in NOT for word in words) and not any(word.startswith("@") for word in words)):
        raise UserError("deputy.not-how", said=said)
    if not any(word in _COMING for word in words) or not all(word in _COMING | _BESIDE for word in words):
        return
    spoken = "deputy coming" if ctx.settings.language == "en" else "vertretung komme"
    raise UserError("verb.meant", said=said, suggest=f"{ctx.project.prefix}{spoken} {number or ''}".rstrip())
