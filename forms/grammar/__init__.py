"""How values are written: dates, times, ids, telephone numbers and names, as people and readers spell
them.
"""
