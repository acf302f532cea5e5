"""Prepared queries answer like the queries they were made from."""

from datetime import date

import pytest
from django.db.models import Prefetch

from gremienwerk.domain.organizations.models import Ability, Organization
from gremienwerk.foundation.prepared import Prepared
from tests.factories.organizations import AbilityFactory, OrganizationFactory

pytestmark = pytest.mark.django_db


def abilities(today, body):
    found = Ability.objects.on(today).filter(organization=body)
    return found.select_related("organization").order_by("key")


def test_binds_each_value_anew_and_loads_related_rows(django_assert_num_queries):
    prepared = Prepared(abilities, today=date, body=int)
    one, other = OrganizationFactory(), OrganizationFactory()
    AbilityFactory(organization=one, key="access", ends_on=date(2026, 1, 1))
    AbilityFactory(organization=one, key="access", value="internal", starts_on=date(2026, 1, 1))
    AbilityFactory(organization=other, key="votes", value="none")

    def asked(today, body):
        return [(a.organization.slug, a.value) for a in prepared.rows(today=today, body=body.pk)]

    assert asked(date(2025, 1, 1), one) == [(one.slug, "public")]
    assert asked(date(2026, 1, 1), one) == [(one.slug, "internal")]
    assert asked(date(2026, 1, 1), other) == [(other.slug, "none")]
    with django_assert_num_queries(1):
        asked(date(2026, 1, 1), one)


def test_none_matches_nothing():
    prepared = Prepared(abilities, today=date, body=int)
    AbilityFactory()
    assert list(prepared.rows(today=date(2026, 1, 1), body=None)) == []


def test_prefetches_and_unions_work_too():
    organization = OrganizationFactory(slug="a")
    AbilityFactory(organization=organization, key="access")

    def with_abilities(slug):
        ordered = Prefetch("abilities", Ability.objects.order_by("key"))
        return Organization.objects.filter(slug=slug).prefetch_related(ordered)

    found = list(Prepared(with_abilities, slug=str).rows(slug="a"))
    assert [[a.key for a in one.abilities.all()] for one in found] == [["access"]]

    def both(slug):
        named = Organization.objects.filter(slug=slug).values("slug")
        return named.union(Organization.objects.exclude(slug=slug).values("slug"), all=True)

    OrganizationFactory(slug="b")
    assert sorted(row["slug"] for row in Prepared(both, slug=str).rows(slug="b")) == ["a", "b"]


def test_a_query_that_can_have_no_rows_has_none():
    prepared = Prepared(lambda body: Ability.objects.filter(pk__in=[], organization=body), body=int)
    assert list(prepared.rows(body=1)) == []
    assert list(prepared.rows(body=2)) == []
