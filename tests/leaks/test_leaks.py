"""Does anything secret reach the public? A token stands in every text field that is secret.

And is it found where it is public? The control plants the same tokens there.
"""

from django.utils import timezone

from gremienwerk.foundation.outbox.models import Letter
from gremienwerk.surfaces.oparl.commands.project import project_all
from gremienwerk.surfaces.oparl.dumps.edition import renew
from tests.leaks import planting
from tests.leaks.codes import CODES
from tests.leaks.crawler import crawl, seeds
from tests.leaks.public import FIELDS, NOT_SHOWN


def named(found):
    names = planting.tokens()
    return {names[token]: sorted(places)[:3] for token, places in found.items()}


def named_all(found):
    names = planting.tokens()
    return {names[token]: places for token, places in found.items()}


def test_every_model_has_a_row_and_every_secret_field_a_token(leak_rows, db):
    planted = planting.plant(lambda name, public: name not in public)

    assert leak_rows == []
    public = {f"{label}.{name}" for label, names in FIELDS.items() for name in names}
    assert set(planting.tokens().values()) - planted - public == set()


def test_nothing_secret_reaches_the_public(leak_rows, db, client):
    planting.plant(lambda name, public: name not in public)
    project_all()
    renew(now=timezone.now())
    letters = set(Letter.objects.values_list("pk", flat=True))

    found, seen = crawl(client)

    assert len(seen) > 500
    assert named(found) == {}
    sent = Letter.objects.exclude(pk__in=letters).values_list("subject", "text")
    assert [letter for letter in sent if planting.TOKEN.search(repr(letter))] == []


def test_the_control_what_is_public_is_found(leak_rows, db, client):
    planted = planting.plant(lambda name, public: name in public)
    project_all()
    renew(now=timezone.now())

    found, _seen = crawl(client)

    assert planted - named(found).keys() == NOT_SHOWN
    assert any("/daten/" in place for places in named_all(found).values() for place in places)
    assert len(named(found)) > 60


def test_a_new_field_is_secret_until_somebody_enters_it():
    known = {
        f"{m._meta.label}": {f.name for f in m._meta.concrete_fields} for m in planting.own_models()
    }

    gone = [
        f"{label}.{name}"
        for lists in (FIELDS, CODES)
        for label, names in lists.items()
        for name in names - known.get(label, set())
    ]
    assert gone == []


def test_the_crawler_finds_later_surfaces_by_the_url_map(leak_rows, db):
    found = seeds()

    for start in (
        "/de/gremien/",
        "/en/termine/",
        "/feeds/alle.ics",
        "/oparl/1.1/system",
        "/konto/",
    ):
        assert any(address.startswith(start) for address in found)
