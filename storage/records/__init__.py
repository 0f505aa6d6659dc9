"""The tables of records, one module each."""
