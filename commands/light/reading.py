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
from commands.light.colour_words import AND, ASPECTS, BOTH, COLOURS, ENGLISH, FILLERS, FROM, OR, OTHER_COLOURS, TO

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
    for pair, said in zip(pairs, behind, strict=True):
        if _only_colours(said) and not literal:
            raise Unclear(twice=pair.aspects[0])
    before = _bare(prepared[: tokens[pairs[0].first].start])
    if _only_fillers(before):
        before = ""
    return Said(
        colours=_colours(pairs),
        reasons=_reasons(pairs, before, behind),
    )


def in_words(colours: Mapping[Aspect, Colour], *, english: bool) -> str:
    """The text that says this, as help shows it."""
    words = _ENGLISH if english else _GERMAN
    return " ".join(f"{words[aspect]} {words[colour]}" for aspect, colour in colours.items())


_GERMAN: Mapping[Aspect | Colour, str] = {
    Aspect.CONTENT: "inhalt",
    Aspect.RESOURCES: "ressourcen",
    Colour.GREEN: "grün",
    Colour.YELLOW: "gelb",
    Colour.RED: "rot",
}
_ENGLISH: Mapping[Aspect | Colour, str] = {each: each.value for each in _GERMAN}


def _spelled(meaning: Aspect | Colour, word: str) -> str:
    """As help spells it, in the language of this word."""
    return (_ENGLISH if word in ENGLISH else _GERMAN)[meaning]


def _is_english(tokens: Sequence[_Token]) -> bool:
    return any(token.word in ENGLISH for token in tokens)


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


def begins_with_a_light(text: str) -> bool:
    """Whether a light or a colour stands first, as in `inhalt grün` or `gelb`."""
    _, tokens = _tokens(text)
    at = next((at for at, token in enumerate(tokens) if token.word in BOTH or token.word not in FILLERS), len(tokens))
    return at < len(tokens) and (tokens[at].word in ASPECTS or tokens[at].word in COLOURS or tokens[at].word in BOTH)


def _tokens(text: str) -> tuple[str, list[_Token]]:
    """The text with its coloured signs set apart, and its words."""
    prepared = _SIGNS.sub(r" \1 ", apart(unicodedata.normalize("NFC", text)))
    return prepared, [_Token(fold(match[0]), match.start(), match.end()) for match in _TOKEN.finditer(prepared)]


def _pairs(tokens: Sequence[_Token], text: str, *, literal: bool) -> list[_Pair]:
    """The lights with their colours, in order; what is named again later belongs to the reason."""
    found: list[_Pair] = []
    set_ones: set[Aspect] = set()
    at = next((at for at, token in enumerate(tokens) if token.word in BOTH or token.word not in FILLERS), len(tokens))
    if at < len(tokens) and tokens[at].word in BOTH:
        colour, behind = _colour_at(tokens, at + 1)
        if colour is not None:
            return [_Pair(OF_A_GROUP, colour, at, behind)]
    if at + 1 < len(tokens) and tokens[at].word in COLOURS and tokens[at + 1].word in ASPECTS and not literal:
        raise Unclear(mended=in_words(_swapped(tokens[at:]), english=_is_english(tokens)))
    at = 0
    while at < len(tokens):
        aspects, behind = _aspects_at(tokens, at)
        if not aspects:
            at += 1
            continue
        colour, end = _colour_at(tokens, behind)
        is_next = not found or _only_fillers(text[tokens[found[-1].behind - 1].end : tokens[at].start])
        if colour is None:
            if behind == len(tokens) and found and found[-1].behind == at - 1 and tokens[at - 1].word in COLOURS and not literal:
                both = {**_colours(found), aspects[0]: COLOURS[tokens[at - 1].word]}
                raise Unclear(mended=in_words(both, english=_is_english(tokens)))
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


def _colours(pairs: Sequence[_Pair]) -> dict[Aspect, Colour]:
    return {aspect: pair.colour for pair in pairs for aspect in pair.aspects}


