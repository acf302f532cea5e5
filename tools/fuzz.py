"""Does the reading interface keep what its OpenAPI description promises, whatever is asked?

    python tools/fuzz.py PATH/TO/schemathesis

Serves the demo network in a process of its own and lets schemathesis ask it, from an
environment of its own. The seed is fixed, so that a finding comes again. Real keys are
mixed in, or nearly all would be asked for objects that never were.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

SEED = 20260301
EXAMPLES = 15  # requests per operation and phase, at most
SECONDS = 90  # for the asking; more is a fault of the server
PATIENCE = 60  # seconds until the demo answers
PROGRAM = [sys.executable, "-m", "gremienwerk.cli"]
OPENAPI = "/oparl/1.1/openapi.json"
# Left out: the standard wants wishes met as far as they can be and unknown parameters ignored
# (L7), so much that fits no schema is answered; and years that no calendar has are refused.
LEFT_OUT = "negative_data_rejection,positive_data_acceptance"


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def read(url: str) -> Any:  # noqa: ANN401 -- JSON
    """Return the JSON at an address."""
    with urlopen(url, timeout=20) as answer:  # noqa: S310 -- our own server
        return json.load(answer)


def wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until an address answers; end the run if it never does, with what the log says."""
    for _try in range(PATIENCE * 4):
        if server.poll() is not None:
            break
        try:
            read(url)
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.25)
        else:
            return
    told = log.read_text(errors="replace")[-3000:]
    sys.exit(f"{told}\nThe demo did not come up ({url}), so nothing was fuzzed.")


def keys_of(origin: str) -> dict[str, list[int]]:
    """Return keys that exist, by type, read off the lists of the first body."""
    (body, *_others) = read(f"{origin}/oparl/1.1/system/body")["data"]
    found: dict[str, set[int]] = {"body": {int(body["id"].rpartition("/")[2])}}
    lists = [url for url in body.values() if isinstance(url, str) and url.startswith(body["id"])]
    for url in set(lists) - {body["id"]}:
        for one in read(url)["data"]:
            kind, key = one["id"].rsplit("/", 2)[1:]
            found.setdefault(kind, set()).add(int(key))
    return {kind: sorted(keys) for kind, keys in found.items()}


def with_real_keys(description: dict[str, Any], keys: dict[str, list[int]]) -> dict[str, Any]:
    """Return the description with keys of its own for each type, half of them real."""
    anything = description["components"]["parameters"]["key"]
    for path, operations in description["paths"].items():
        kind = path.split("/")[3] if "{key}" in path else ""
        real = keys.get(kind, [])[:20]
        if not real:
            continue
        mixed = {"anyOf": [{"enum": real}, anything["schema"]]}
        for operation in operations.values():
            operation["parameters"] = [
                {**anything, "schema": mixed, "example": real[0]}
                if one.get("$ref", "").endswith("/key")
                else one
                for one in operation["parameters"]
            ]
    return description


def fuzz(schemathesis: str, origin: str, folder: Path) -> int:
    """Ask the server at `origin`; return the exit code of schemathesis."""
    description = folder / "openapi.json"
    mixed = with_real_keys(read(origin + OPENAPI), keys_of(origin))
    description.write_text(json.dumps(mixed), "utf-8")
    command = [
        *(schemathesis, "run", str(description), "--url", origin),
        *("--checks", "all", "--exclude-checks", LEFT_OUT),
        *("--phases", "examples,coverage,fuzzing", "--max-examples", str(EXAMPLES)),
        *("--seed", str(SEED), "--workers", "2", "--no-color"),
        *("--warnings", "off", "--suppress-health-check", "all", "--max-redirects", "0"),
    ]
    return subprocess.run(command, cwd=folder, check=False).returncode


def main(schemathesis: str) -> int:
    """Serve, fuzz, end."""
    with tempfile.TemporaryDirectory() as name:
        folder, port = Path(name), free_port()
        origin = f"http://127.0.0.1:{port}"
        kept = {
            k: v for k, v in os.environ.items() if not k.startswith(("GREMIENWERK_", "DATABASE"))
        }
        environment = kept | {"GREMIENWERK_DATA": name, "GREMIENWERK_PUBLIC_ORIGIN": origin}
        serve = [*PROGRAM, "serve", "--prepare", "--port", str(port)]
        with (folder / "server.log").open("wb") as log:
            server = subprocess.Popen(serve, env=environment, stdout=log, stderr=log)
            try:
                wait_for(f"{origin}/oparl/1.1/system", server, folder / "server.log")
                wait_for(f"{origin}/daten/manifest.json", server, folder / "server.log")
                began = time.monotonic()
                code = fuzz(schemathesis, origin, folder)
                took = time.monotonic() - began
            finally:
                server.terminate()
                server.wait(30)
        faults = [
            line for line in (folder / "server.log").read_text().splitlines() if "Trace" in line
        ]
        sys.stdout.write((folder / "server.log").read_text()[-6000:]) if faults else None
        print(f"Fuzzed for {took:.0f} s (at most {SECONDS}), {len(faults)} faults in the log.")
        return code or int(bool(faults) or took > SECONDS)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
