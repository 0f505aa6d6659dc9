"""Words that name nobody, and say of oneself who comes: `ich komme`, `bin dabei`, `kann leider nicht`."""

from __future__ import annotations

from bot.context import Context
from bot.domain.ids import Number
from bot.grammar.implied_verb import NOT
from bot.messages import UserError
from bot.words import fold

_COMING = frozenset({"komme", "kommen", "dabei", "da", "coming", "come", "zusage", "there"})
_AWAY = frozenset({"verhindert", "krank", "urlaub", "abwesend", "away", "sick", "can't", "cannot"})
_ABSTAINING = frozenset({"enthaltung", "enthalte", "enthalten", "abstain", "abstaining", "abstention"})
_DEPUTY = frozenset({"vertretung", "deputy", "proxy"})
_SHORT = 6
"""Words of a reply that says no more than that one does not come."""
_BESIDE = frozenset(
    {
        *(
            "ich",
            "wir",
            "bin",
            "sind",
            "auch",
            "selbst",
            "selber",
            "gern",
            "gerne",
            "sicher",
            "natuerlich",
            "ja",
            "am",
            "zur",
            "zum",
            "mich",
            "uns",
        ),
        *("i", "we", "am", "are", "i'm", "myself", "yes", "will", "be"),
    }
)


def comes(text: str) -> bool:
    """Whether the words say only that somebody comes: `Ich komme!`, `bin dabei`."""
    words = _words(text)
    return any(word in _COMING for word in words) and all(word in _COMING | _BESIDE for word in words)


def rests(text: str) -> bool:
    """Whether the words say only that a voice abstains: `Enthaltung`, `ich enthalte mich`."""
    words = _words(text)
    return any(word in _ABSTAINING for word in words) and all(word in _ABSTAINING | _BESIDE for word in words)


def is_away(text: str) -> bool:
    """Whether the words say that somebody does not come, and name nobody else: `kann leider nicht`."""
    words = _words(text)
    return any(word in _AWAY for word in words) or (any(word in NOT for word in words) and not any(word.startswith("@") for word in words))


def is_about_a_deputy(text: str) -> bool:
    """Whether a reply to the question who speaks names a deputy, or asks for one: `@Cem`, `Vertretung: Cem`, `kann leider nicht`.

    What else people write below the card they write to each other.
    """
    words = _words(text)
    return bool(words) and (words[0].startswith("@") or words[0] in _DEPUTY or (len(words) <= _SHORT and is_away(text)))


def without_lead(text: str) -> str:
    """The words behind `Vertretung:`, which the card itself uses."""
    lead, _, rest = text.strip().partition(" ")
    return rest if fold(lead).strip(".,!:") in _DEPUTY else text


def refuse_stand(ctx: Context, said: str, number: Number | None) -> None:
    """Raises UserError, which offers the verb, where the words say that the sender comes, or does not."""
    if is_away(said):
        raise UserError("deputy.not-how", said=said)
    if not comes(said):
        return
    spoken = "deputy coming" if ctx.settings.language == "en" else "vertretung komme"
    raise UserError("verb.meant", said=said, suggest=f"{ctx.project.prefix}{spoken} {number or ''}".rstrip())


def _words(text: str) -> list[str]:
    return [fold(word).strip(".,!:") for word in text.split()]
