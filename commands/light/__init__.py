"""`!ampel`: how a group's content and resources stand."""
