"""What to write for a value of a kind, in words."""

from __future__ import annotations

HINTS = {
    "money": "dollars, such as 612000.50",
    "percent": "percent, such as 5",
    "level": "a level, such as 82.3%, or N/A",
    "number": "a number",
    "integer": "a whole number",
    "date": "a date, such as 2026-05-15",
    "time": 'a time, such as "16:30"',
    "yes_no": "yes or no",
    "list": "a list in brackets",
}
