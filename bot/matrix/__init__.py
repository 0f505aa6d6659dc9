"""Everything that touches Matrix; nothing outside this package imports nio or looks inside an id."""
