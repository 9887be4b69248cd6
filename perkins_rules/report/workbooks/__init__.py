"""Workbooks of Excel: findings in sheets, and the forms of the guide."""
