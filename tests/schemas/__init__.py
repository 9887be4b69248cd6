"""Tests of the schemas and of the example documents."""
