"""The exceptions that reading malformed data raises, from clients and servers that do not follow the specification.

Only the malformed part is left out. nio validates some data, fails at the rest, and stores other people's keys with peewee.
"""

from __future__ import annotations

from jsonschema.exceptions import SchemaError, ValidationError
from nio.exceptions import EncryptionError, LocalProtocolError, VerificationError
from peewee import PeeweeException

SHAPE = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError, RecursionError, OSError)
"""Raised by plain parsing: a text in place of a list, a missing field, a number that is no time. vodozemac's are ValueErrors."""

MALFORMED = (*SHAPE, EncryptionError, LocalProtocolError, VerificationError, SchemaError, ValidationError, PeeweeException)
"""Those, and the ones that nio raises."""
