"""Rule engines set beside this one on the same verdicts: `python -m benchmarks.peers`.

`conditions.py` lists what is asked, in no engine's language; each engine has a file that puts it
into its own, with a function `ready(conditions)`: from conditions to what says of the bytes of a
document which of them do not hold, by their numbers.
"""
