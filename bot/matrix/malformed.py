"""The exceptions that reading malformed data raises, from clients and servers that do not follow the specification.

Such a thing harms none but itself. nio checks some of it, stumbles over the rest, and keeps keys of people with peewee.
"""

from __future__ import annotations

from jsonschema.exceptions import SchemaError, ValidationError
from nio.exceptions import EncryptionError, LocalProtocolError, VerificationError
from peewee import PeeweeException

SHAPE = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError, RecursionError, OSError)
"""Of plain reading: a text where a list is meant, a field that lacks, a number that is no time. vodozemac's are ValueErrors."""

MALFORMED = (*SHAPE, EncryptionError, LocalProtocolError, VerificationError, SchemaError, ValidationError, PeeweeException)
"""And of what nio does with it."""
