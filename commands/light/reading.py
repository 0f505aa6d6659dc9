"""What people write of the lights: which colour each gets, and the words beside it.

A colour counts only right after `inhalt` or `ressourcen`; whatever follows it is the reason: `ressourcen rot Ampel am Bahnhof gelb`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.domain.lights.report import OF_A_GROUP, Aspect, Colour
from bot.values.colour_words import apart
from bot.words import fold, nearest

ASPECTS: Mapping[str, Aspect] = {
    **dict.fromkeys(("inhalt", "inhalte", "inhaltlich", "content", "contents"), Aspect.CONTENT),
    **dict.fromkeys(("ressourcen", "ressource", "resourcen", "resources", "resource"), Aspect.RESOURCES),
}
COLOURS: Mapping[str, Colour] = {
    **dict.fromkeys(("gruen", "gruene", "gruenen", "gruener", "green", "🟢", "🟩"), Colour.GREEN),
    **dict.fromkeys(("gelb", "gelbe", "gelben", "gelber", "yellow", "amber", "🟡", "🟨"), Colour.YELLOW),
    **dict.fromkeys(("rot", "rote", "roten", "roter", "red", "🔴", "🟥"), Colour.RED),
}
OTHER_COLOURS = frozenset(
    {
        *("blau", "lila", "violett", "orange", "grau", "schwarz", "weiss", "braun", "rosa", "pink", "tuerkis", "dunkelrot", "hellgruen"),
        *("blue", "purple", "violet", "grey", "gray", "black", "white", "brown", "turquoise", "dunkelgelb", "orangerot"),
        *("🟠", "🔵", "🟣", "🟤", "⚪", "⚫", "🟧", "🟦", "🟪", "🟫", "⬜", "⬛"),
    }
)
"""Words, folded, that are colours and none of a traffic light."""
_BOTH = frozenset({"beide", "beides", "alle", "alles", "both", "all", "everything"})
_AND = frozenset({"und", "and", "sowie", "u"})
_FILLERS = frozenset(
    {
        *("auf", "ist", "sind", "steht", "stehen", "jetzt", "nun", "auch", "wieder", "bleibt", "bleiben", "weiterhin", "noch", "immer"),
        *("wird", "werden", "die", "der", "den", "unser", "unsere", "ampel", "ampeln", "farbe", "zu", "bei", "in", "nach"),
        *("is", "are", "now", "on", "to", "at", "still", "again", "stays", "the", "our", "light", "lights", "beide", "both"),
    }
)
"""Words, folded, that only stand between a light and its colour, or before both."""
_FROM, _TO = frozenset({"von", "from"}), frozenset({"auf", "zu", "nach", "to"})
_TOKEN = re.compile(r"[^\W_]+|[🔴🟥🟡🟨🟢🟩🟠🔵🟣🟤⚪⚫🟧🟦🟪🟫⬜⬛]")
_AROUND = " \t\n,;:|｜·•/&+=→>–—-*_`"
_SIGNS = re.compile(r"([🔵🟣🟤⚪⚫🟧🟦🟪🟫⬜⬛])")


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a text says of the lights."""

    colours: Mapping[Aspect, Colour]
    reasons: Mapping[Aspect, str]


class Unclear(Exception):
    """A text that names no colours, or not plainly. One of its fields says what is unclear."""

    def __init__(
        self,
        *,
        colour: Colour | None = None,
        rest: str = "",
        unknown: str = "",
        mended: str = "",
        as_it_stands: bool = False,
        twice: Aspect | None = None,
    ) -> None:
        super().__init__(unknown or mended or str(colour))
        self.colour = colour
        """A colour without saying of what; `rest` are the words behind it."""
        self.rest = rest
        self.unknown = unknown
        """What stands where a colour should."""
        self.mended = mended
        """What was probably meant."""
        self.as_it_stands = as_it_stands
        """Whether the words make sense too as they stand."""
        self.twice = twice


@dataclass(frozen=True)
class _Token:
    word: str
    start: int
    end: int


@dataclass(frozen=True)
class _Pair:
    aspects: tuple[Aspect, ...]
    colour: Colour
    first: int
    """Its first token."""
    behind: int
    """The token behind it."""


def read(text: str, *, literal: bool = False) -> Said:
    """The colours that the text names, and the reasons. Raises Unclear; with `literal` its author was asked what it means."""
    prepared, tokens = _tokens(text)
    pairs = _pairs(tokens, prepared, literal=literal)
    if not pairs:
        _refuse(tokens, prepared)
    ends = [*(tokens[pair.first].start for pair in pairs[1:]), len(prepared)]
    behind = [_bare(prepared[tokens[pair.behind - 1].end : end]) for pair, end in zip(pairs, ends, strict=True)]
    before = _bare(prepared[: tokens[pairs[0].first].start])
    if _only_fillers(before):
        before = ""
    return Said(
        colours={aspect: pair.colour for pair in pairs for aspect in pair.aspects},
        reasons=_reasons(pairs, before, behind),
    )


