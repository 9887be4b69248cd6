"""Documents are begun, filled from tables and written as forms."""
