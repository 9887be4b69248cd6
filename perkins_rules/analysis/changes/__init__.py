"""What changed between reports, documents and rules."""
