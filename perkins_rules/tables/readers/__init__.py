"""What reads a kind of file each: bytes, or the parts of a zip, into sheets of cells.

Numbers stay the digits that the file holds. Memory goes with the cells that hold something,
whatever size a file claims, and what is damaged is told.
"""
