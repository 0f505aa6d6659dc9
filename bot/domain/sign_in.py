"""Signing in to the board: how long a link and a sign-in last, and what is stored of them."""

from __future__ import annotations

import base64
import hashlib
import random
from datetime import timedelta

LINK_LASTS = timedelta(minutes=15)
SIGN_IN_LASTS = timedelta(days=30)
TOKEN_BYTES = 32
PLACE = "tokentokentoken"
"""Where the token comes in the text of the message that brings a link."""


def new_token(rand: random.Random) -> str:
    """A secret that fits into an address and a cookie; `rand` has to be cryptographically secure."""
    return base64.urlsafe_b64encode(rand.randbytes(TOKEN_BYTES)).decode().rstrip("=")


def mark_of(token: str) -> str:
    """The hash that is stored in place of a token. It has no salt: nobody can guess 256 random bits."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