def in_words(colours: Mapping[Aspect, Colour], rest: str = "", *, english: bool = False) -> str:
    """The text that says this, as help shows it."""
    words = _ENGLISH if english else _GERMAN
    return " ".join([*(f"{words[aspect]} {words[colour]}" for aspect, colour in colours.items()), rest]).strip()


_GERMAN: Mapping[Aspect | Colour, str] = {
    Aspect.CONTENT: "inhalt",
    Aspect.RESOURCES: "ressourcen",
    Colour.GREEN: "grün",
    Colour.YELLOW: "gelb",
    Colour.RED: "rot",
}
_ENGLISH: Mapping[Aspect | Colour, str] = {each: each.value for each in _GERMAN}


def colour_first(text: str) -> tuple[Colour | None, str, str]:
    """The colour with which a text begins and the words behind it; without one, the word that stands in its place."""
    prepared, tokens = _tokens(text)
    at = _skipped(tokens, 0)
    if at == len(tokens):
        return None, "", ""
    colour = COLOURS.get(tokens[at].word)
    if colour is None:
        return None, "", prepared[tokens[at].start : tokens[at].end]
    return colour, _bare(prepared[tokens[_same(tokens, at + 1, colour) - 1].end :]), ""


def _tokens(text: str) -> tuple[str, list[_Token]]:
    """The text with its coloured signs set apart, and its words."""
    prepared = _SIGNS.sub(r" \1 ", apart(unicodedata.normalize("NFC", text)))
    return prepared, [_Token(fold(match[0]), match.start(), match.end()) for match in _TOKEN.finditer(prepared)]


def _pairs(tokens: Sequence[_Token], text: str, *, literal: bool) -> list[_Pair]:
    """The lights with their colours, in order; what is named again later belongs to the reason."""
    found: list[_Pair] = []
    set_ones: set[Aspect] = set()
    at = next((at for at, token in enumerate(tokens) if token.word in _BOTH or token.word not in _FILLERS), len(tokens))
    if at < len(tokens) and tokens[at].word in _BOTH:
        colour, behind = _colour_at(tokens, at + 1)
        if colour is not None:
            return [_Pair(OF_A_GROUP, colour, at, behind)]
    if at + 1 < len(tokens) and tokens[at].word in COLOURS and tokens[at + 1].word in ASPECTS and not literal:
        raise Unclear(mended=in_words(_swapped(tokens[at:])))
    at = 0
    while at < len(tokens):
        aspects, behind = _aspects_at(tokens, at)
        if not aspects:
            at += 1
            continue
        colour, end = _colour_at(tokens, behind)
        is_next = not found or _only_fillers(text[tokens[found[-1].behind - 1].end : tokens[at].start])
        if colour is None:
            if not literal and (is_next or tokens[min(behind, len(tokens) - 1)].word in OTHER_COLOURS):
                _refuse_colour(tokens, at, behind, is_first=not found, text=text)
            at = behind
        elif set_ones.isdisjoint(aspects):
            found.append(_Pair(aspects, colour, at, end))
            set_ones.update(aspects)
            at = end
        else:
            if is_next and not literal:
                raise Unclear(twice=next(iter(set_ones & set(aspects))))
            at = end
    return found


def _aspects_at(tokens: Sequence[_Token], at: int) -> tuple[tuple[Aspect, ...], int]:
    """`inhalt`, `inhalt und ressourcen`: the lights that are named from there on, and the token behind them."""
    aspects: list[Aspect] = []
    end = at
    while at < len(tokens):
        word = tokens[at].word
        if word in ASPECTS and ASPECTS[word] not in aspects:
            aspects.append(ASPECTS[word])
            end = at + 1
        elif not (aspects and word in _AND):
            break
        at += 1
    return tuple(aspects), end


def _colour_at(tokens: Sequence[_Token], at: int) -> tuple[Colour | None, int]:
    """The colour that stands there, words between left out, and the token behind it."""
    at = _skipped(tokens, at)
    words = [token.word for token in tokens[at : at + 4]]
    if len(words) == 4 and words[0] in _FROM and words[1] in COLOURS and words[2] in _TO and words[3] in COLOURS:
        return COLOURS[words[3]], _same(tokens, at + 4, COLOURS[words[3]])
    if not words or words[0] not in COLOURS:
        return None, at
    return COLOURS[words[0]], _same(tokens, at + 1, COLOURS[words[0]])


