"""Several processes on one database of their own, for what must hold between them."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

BEGIN = """
import sys, time, django
django.setup()
from pathlib import Path
from django.utils import timezone
while not Path(sys.argv[1]).exists():
    time.sleep(0.01)
"""
RUN = [sys.executable, "-c"]


@dataclass
class Processes:
    """A migrated SQLite database in `folder`, and processes that begin at the same moment."""

    folder: Path

    def __post_init__(self):
        """Make the database."""
        self.run("from gremienwerk.foundation import prepare; prepare.migrate()")

    def run(self, code):
        """Run `code` alone; return what it printed."""
        (self.folder / "go").touch()
        (printed,) = self._all([code])
        return printed

    def at_once(self, *codes):
        """Run each code in a process of its own, all beginning together; return the prints."""
        (self.folder / "go").unlink(missing_ok=True)
        return self._all(codes)

    def _all(self, codes):
        environment = {
            **{k: v for k, v in os.environ.items() if k != "DATABASE_URL"},
            "DJANGO_SETTINGS_MODULE": "gremienwerk.settings",
            "GREMIENWERK_DATA": str(self.folder / "data"),
        }
        started = [
            subprocess.Popen(
                [*RUN, BEGIN + code, str(self.folder / "go")],
                env=environment,
                stdout=subprocess.PIPE,
                text=True,
            )
            for code in codes
        ]
        (self.folder / "go").touch()
        return [process.communicate(timeout=120)[0] for process in started]
