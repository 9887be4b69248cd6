"""What an editor asks of a text at a place: pure functions, which know of no protocol."""
