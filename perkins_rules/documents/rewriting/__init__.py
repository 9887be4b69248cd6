"""A document's text with other values in it: all else stays as it is written, to the byte."""
