"""Rules changed on purpose, to see whether their examples notice."""
