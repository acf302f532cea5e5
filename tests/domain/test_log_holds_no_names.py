"""Does any fact carry more than ids, kinds and words of ours? Asked of every event there is."""

import dataclasses
import importlib
import pkgutil

import gremienwerk
from gremienwerk.foundation.events.bus import Event
from gremienwerk.surfaces.workspace.happened import KINDS
from gremienwerk.surfaces.workspace.log.wanted import all_events
from gremienwerk.surfaces.workspace.log.words import NOUNS

# Fields of text, each with what it holds. A field that is not listed is looked at by a person.
DAYS = {
    *("date", "day", "declared_on", "ended_on", "ends_on", "last_day", "new_day", "old_day"),
    *("reference_on", "review_on", "reviewed_on", "since", "starts_on", "until"),
}
CHOICES = {  # values of choices of ours
    *("alarms", "change", "decision", "mode", "finding", "given", "kinds", "language", "languages"),
    *("object_type", "purpose", "reason", "relation", "relation_kind", "result", "role"),
    *("seat_kind", "shown", "what", "withdrawn"),
}
NAMES_OF_OURS = {  # names of fields, models, rules, texts and switches in the code
    *("code", "feature", "features", "field", "fields", "key", "keys", "name", "places"),
    *("row_model", "switches", "value", "from_office"),
    *("about", "rows"),  # names of keys and models, with keys
}
HASHES = {"anchor", "changes", "erased"}
KNOWN = DAYS | CHOICES | NAMES_OF_OURS | HASHES


def every_event():
    for module in pkgutil.walk_packages(gremienwerk.__path__, "gremienwerk."):
        if ".commands" in module.name or ".foundation" in module.name:
            importlib.import_module(module.name)
    return [event for event in all_events() if event.__module__.startswith("gremienwerk.")]


def texts_of(event):
    return {one.name for one in dataclasses.fields(event) if "str" in str(one.type)}


@dataclasses.dataclass(frozen=True, slots=True)
class Planted(Event):
    email: str


def test_every_text_in_an_event_is_a_word_of_ours():
    events = every_event()

    assert len(events) > 80
    unknown = {event.kind: texts_of(event) - KNOWN for event in events}
    assert {kind: names for kind, names in unknown.items() if names} == {}


def test_a_planted_text_is_found():
    assert texts_of(Planted) - KNOWN == {"email"}


def test_every_event_can_be_said_in_words():
    kinds = {event.kind for event in every_event()}

    assert sorted(kinds - set(KINDS)) == []
    assert sorted({kind.partition(".")[0] for kind in kinds} - set(NOUNS)) == []


def test_kinds_are_a_noun_and_what_became_of_it():
    assert all(event.kind.count(".") == 1 for event in every_event())
