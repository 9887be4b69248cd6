"""The report for Word: to be attached to a letter, filed, and commented."""
