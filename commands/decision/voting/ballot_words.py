"""The words of a ballot: `Gießen dafür`, `dagegen`, `Enthaltung für Marburg und Wetzlar`."""

from __future__ import annotations

import re

from bot.domain.voting.votes import Choice
from bot.words import fold
from commands.decision.fields import split_names

_CHOICES = {
    **dict.fromkeys(("dafuer", "ja", "zustimmung", "for", "yes", "aye", "favour", "favor", "pro", "👍"), Choice.FOR),
    **dict.fromkeys(("dagegen", "nein", "ablehnung", "lehnt", "against", "no", "nay", "contra", "kontra", "👎"), Choice.AGAINST),
    **dict.fromkeys(
        ("enthaltung", "enthalten", "enthaelt", "enthaltet", "abstain", "abstains", "abstained", "abstention", "⚪"), Choice.ABSTAIN
    ),
}
_FILLERS = frozenset(
    {
        *("stimmt", "stimme", "stimmen", "ist", "sind", "hat", "haben", "mit", "sich", "ab", "gibt", "votiert", "wir", "ich", "bin"),
        *("votes", "vote", "voted", "is", "are", "we", "i", "has", "have", "am"),
    }
)
_LEADS = frozenset({"fuer", "von", "vom", "aus", "of", "from"})
"""Words that only lead to the name of a municipality."""
_SKIN = re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")


def read_ballot(said: str) -> tuple[Choice | None, tuple[str, ...]]:
    """The choice and for which voices, none of which means the sender's own. None for words that name no choice, or several."""
    words = [part for word in _SKIN.sub("", said).split() for part in ([word] if word.startswith("@") else word.replace(":", " ").split())]
    at = {index: _CHOICES[_bare(word)] for index, word in enumerate(words) if _bare(word) in _CHOICES}
    if not at and words and _bare(words[-1]) == "fuer":
        at = {len(words) - 1: Choice.FOR}
    if len(set(at.values())) != 1:
        return None, ()
    rest = [word for index, word in enumerate(words) if index not in at and _bare(word) not in _FILLERS]
    while rest and _bare(rest[0]) in _LEADS:
        rest.pop(0)
    return next(iter(at.values())), split_names(" ".join(rest).strip(" ,;.!-–"))


def is_ballot(said: str) -> bool:
    """Whether a plain reply to the card is nothing but a vote: `dafür`, `👍🏽`, `Ich bin dagegen`. With a reason behind it is a note."""
    choice, names = read_ballot(said)
    return choice is not None and not names


def _bare(word: str) -> str:
    return fold(word).strip(",;.!?\"'»«„“()")
