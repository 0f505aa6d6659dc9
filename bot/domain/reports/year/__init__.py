"""The annual pack: what it says of a year, and how it is composed from records."""