def _aspects_at(tokens: Sequence[_Token], at: int) -> tuple[tuple[Aspect, ...], int]:
    """`inhalt`, `inhalt und ressourcen`: the lights that are named from there on, and the token behind them."""
    aspects: list[Aspect] = []
    end = at
    while at < len(tokens):
        word = tokens[at].word
        if word in ASPECTS and ASPECTS[word] not in aspects:
            aspects.append(ASPECTS[word])
            end = at + 1
        elif not (aspects and word in AND):
            break
        at += 1
    return tuple(aspects), end


def _colour_at(tokens: Sequence[_Token], at: int) -> tuple[Colour | None, int]:
    """The colour that stands there, words between left out, and the token behind it."""
    at = _skipped(tokens, at)
    words = [token.word for token in tokens[at : at + 4]]
    if len(words) == 4 and words[0] in FROM and words[1] in COLOURS and words[2] in TO and words[3] in COLOURS:
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
    while at < len(tokens) and tokens[at].word in FILLERS:
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
        raise Unclear(unknown=text[tokens[at].start :].strip(_AROUND))
    said = text[tokens[behind].start : tokens[behind].end]
    meant = nearest(said, COLOURS) if len(said) > 1 else None
    if meant is not None:
        mended = f"{text[: tokens[behind].start]}{_spelled(COLOURS[meant], meant)}{text[tokens[behind].end :]}"
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
            raise Unclear(mended=in_words(both, english=_is_english(tokens)))
        raise Unclear(colour=colour, rest=_bare(text[tokens[behind - 1].end :]))
    if first.word in OTHER_COLOURS or first.word in BOTH:
        raise Unclear(unknown=text[first.start : first.end] if first.word in OTHER_COLOURS else text.strip())
    second = tokens[at + 1] if at + 1 < len(tokens) else None
    aspect, colour_word = nearest(first.word, ASPECTS), nearest(first.word, COLOURS)
    if aspect is not None and second is not None and (second.word in COLOURS or second.word in FILLERS):
        raise Unclear(mended=" ".join(f"{text[: first.start]}{_spelled(ASPECTS[aspect], aspect)}{text[first.end :]}".split()))
    if colour_word is not None and second is None:
        raise Unclear(mended=" ".join(f"{text[: first.start]}{_spelled(COLOURS[colour_word], colour_word)}{text[first.end :]}".split()))
    raise Unclear()


def _reasons(pairs: Sequence[_Pair], before: str, behind: Sequence[str]) -> dict[Aspect, str]:
    """A reason is of the lights directly before it. Green needs none, so beside another colour it gets none.

    Words before the first light are the reason, too: alone, or in front of what stands behind it.
    """
    found: dict[Aspect, str] = {}
    waiting: list[tuple[Aspect, Colour]] = []
    for pair, said in zip(pairs, behind, strict=True):
        waiting += [(aspect, pair.colour) for aspect in pair.aspects]
        if said and not _only_and(said):
            wanting = [aspect for aspect, colour in waiting if colour is not Colour.GREEN] or [aspect for aspect, _ in waiting]
            found.update(dict.fromkeys(wanting, said))
            waiting = []
    if before and found:
        first = next(iter(found.values()))
        found = {aspect: f"{before}, {said}" if said == first else said for aspect, said in found.items()}
    elif before:
        wanting = [aspect for aspect, colour in waiting if colour is not Colour.GREEN] or [aspect for aspect, _ in waiting]
        found.update(dict.fromkeys(wanting, before))
    return found


def _only_colours(text: str) -> bool:
    """Whether nothing but other colours stands there: `inhalt gelb/rot`, `inhalt gelb oder rot?`."""
    words = [fold(match[0]) for match in _TOKEN.finditer(text)]
    colours = [word for word in words if word in COLOURS or word in OTHER_COLOURS]
    return bool(colours) and all(word in COLOURS or word in OTHER_COLOURS or word in OR for word in words)


def _only_and(text: str) -> bool:
    return all(fold(match[0]) in AND for match in _TOKEN.finditer(text))


def _only_fillers(text: str) -> bool:
    return all(fold(match[0]) in FILLERS | AND for match in _TOKEN.finditer(text))


def _bare(text: str) -> str:
    return " ".join(text.strip(_AROUND).split())
