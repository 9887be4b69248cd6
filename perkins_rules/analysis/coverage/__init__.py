"""Which paragraphs of the law rules encode, and for whom."""
