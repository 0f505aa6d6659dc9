"""The rules by which the lexer cuts a phrase: one module a kind of piece, the rules of each tried from top to bottom."""
