"""Rules are written: drafted, laid out, looked over, tested."""
