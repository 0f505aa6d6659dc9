"""The domain: records and rules as frozen values and pure functions, without I/O and without a clock."""
