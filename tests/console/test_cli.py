import pytest

from gremienwerk import cli, console
from gremienwerk.foundation.errors import Refusal


def test_help_names_every_command(capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main(["--help"])

    assert ended.value.code == console.DONE
    told = capsys.readouterr().out
    assert {"serve", "migrate", "jobs", "doctor"} <= set(console.names())
    assert [name for name in console.names() if f"    {name} " not in told] == []


@pytest.mark.parametrize("arguments", [[], ["no-such-command"], ["serve", "--port", "many"]])
def test_wrong_use_ends_with_2(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)

    assert ended.value.code == console.WRONG_USE
    assert "usage: gremienwerk" in capsys.readouterr().err


def test_a_refusal_is_one_sentence_and_ends_with_1(monkeypatch, capsys):
    def refuse(options):
        message = "Not today."
        raise Refusal(message)

    monkeypatch.setattr(console.command("migrate"), "run", refuse)

    assert cli.main(["migrate"]) == console.REFUSED
    assert capsys.readouterr().err == "Not today.\n"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "de_DE.UTF-8"}, "de"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LC_ALL": "en_GB.UTF-8", "LANG": "de_DE.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_the_language_is_that_of_the_terminal(environment, language, monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert cli._language() == language
