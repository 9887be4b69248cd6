"""Many documents: where they come from, how they are checked, where results are kept."""
