"""What makes a body without code? A file in TOML, read and loaded here.

`read(path)` checks all that needs no database and says every mistake at once; `load(files)`
makes the bodies of many files in one transaction, or none of them.
"""

from gremienwerk.network_file.load import load
from gremienwerk.network_file.plan import BodyFile
from gremienwerk.network_file.problems import BodyFileRefused
from gremienwerk.network_file.read import parse, read

__all__ = ["BodyFile", "BodyFileRefused", "load", "parse", "read"]
