"""What the commands about mirrored sources publish."""

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.mirror.choices import Alarm, Feature, ObjectType, RunState, Shown
from gremienwerk.domain.mirror.commands._lock import take
from gremienwerk.domain.mirror.commands._raw_store import RawStore, open_run
from gremienwerk.domain.mirror.commands.add_source import SourceDraft, add_source
from gremienwerk.domain.mirror.commands.confirm_loss import confirm_loss
from gremienwerk.domain.mirror.commands.correct_capability import Correction, correct_capability
from gremienwerk.domain.mirror.commands.let_rest import let_rest
from gremienwerk.domain.mirror.commands.move_ids import Move, move_ids
from gremienwerk.domain.mirror.commands.purge_answers import purge_answers
from gremienwerk.domain.mirror.commands.raise_alarms import raise_alarms
from gremienwerk.domain.mirror.commands.record_probe import record_probe
from gremienwerk.domain.mirror.commands.remap import Mapping, remap
from gremienwerk.domain.mirror.commands.remove_source import remove_source
from gremienwerk.domain.mirror.commands.republish_source import republish_source
from gremienwerk.domain.mirror.commands.request_sync import request_sync
from gremienwerk.domain.mirror.commands.show_source import show_source
from gremienwerk.domain.mirror.commands.steer_source import Switches, steer_source
from gremienwerk.domain.mirror.fetching.client import Surroundings
from gremienwerk.domain.mirror.models import MirrorObject, MirrorRun, MirrorSource, RawBody
from gremienwerk.domain.mirror.syncing import Options, _read
from tests.domain.events.call import NOW, call
from tests.domain.mirror.trees import ROOT, council_1_1
from tests.oparl_server import OparlServer


def _source(**facts):
    facts = {"name": "stadt", "url": "https://rat.example/system", "created_at": NOW, **facts}
    return MirrorSource.objects.create(**facts)


def _lossy():
    source = _source()
    counts = {"Paper": {"withheld": 3}}
    MirrorRun.objects.create(source=source, state=RunState.DONE, started_at=NOW, counts=counts)
    return source


def _with_an_id():
    source = _source()
    MirrorObject.objects.create(
        source=source,
        object_type=ObjectType.PAPER,
        url="https://rat.example/papers?id=1",
        fetched_at=NOW,
    )
    return source


def _with_an_old_answer():
    source = _source()
    RawBody.objects.create(source=source, sha256="0" * 64, size=1, data=b"x")
    return source


def _read_council():
    """Everything up to the point where a sync begins to map."""
    by = system_user()
    with OparlServer(council_1_1(), entry=f"{ROOT}/system") as server:
        draft = SourceDraft("stadt", server.url, pause_seconds=0.0, is_private_allowed=True)
        source = add_source(draft, by=by, now=NOW)
        token = take(source, now=NOW)
        run = open_run(source, now=NOW)
        around = Surroundings(lambda: NOW, lambda _seconds: None)
        found = _read(source, RawStore(run, token, lambda _progress: None), Options(around))
    run.refresh_from_db()
    return call(Mapping(run, found, token))


CASES = {
    add_source: (
        lambda: call(SourceDraft("stadt", "https://rat.example")),
        ["mirror.source-added"],
    ),
    remove_source: (lambda: call(_source()), ["mirror.source-removed"]),
    show_source: (lambda: call(_source(), Shown.PUBLIC), ["mirror.source-shown"]),
    republish_source: (
        lambda: call(_source(license="CC BY 4.0"), is_republished=True),
        ["mirror.source-republished"],
    ),
    steer_source: (
        lambda: call(_source(), Switches(is_paused=True)),
        ["mirror.source-steered"],
    ),
    let_rest: (lambda: call(_source()), ["mirror.source-rests"]),
    request_sync: (lambda: call(_source()), ["mirror.sync-requested"]),
    record_probe: (lambda: call(_source(), {Feature.SINCE: True}), ["mirror.source-probed"]),
    correct_capability: (
        lambda: call(_source(), Correction(Feature.SINCE, value=False, reason="Telefonat")),
        ["mirror.capability-corrected"],
    ),
    confirm_loss: (lambda: call(_lossy()), ["mirror.loss-confirmed"]),
    move_ids: (lambda: call(_with_an_id(), Move(r"\?id=", "/")), ["mirror.ids-moved"]),
    raise_alarms: (
        lambda: call(_source(), (next(iter(Alarm)),)),
        ["mirror.alarms-changed"],
    ),
    purge_answers: (lambda: call(_with_an_old_answer()), ["mirror.answers-purged"]),
    remap: (_read_council, [*["mirror.changed"] * len(ObjectType), "mirror.synced"]),
}
