"""A summary in Markdown, short enough for a pull request or the summary of a CI job."""
