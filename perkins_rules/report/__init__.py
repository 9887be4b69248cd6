"""Reports -> text, JSON."""
