"""What the rules allow, as people and programs read it: repairs and ranges."""
