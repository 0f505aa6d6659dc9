"""`!bericht übersicht`: the handbook's table, as blocks for a phone and as files."""
