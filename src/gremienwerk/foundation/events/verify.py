"""Is the log whole, and if not, where does it break?

It is read from its anchor to its end: each entry has to fit to the one before, each revision
to the entry that names it, the end to the head, and the whole to the hashes that were noted
elsewhere.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from gremienwerk.foundation.events.chain import GENESIS, digest
from gremienwerk.foundation.events.heads import Note
from gremienwerk.foundation.events.models import Anchor, Entry, Head, Revision
from gremienwerk.foundation.events.prune import LogPruned
from gremienwerk.foundation.events.revisions import digest as digest_of_revision
from gremienwerk.foundation.events.revisions import digest_of_values
from gremienwerk.foundation.events.stored import stored


@dataclass(frozen=True)
class Break:
    """One place at which the log does not fit; `number` of an entry or a revision."""

    place: str
    number: int = 0

    def __str__(self) -> str:
        """Say where it is."""
        words = {
            "entry": _("entry %(number)s was changed, removed or inserted"),
            "end": _("entries are missing at the end, after number %(number)s"),
            "revision": _("the value that entry %(number)s changed does not fit to it"),
            "stray": _("revision %(number)s belongs to no entry"),
            "numbers": _("revisions are missing or were added, after number %(number)s"),
            "anchor": _("the beginning was removed, but no entry tells of it"),
            "note": _("entry %(number)s is not the one whose hash was noted elsewhere"),
        }
        return words[self.place] % {"number": self.number}


@dataclass
class _Seen:
    """What the entries said that were read so far."""

    hash: str
    number: int
    noted: dict[int, str]
    changes: dict[str, int] = field(default_factory=dict)
    erased: dict[str, datetime] = field(default_factory=dict)
    pruned: set[tuple[int, str, int]] = field(default_factory=set)


def first_break(notes: Iterable[Note] = ()) -> Break | None:
    """Return the first place where the log does not fit, or None if it is whole."""
    return next(breaks(notes), None)


def breaks(notes: Iterable[Note] = ()) -> Iterator[Break]:
    """Yield where the log does not fit: the first broken entry, then all broken revisions.

    After a broken entry nothing later can be trusted, so the reading of entries ends there.
    """
    anchors = list(stored(Anchor))
    anchor = anchors[0] if anchors else None
    if len(anchors) > 1 or (anchors and (anchor is None or anchor.pk != 1)):
        yield Break("anchor")
    begin = (anchor.hash, anchor.through) if anchor else (GENESIS, 0)
    seen = _Seen(*begin, {note.number: note.hash for note in notes})
    for entry in stored(Entry):
        if entry is None or not _fits(entry, seen):
            yield Break("entry", seen.number + 1)
            return
        if seen.noted.get(entry.pk, entry.hash) != entry.hash:
            yield Break("note", entry.pk)
    yield from _breaks_at_the_ends(anchor, seen)
    yield from _breaks_of_revisions(anchor, seen)


def _fits(entry: Entry, seen: _Seen) -> bool:
    """Test an entry against those before, and remember what it says."""
    if entry.pk != seen.number + 1 or entry.previous_hash != seen.hash:
        return False
    if entry.hash != digest(entry):
        return False
    seen.number, seen.hash = entry.pk, entry.hash
    said = entry.payload
    seen.changes.update(dict.fromkeys(said.get("changes", ()), entry.pk))
    seen.erased.update(dict.fromkeys(said.get("erased", ()), entry.recorded_at))
    if entry.kind == LogPruned.kind:
        seen.pruned.add((said["through"], said["anchor"], said["newest_revision"]))
    return True


def _breaks_at_the_ends(anchor: Anchor | None, seen: _Seen) -> Iterator[Break]:
    if anchor and (anchor.through, anchor.hash, anchor.revisions) not in seen.pruned:
        yield Break("anchor")
    heads = [head and (head.pk, head.hash, head.number) for head in stored(Head)]
    if (heads or [(1, GENESIS, 0)]) != [(1, seen.hash, seen.number)]:
        yield Break("end", seen.number)
    late = [number for number in seen.noted if number > seen.number]
    yield from (Break("note", number) for number in sorted(late))


def _breaks_of_revisions(anchor: Anchor | None, seen: _Seen) -> Iterator[Break]:
    newest = anchor.revisions if anchor else 0
    missing = dict(seen.changes)
    for revision in stored(Revision):
        if revision is None or revision.hash not in seen.changes:
            yield Break("stray", newest + 1 if revision is None else revision.pk)
            continue
        newest = max(newest, revision.pk)
        number = missing.pop(revision.hash, 0)
        if not _is_right(revision, number, seen):
            yield Break("revision", number)
    yield from (Break("revision", number) for number in missing.values())
    head = Head.objects.first()
    if newest != (head.revisions if head else 0):
        yield Break("numbers", newest)


def _is_right(revision: Revision, number: int, seen: _Seen) -> bool:
    if revision.entry_id != number or revision.hash != digest_of_revision(revision):
        return False
    if revision.erased_at is not None:
        values = (revision.old, revision.new, revision.salt)
        return values == ("", "", "") and revision.erased_at == seen.erased.get(revision.hash)
    return revision.hash not in seen.erased and revision.values_hash == digest_of_values(revision)
