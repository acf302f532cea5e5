"""How does one body leave this installation, whole, and arrive in another?

An archive is a tar of sorted JSON Lines in OParl form and the files (decision 14). What is in it
says one table, `forms`; everything else follows from that table.
"""
