"""Measure all, or the modules named: `python -m bench [NAME ...]`.

Works on a data folder of its own with the demo network in it, never on real data.
"""

import os
import sys
import tempfile
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent
HELPERS = {"__init__", "__main__", "harness"}


def main(names: list[str]) -> int:
    """Run the modules; return 1 if one of their goals was missed."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        for name in [n for n in os.environ if n.startswith("GREMIENWERK_")]:
            del os.environ[name]
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "gremienwerk.settings",
            "GREMIENWERK_DATA": folder,
            "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
        }
        prepare()
        known = sorted({path.stem for path in HERE.glob("*.py")} - HELPERS)
        figures = []
        for name in names or known:
            print(f"\n{name}")
            for figure in import_module(f"bench.{name}").run():
                print(figure, flush=True)
                figures.append(figure)
        missed = [figure.name for figure in figures if figure.passes is False]
        print(f"\n{len(figures)} figures, {len(missed)} missed", *missed, sep="\n  ")
        return 1 if missed else 0


def prepare() -> None:
    """Set the system up in the folder and load the demo network."""
    import django  # noqa: PLC0415 -- app ready

    django.setup()
    from gremienwerk.console import call  # noqa: PLC0415 -- app ready

    call("migrate")
    call("demo")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
