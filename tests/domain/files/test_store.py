import pytest

from gremienwerk.domain.files import store
from gremienwerk.domain.files.kinds import FileNotUsable, mime_type_of
from tests.domain.files.samples import PNG, docx

SAFE = [
    ("Protokoll 3. Sitzung.PDF", "Protokoll-3.-Sitzung.pdf"),
    ("Größe & Maße.txt", "Groesse-Masse.txt"),
    ("../../etc/passwd", "passwd"),
    ("C:\\Temp\\Ä.txt", "Ae.txt"),
    ("...", ""),
    ("日本.pdf", ""),
    ("a\x00b\n.txt", "a-b.txt"),
    ("résumé.odt", "resume.odt"),
    ("ohne", "ohne"),
]


@pytest.mark.parametrize(("name", "safe"), SAFE)
def test_a_name_becomes_safe_for_addresses_and_disks(name, safe):
    assert store.safe_name(name) == safe


def test_a_long_name_is_cut_and_keeps_its_kind():
    name = store.safe_name("x" * 300 + ".pdf")

    assert (len(name), name[-4:]) == (store.LONGEST_NAME, ".pdf")


def test_the_same_content_lies_there_once_and_whole(settings):
    places = {store.keep(b"Hallo", ".txt") for _ in range(2)}

    (place,) = places
    assert store.path_of(place).read_bytes() == b"Hallo"
    kept = [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
    assert [oct(path.stat().st_mode & 0o777) for path in kept] == ["0o640"]


def test_nothing_half_is_left_when_writing_fails(settings, monkeypatch):
    def full(_descriptor):
        raise OSError(28, "No space left")

    monkeypatch.setattr("gremienwerk.domain.files.store.os.fsync", full)

    with pytest.raises(OSError, match="No space"):
        store.keep(b"Hallo", ".txt")

    assert [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("name", "content", "mime_type"),
    [
        ("a.pdf", b"%PDF-1.7\n", "application/pdf"),
        ("a.txt", "\ufeffTürkçe\n".encode(), "text/plain"),
        ("a.csv", b"a;b\r\n1;2\r\n", "text/csv"),
        ("a.png", PNG, "image/png"),
        (
            "a.docx",
            docx("word/document.xml"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (
            "a.odt",
            docx("content.xml", mimetype="application/vnd.oasis.opendocument.text"),
            "application/vnd.oasis.opendocument.text",
        ),
    ],
)
def test_content_decides_what_a_file_is(name, content, mime_type):
    assert mime_type_of(name, content) == mime_type


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.pdf", b"", "is empty"),
        ("a.pdf", b"<html>", "named .pdf but holds something else"),
        ("a.exe", b"MZ", "one of these kinds"),
        ("a.html", b"<p>", "one of these kinds"),
        ("a.svg", b"<svg/>", "one of these kinds"),
        ("a.txt", b"\xff\xfe\x00", "holds something else"),
        ("a.txt", b"a\x00b", "holds something else"),
        ("a.docx", b"PK\x03\x04 broken", "holds something else"),
        ("a.docx", docx("xl/workbook.xml"), "holds something else"),
        ("a.docx", docx("word/document.xml", "word/vbaProject.bin"), "holds something else"),
        ("a.odt", docx("content.xml"), "holds something else"),
        ("a", b"x", "one of these kinds"),
    ],
)
def test_refuses_what_is_not_what_it_says(name, content, words):
    with pytest.raises(FileNotUsable, match=words):
        mime_type_of(name, content)


def test_refuses_what_is_too_large(monkeypatch):
    monkeypatch.setattr("gremienwerk.domain.files.kinds.LARGEST", 3)

    with pytest.raises(FileNotUsable, match="50 MB"):
        mime_type_of("a.txt", b"1234")
