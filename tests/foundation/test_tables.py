import pytest

from gremienwerk.foundation.tables import (
    NotATable,
    NotReadable,
    TooMany,
    harmless,
    read_table,
    text_of,
)

COLUMNS = {"seat": ("Sitz",), "name": ("Name", "full name"), "email": ("E-Mail", "mail")}


def _read(text):
    return read_table(text, COLUMNS, ["name"])


def _cells(text):
    return [dict(line.cells) for line in _read(text).lines]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_reads_what_spreadsheets_write_and_copy(delimiter, end):
    lines = [["Sitz", "Name", "e mail"], ["1", "Ada Müller", "a@b.example"], ["", "B", ""]]

    text = end.join(delimiter.join(cells) for cells in lines)

    assert _cells(text) == [
        {"seat": "1", "name": "Ada Müller", "email": "a@b.example"},
        {"seat": "", "name": "B", "email": ""},
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encodings_of_spreadsheets_are_told_apart(encoding):
    assert _cells(text_of("Name\nÄnne Übelö ß €\n".encode(encoding))) == [
        {"name": "Änne Übelö ß €"}
    ]


def test_lines_are_counted_as_a_spreadsheet_does():
    table = _read('Name;Sitz\n\nAda;1\n"Berta\nB.";2\nC;3\n')

    assert [line.number for line in table.lines] == [3, 4, 5]
    assert table.lines[1].cells["name"] == "Berta\nB."


def test_columns_that_say_nothing_here_are_named():
    assert _read("Name;Lieblingsfarbe\nAda;rot\n").ignored == ("Lieblingsfarbe",)


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"PK\x03\x04 workbook", NotATable),
        (b"%PDF-1.7", NotATable),
        (b"Name\nAda \x81\x8d\n", NotReadable),
        ("Name\nAda\n".encode("utf-16") + b"\x00", NotReadable),
        (b"x" * 2_000_001, TooMany),
    ],
)
def test_refuses_files_that_are_no_text(data, refusal):
    with pytest.raises(refusal):
        text_of(data)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", NotATable),
        ("Ada;1\nBerta;2\n", NotATable),  # no heading
        ("Sitz;E-Mail\n1;a@b.example\n", NotATable),  # nobody is named
        ("Name;Name\nAda;Berta\n", NotATable),
        ('Name\n"Ada\n', NotATable),
        ("N\x00a\x00m\x00e\x00", NotATable),
        ("Name\nAda MÃ¼ller\n", NotReadable),
        ("Name\nAda M\ufffdller\n", NotReadable),
        ("Name\n" + "Ada\n" * 100_000, TooMany),
    ],
)
def test_refuses_tables_that_cannot_be_read_for_sure(text, refusal):
    with pytest.raises(refusal):
        _read(text)


@pytest.mark.parametrize(
    "line", ["=1+1;1", "@SUM(A1);1", "'=1+1;1", "Ada;+49", "Ada;1;2", "x" * 501 + ";1"]
)
def test_a_formula_or_a_ragged_line_is_refused_by_itself(line):
    first, second = _read(f"Name;Sitz\n{line}\nBerta;2\n").lines

    assert first.problem
    assert not second.problem


def test_a_cell_of_ours_is_never_computed():
    assert [harmless(cell) for cell in ("=1", "+1", "-1", "@a", "Ada")] == [
        *("'=1", "'+1", "'-1", "'@a"),
        "Ada",
    ]


def test_a_list_without_a_heading_is_read_in_the_order_that_was_said():
    table = read_table("Ada;1\nBerta", COLUMNS, ["name"], ["name", "seat"])

    assert not table.has_heading
    assert [dict(line.cells) for line in table.lines] == [
        {"name": "Ada", "seat": "1"},
        {"name": "Berta"},
    ]
    assert read_table("Name\nAda", COLUMNS, ["name"], ["seat", "name"]).has_heading
