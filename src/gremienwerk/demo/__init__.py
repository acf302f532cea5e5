"""The demo network: eight bodies with everything that a page can show, all of it invented.

The data stand in TOML beside this file, German first with `..._en` next to it; days are
counted from R, the reference date (`days`). `commands.load` makes the network through the
commands of the nouns, `commands.shift` moves it to another day.
"""
