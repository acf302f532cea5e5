import pytest

from tests.surfaces.portal.stage import SECRET, set_stage

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(
    "path",
    ["", "gremien/", "gremien/beirat/", "gremien/runder-tisch/", "gremien/interne-runde/",
     "gremien/koordinierungsrunde/", "gremien/ausschuss/", "gremien/ausschuss-stadt/", "bezirke/",
     "impressum/", "barrierefreiheit/", "leichte-sprache/", "datenschutz/"],
)
def test_pages_stand_and_keep_secrets(client, language, path, django_assert_max_num_queries):
    set_stage()
    client.get(f"/{language}/{path}")
    with django_assert_max_num_queries(12):
        answer = client.get(f"/{language}/{path}")
    assert answer.status_code == 200
    assert SECRET not in answer.content.decode()
    assert not answer.cookies
