"""The page in the browser: what it asks of the program, and how it is written and served."""
