"""How is an archive made anew with something wrong in it, its digests right?"""

import hashlib
import io
import json
import tarfile
from dataclasses import dataclass, field


@dataclass
class Packed:
    """An archive taken apart; `tar` puts it together again."""

    manifest: dict
    members: dict[str, bytes] = field(default_factory=dict)

    def lines(self, name):
        return [json.loads(line) for line in self.members[f"rows/{name}.jsonl"].splitlines()]

    def put(self, name, objects):
        text = "".join(json.dumps(one) + "\n" for one in objects)
        self.members[f"rows/{name}.jsonl"] = text.encode()

    def change(self, name, properties, number=0):
        objects = self.lines(name)
        for key, value in properties.items():
            objects[number][key.replace("own_", "Gremienwerk:")] = value
        self.put(name, objects)

    def tar(self):
        """Return the archive with digests that fit."""
        self.manifest["members"] = {
            name: {
                "bytes": len(content),
                "sha256": hashlib.sha256(content).hexdigest(),
                **({"rows": content.count(b"\n")} if name.startswith("rows/") else {}),
            }
            for name, content in self.members.items()
        }
        return tar({"manifest.json": json.dumps(self.manifest).encode(), **self.members})


def taken_apart(archive):
    with tarfile.open(fileobj=io.BytesIO(archive)) as found:
        members = {one.name: found.extractfile(one).read() for one in found.getmembers()}
    return Packed(json.loads(members.pop("manifest.json")), members)


def tar(members, more=(), kind=tarfile.USTAR_FORMAT):
    """Return a tar of `members`, and of `more` members as they are: (member, content)."""
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w", format=kind) as made:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            made.addfile(member, io.BytesIO(content))
        for member, content in more:
            made.addfile(member, io.BytesIO(content))
    return target.getvalue()
