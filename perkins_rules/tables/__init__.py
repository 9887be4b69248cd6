"""Tables that people keep in spreadsheets: the budget form and the levels form, read into a plan.

A table is read cell by cell, without a binary float; what a cell was taken for, or why it was left
out, is said unless it is plain. Nothing is added up or put right.
"""
