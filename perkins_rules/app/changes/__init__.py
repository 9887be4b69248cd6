"""What changed: between documents, between rules."""
