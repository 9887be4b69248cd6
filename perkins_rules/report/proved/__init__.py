"""What was proved of rules -> text for people, and plain values for programs."""
