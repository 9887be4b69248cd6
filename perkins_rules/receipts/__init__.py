"""Receipts: what a check was made of and what came of it, so that others can prove it again."""
