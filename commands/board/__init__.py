"""`!tafel`: the board, pages that show the project in a browser."""
