"""Rules as they read, and how they came to a verdict."""
