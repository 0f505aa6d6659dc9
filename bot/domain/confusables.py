"""The look of a name: the same for two names that people take for each other (Unicode confusables, UTS #39)."""

from __future__ import annotations

import re
import unicodedata

from bot.domain.teams import Kind

# Letters that people take for Latin ones (Unicode UTS #39, confusables.txt; small letters, as everything is folded before).
_CYRILLIC = ("авеёзіїјкмнорстухѕԁԛԝһӏгп", "abee3lljkmhopctyxsdqwhlrn")
_GREEK = ("γαβεζηικμνορτυχωϲϳ", "rabeznlkmvoptyxwcj")
_ARMENIAN = ("օսհոցզյք", "ouhngqjp")
_COPTIC = ("ⲁⲃⲅⲉⲏⲓⲕⲙⲛⲟⲣⲥⲧⲩⲭⲱ", "abrehlkmnopctyxw")
_LISU = ("ꓮꓐꓚꓓꓰꓝꓖꓧꓲꓙꓗꓡꓟꓠꓳꓑꓣꓢꓔꓴꓦꓪꓫꓬꓜ", "abcdefghljklmnoprstuvwxyz")
_CHEROKEE = ("ᏢᎷᎡᏚᎢᎪᏃᎳᎬᏟᎻᎫᏦᏞ", "pmrstazwechjkl")
_SMALL_CAPITALS = ("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghljklmnoprstuvwyz")
_STROKES = ("øđłħŧıɡ", "odlhtlg")
_EACH_OTHER = ("01i", "oll")
_LOOKS_LIKE = str.maketrans(
    {
        one: other
        for ones, others in (_CYRILLIC, _GREEK, _ARMENIAN, _COPTIC, _LISU, _CHEROKEE, _SMALL_CAPITALS, _STROKES, _EACH_OTHER)
        for one, other in zip(ones, others, strict=True)
    }
)
_LETTERS_IN_SIGNS = {chr(start + place): chr(ord("a") + place) for start in (0x1F150, 0x1F170, 0x1F1E6) for place in range(26)}
"""Letters in symbols: negative squared ones, and the regional indicators of flags. NFKC does not decompose them."""
_SIGNS = str.maketrans(_LETTERS_IN_SIGNS)
_UMLAUTS = re.compile("ae|oe|ue")
_WORDS = re.compile(r"[\W_]+")
_ROLES = {
    Kind.PMO: ("PMO", "Projektbüro", "Projektmanagementbüro", "Project Management Office"),
    Kind.STEERING: ("Steuerungskreis", "Steuerungsgruppe", "Lenkungskreis", "Steering Committee", "Steering"),
}


def look(name: str) -> str:
    """The name without case, combining marks, and characters other than letters and digits; letters of other scripts become the Latin
    letters that they look like."""
    return "".join(character for character in _plain(name) if character.isalnum()).translate(_LOOKS_LIKE)


def look_of_group(name: str) -> str:
    """The look of a group's name, the same for both spellings of an umlaut."""
    return _UMLAUTS.sub(lambda pair: pair[0][0], look(name))


def role_in(name: str) -> Kind | None:
    """The role (PMO, steering committee) that a name claims: as one of its words, or at its beginning however it is spaced (`P-M-O`)."""
    whole, words = look_of_group(name), [look_of_group(word) for word in _WORDS.split(_plain(name))]
    for kind, called in _ROLES.items():
        for role in map(look_of_group, called):
            if role in words or whole.startswith(role):
                return kind
    return None


def _plain(name: str) -> str:
    visible = "".join(character for character in name.translate(_SIGNS) if unicodedata.category(character) != "Cf")
    bare = unicodedata.normalize("NFKD", visible).casefold()
    return "".join(character for character in bare if not unicodedata.combining(character))
