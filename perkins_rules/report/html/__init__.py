"""The HTML report: one file that needs nothing else, for one document or for thousands."""

from perkins_rules.report.html.writer import HtmlOutput, Limits

__all__ = ["HtmlOutput", "Limits"]
