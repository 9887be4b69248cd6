"""Checked rules -> what can be said of them before any document is: whether examples guard them."""
