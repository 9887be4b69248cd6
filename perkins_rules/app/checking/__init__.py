"""Documents are checked: one run for few and many, and what is told, kept and signed of it."""
