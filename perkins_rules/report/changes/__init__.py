"""What changed, as text and JSON."""
