"""The command `gremienwerk mirror steer`, as people type it: what is set, said, and obeyed."""

import json

import pytest

from gremienwerk import cli
from gremienwerk.domain.mirror.models import MirrorSource
from gremienwerk.domain.papers.models import Paper
from gremienwerk.foundation.events.models import Entry
from tests.domain.mirror.vendors.council import ROOT, council, paper, url
from tests.oparl_server import PLACE, OparlServer

pytestmark = pytest.mark.django_db

AS_ADDED = """\
  pause_seconds  0.0
  hosts          []
  volatile       []
  rewrites       []
  is_swapped     false
  is_paused      false
  ca_file        ""
"""


@pytest.fixture(autouse=True)
def _in_english(monkeypatch):
    monkeypatch.setenv("LC_ALL", "C")


@pytest.fixture
def typed(capsys):
    def typed(*arguments):
        capsys.readouterr()
        code = cli.main(["mirror", *map(str, arguments)])
        return (code, *capsys.readouterr())

    return typed


@pytest.fixture
def add(typed):
    """Add a source at the terminal."""

    def add(address="http://127.0.0.1:9/system"):
        assert typed("add", "stadt", address, "--allow-private", "--pause", 0)[0] == 0

    return add


def steered():
    entries = Entry.objects.filter(kind="mirror.source-steered").order_by("pk")
    return [entry.payload["switches"] for entry in entries]


def test_without_a_switch_the_present_ones_are_said_and_nothing_is_noted(typed, add):
    add()

    assert typed("steer", "stadt") == (0, AS_ADDED, "")
    assert steered() == []


def test_each_switch_is_set_said_and_noted(typed, add, tmp_path):
    add()
    chain = tmp_path / "kette.pem"
    chain.write_text("x")
    words = [
        *("--pause", "2.5", "--host", "a.example", "--host", "b.example"),
        *("--volatile", "web", "--rewrite", "http://intern/=https://oparl.example/"),
        *("--swapped", "on", "--paused", "on", "--ca-file", chain),
    ]

    code, out, err = typed("steer", "stadt", *words)

    assert (code, err) == (0, "")
    said = {line.split()[0]: json.loads(line[17:]) for line in out.splitlines()}
    wanted = {
        "pause_seconds": 2.5,
        "hosts": ["a.example", "b.example"],
        "volatile": ["web"],
        "rewrites": [["http://intern/", "https://oparl.example/"]],
        "is_swapped": True,
        "is_paused": True,
        "ca_file": str(chain),
    }
    assert said == wanted
    [stored] = MirrorSource.objects.values(*wanted)
    assert stored == wanted
    [noted] = steered()
    assert set(noted) == wanted.keys()


def test_what_is_not_named_stays_and_what_is_the_same_is_not_noted(typed, add):
    add()
    typed("steer", "stadt", "--host", "a.example", "--swapped", "on")

    typed("steer", "stadt", "--swapped", "on")
    typed("steer", "stadt", "--swapped", "off")

    source = MirrorSource.objects.get()
    assert (source.hosts, source.is_swapped) == (["a.example"], False)
    assert [set(noted) for noted in steered()] == [{"hosts", "is_swapped"}, {"is_swapped"}]


@pytest.mark.parametrize("switch", ["host", "volatile", "rewrite"])
def test_an_empty_value_takes_a_list_back(typed, add, switch):
    add()
    typed("steer", "stadt", f"--{switch}", "http://a=http://b")

    assert typed("steer", "stadt", f"--{switch}", "") == (0, AS_ADDED, "")


@pytest.mark.parametrize("pair", ["http://intern/", "=http://b", "http://a="])
def test_a_rewrite_names_both_addresses(typed, add, pair):
    add()

    code, out, err = typed("steer", "stadt", "--paused", "on", "--rewrite", pair)

    assert (code, out, err) == (1, "", "A rewrite names both addresses: --rewrite OLD=NEW\n")
    assert not MirrorSource.objects.get().is_paused


def test_certificates_that_are_not_there_are_named(typed, add, tmp_path):
    add()

    code, out, err = typed("steer", "stadt", "--ca-file", tmp_path / "fehlt.pem")

    assert (code, out, err) == (1, "", f"There is no file {tmp_path / 'fehlt.pem'}.\n")
    assert MirrorSource.objects.get().ca_file == ""


@pytest.mark.parametrize(
    "words",
    [["--pause", "-1"], ["--pause", "lang"], ["--pause", "3601"], ["--swapped", "ja"], ["--x"]],
)
def test_wrong_words_are_wrong_use(add, words, capsys):
    add()

    with pytest.raises(SystemExit) as stopped:
        cli.main(["mirror", "steer", "stadt", *words])

    assert stopped.value.code == 2
    assert words[0] in capsys.readouterr().err
    assert steered() == []


def test_a_source_that_nobody_knows_is_named_with_those_that_are_known(typed, add):
    add()

    code, _out, err = typed("steer", "dorf", "--paused", "on")

    assert (code, "dorf" in err, "stadt" in err) == (1, True, True)


def test_the_next_sync_goes_by_it(typed, add):
    tree = council(paper=[paper(1), paper(2, superordinatedPaper=[url("paper/1")])])
    tree = json.loads(json.dumps(tree).replace(PLACE, "http://intern"))
    with OparlServer({at: tuple(found) for at, found in tree.items()}, entry=f"{ROOT}/system") as s:
        add(s.url)
        assert typed("sync", "stadt")[0] == 1  # its lists lie under another address
        words = ["--rewrite", f"http://intern/={s.origin}/", "--swapped", "on"]
        typed("steer", "stadt", *words, "--volatile", "web")

        assert typed("sync", "stadt")[0] == 0
        [below] = Paper.objects.get(name="Antrag 2").relations.all()
        assert below.kind == "subordinated"

        typed("steer", "stadt", "--paused", "on")
        s.requests.clear()
        assert "no source" in typed("sync")[1]
        assert s.requests == []
