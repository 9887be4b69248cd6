"""What an editor asks of rule files: names, where they stand, how examples come out."""
