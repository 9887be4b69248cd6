"""What is measured, and what takes too long for every test run."""
