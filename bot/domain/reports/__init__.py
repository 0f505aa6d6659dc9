"""Reports to the funder: the quarters they are about, what the groups say for them, and what they are composed of."""
