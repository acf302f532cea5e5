from tests.english import _sentences_are_english  # noqa: F401 -- a fixture
