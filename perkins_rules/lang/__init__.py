"""Rule text -> syntax tree, and back to text."""
