"""Checked rules + document -> findings."""
