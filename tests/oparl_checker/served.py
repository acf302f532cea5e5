"""Where does the checker find a real server? A process of its own with the demo network."""

import os
import socket
import subprocess
import sys
import time

import httpx

COMMAND = (sys.executable, "-m", "gremienwerk.cli")
PATIENCE = 90  # seconds


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class Served:
    """The demo network, served by `gremienwerk serve` from a folder of its own."""

    serving = ()
    ready = 200  # what the System answers once it is there

    def __init__(self, folder):
        self.port = free_port()
        self.origin = f"http://localhost:{self.port}"
        kept = {
            k: v for k, v in os.environ.items() if not k.startswith(("GREMIENWERK_", "DJANGO_"))
        }
        self.environment = kept | {
            "GREMIENWERK_DATA": str(folder),
            "GREMIENWERK_PUBLIC_ORIGIN": self.origin,
            "DATABASE_URL": f"sqlite:///{folder}/served.sqlite3",
        }

    @property
    def system_url(self):
        return f"{self.origin}/oparl/1.1/system"

    def run(self, *arguments):
        """Run a command; an incomplete sync (exit code 1) is none of the checker's business."""
        done = subprocess.run(
            [*COMMAND, *arguments],
            env=self.environment,
            check=False,
            capture_output=True,
            text=True,
        )
        assert done.returncode in (0, 1), done.stderr
        return done.stdout

    def __enter__(self):
        listening = ("--port", str(self.port), "--host", "127.0.0.1")
        serving = [*COMMAND, "serve", "--prepare", *self.serving, *listening]
        self.process = subprocess.Popen(serving, env=self.environment)
        for _try in range(PATIENCE * 4):
            try:
                if httpx.get(self.system_url, timeout=5).status_code == self.ready:
                    return self
            except httpx.HTTPError:
                pass
            time.sleep(0.25)
        self.__exit__()
        message = "the server did not come up"
        raise AssertionError(message)

    def __exit__(self, *_error):
        self.process.terminate()
        self.process.wait(timeout=30)
