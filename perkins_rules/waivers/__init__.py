"""Waivers: findings that somebody with authority allowed for a time, on the record.

They stand in a file for a repository of documents, or in a comment beside the value.
"""
