"""Commands that ask a solver: what the rules allow, and what would make a document lawful."""
