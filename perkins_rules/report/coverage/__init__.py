"""Which paragraphs of the law are encoded, as text, JSON and a page."""