def _same(tokens: Sequence[_Token], at: int, colour: Colour) -> int:
    """`🟡 gelb` is said once."""
    while at < len(tokens) and COLOURS.get(tokens[at].word) is colour:
        at += 1
    return at


def _skipped(tokens: Sequence[_Token], at: int) -> int:
    while at < len(tokens) and tokens[at].word in _FILLERS:
        at += 1
    return at


def _swapped(tokens: Sequence[_Token]) -> dict[Aspect, Colour]:
    """`gelb inhalt, rot ressourcen` in the order that counts."""
    found: dict[Aspect, Colour] = {}
    for first, second in pairwise(tokens):
        if first.word in COLOURS and second.word in ASPECTS:
            found.setdefault(ASPECTS[second.word], COLOURS[first.word])
    return found


def _refuse_colour(tokens: Sequence[_Token], at: int, behind: int, *, is_first: bool, text: str) -> None:
    """Where a colour should stand and none does. Behind another light, `ressourcen fehlen uns` may be its reason."""
    behind = _skipped(tokens, behind)
    if behind >= len(tokens):
        if is_first:
            raise Unclear(unknown=text[tokens[at].start :].strip(_AROUND))
        return
    said = text[tokens[behind].start : tokens[behind].end]
    meant = nearest(said, COLOURS) if len(said) > 1 else None
    if meant is not None:
        mended = f"{text[: tokens[behind].start]}{_GERMAN[COLOURS[meant]]}{text[tokens[behind].end :]}"
        raise Unclear(mended=" ".join(mended.split()), as_it_stands=not is_first)
    if is_first or tokens[behind].word in OTHER_COLOURS or behind == len(tokens) - 1:
        raise Unclear(unknown=said)


def _refuse(tokens: Sequence[_Token], text: str) -> None:
    at = _skipped(tokens, 0)
    if at == len(tokens):
        raise Unclear()
    first = tokens[at]
    if first.word in COLOURS:
        colour = COLOURS[first.word]
        behind = _same(tokens, at + 1, colour)
        others = tokens[behind:]
        if others and all(COLOURS.get(each.word) is COLOURS.get(others[0].word) for each in others) and others[0].word in COLOURS:
            both = {Aspect.CONTENT: colour, Aspect.RESOURCES: COLOURS[others[0].word]}
            raise Unclear(mended=in_words(both))
        raise Unclear(colour=colour, rest=_bare(text[tokens[behind - 1].end :]))
    if first.word in OTHER_COLOURS or first.word in _BOTH:
        raise Unclear(unknown=text[first.start : first.end] if first.word in OTHER_COLOURS else text.strip())
    second = tokens[at + 1] if at + 1 < len(tokens) else None
    aspect, colour_word = nearest(first.word, ASPECTS), nearest(first.word, COLOURS)
    if aspect is not None and second is not None and (second.word in COLOURS or second.word in _FILLERS):
        raise Unclear(mended=" ".join(f"{text[: first.start]}{_GERMAN[ASPECTS[aspect]]}{text[first.end :]}".split()))
    if colour_word is not None and second is None:
        raise Unclear(mended=" ".join(f"{text[: first.start]}{_GERMAN[COLOURS[colour_word]]}{text[first.end :]}".split()))
    raise Unclear()


def _reasons(pairs: Sequence[_Pair], before: str, behind: Sequence[str]) -> dict[Aspect, str]:
    """A reason is of the lights directly before it. Green needs none, so beside another colour it gets none."""
    found: dict[Aspect, str] = {}
    waiting: list[tuple[Aspect, Colour]] = []
    for pair, said in zip(pairs, behind, strict=True):
        waiting += [(aspect, pair.colour) for aspect in pair.aspects]
        if said and not _only_and(said):
            wanting = [aspect for aspect, colour in waiting if colour is not Colour.GREEN] or [aspect for aspect, _ in waiting]
            found.update(dict.fromkeys(wanting, said))
            waiting = []
    if before and not found:
        wanting = [aspect for aspect, colour in waiting if colour is not Colour.GREEN] or [aspect for aspect, _ in waiting]
        found.update(dict.fromkeys(wanting, before))
    return found


def _only_and(text: str) -> bool:
    return all(fold(match[0]) in _AND for match in _TOKEN.finditer(text))


def _only_fillers(text: str) -> bool:
    return all(fold(match[0]) in _FILLERS | _AND for match in _TOKEN.finditer(text))


def _bare(text: str) -> str:
    return " ".join(text.strip(_AROUND).split())
