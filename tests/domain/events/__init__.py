"""One module per noun: `CASES` says of each of its commands what it publishes.

A new command needs a case in the module of its noun; `test_events_of_commands.py` runs them.
"""
