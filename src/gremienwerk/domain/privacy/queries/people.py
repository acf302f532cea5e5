"""Whom does somebody mean? By number, e-mail address or name."""

from django.db.models import Q

from gremienwerk.domain.people.models import Person


def found_by(wanted: str) -> list[Person]:
    """Return the people who are meant, by number, address, whole name or part of it."""
    text = wanted.strip()
    if text.isdecimal():
        return list(Person.objects.filter(pk=int(text)))
    people = Person.objects.alive().filter(body__is_own=True).order_by("family_name", "name", "pk")
    if "@" in text:
        addresses = Q(email__iexact=text) | Q(public_email__iexact=text)
        return list(people.filter(addresses | Q(user__email__iexact=text)))
    if not text:
        return []
    return list(people.filter(name__iexact=text)) or list(people.filter(name__icontains=text)[:50])
