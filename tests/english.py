"""Tests that read sentences read those of the source: English."""

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _sentences_are_english():
    with translation.override("en"):
        yield
