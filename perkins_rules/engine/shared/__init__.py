"""What both engines need: the question, truth in three values, operations, identity."""
