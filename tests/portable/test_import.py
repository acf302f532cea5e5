"""Does a body arrive whole?"""

import io

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.portable.commands.import_body import import_body
from tests.portable.conftest import NOW, exported, listed


def brought(archive, **more):
    return import_body(io.BytesIO(archive), by=system_user(), now=NOW, **more)


def test_each_body_arrives_in_an_empty_installation_and_leaves_it_with_the_same_bytes(
    network, empty_installation
):
    archives = {body.slug: exported(body) for body in network}

    assert len(archives) >= 8
    for slug, archive in archives.items():
        with empty_installation(slug):
            arrival = brought(archive)
            again = exported(Organization.objects.get(slug=slug))
        assert again == archive, slug
        assert arrival.rows("here") == arrival.rows("held_back") == 0
        assert arrival.renumbered == {}


def test_all_bodies_arrive_one_after_the_other_with_what_they_share(network, empty_installation):
    archives = {body.slug: exported(body) for body in network}

    with empty_installation():
        for archive in archives.values():
            assert brought(archive).renumbered == {}
        again = {body.slug: exported(body) for body in listed()}

    assert {slug for slug in archives if again.get(slug) != archives[slug]} == set()
