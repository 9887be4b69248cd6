"""A person answers the questions that a document leaves open."""
