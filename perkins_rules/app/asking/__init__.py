"""What a command is asked: words, configuration, the rules and documents named."""
