"""How are rows joined with each other? Once all of them are there, and only what differs."""

import json
from collections import defaultdict
from typing import Any

from django.apps import apps
from django.db.models import Model

from gremienwerk.domain.mirror.commands._batches import batches
from gremienwerk.domain.mirror.commands._state import State
from gremienwerk.domain.mirror.mapping.mapped import Links
from gremienwerk.domain.organizations.models import Organization

LinkRow = dict[str, Any]


def keep_links(state: State) -> None:
    """Put the links of this batch aside until all rows are there."""
    state.scratch.put(
        "INSERT INTO link (model, owner, is_new, told) VALUES (?,?,?,?)",
        (
            (links.model._meta.label, owner, int(is_new), _told(links))  # noqa: SLF001 -- no other way to a name
            for owner, is_new, found in state.links
            for links in found
        ),
    )
    state.links.clear()


def _told(links: Links) -> str:
    return json.dumps([links.owner, links.target, links.scope, links.rows], default=str)


def _heard(model: type[Model], told: str) -> Links:
    owner, target, scope, rows = json.loads(told)
    return Links(model, owner, target, scope, [(url, extra) for url, extra in rows])


def link_rows(state: State) -> None:
    """Write all links that this import found."""
    query = "SELECT owner, told FROM link WHERE model = ? AND is_new = ? ORDER BY id"
    labels = list(state.scratch.rows("SELECT DISTINCT model FROM link ORDER BY model"))
    state.scratch.do("CREATE INDEX by_model ON link (model, is_new)")
    for (label,) in labels:
        model = apps.get_model(label)
        for batch in batches(state.scratch.rows(query, label, 1)):
            fresh = [
                row for owner, told in batch for row in _rows(state, owner, _heard(model, told))
            ]
            model._default_manager.bulk_create(model(**row) for row in fresh)  # noqa: SLF001
        for batch in batches(state.scratch.rows(query, label, 0), 500):
            known = [(owner, _heard(model, told)) for owner, told in batch]
            fresh = _differing(state, model, known)
            model._default_manager.bulk_create(model(**row) for row in fresh)  # noqa: SLF001
    _link_parents(state)


def _rows(state: State, owner: int, links: Links) -> list[LinkRow]:
    """Return the rows that an object's attribute states; what is not known yet is left out."""
    if links.target is None:
        return [{f"{links.owner}_id": owner, **links.scope, **extra} for _url, extra in links.rows]
    found: dict[int, LinkRow] = {}
    for url, extra in links.rows:
        target = state.row_of(url)
        if target is not None and target not in found:
            found[target] = {
                f"{links.owner}_id": owner,
                f"{links.target}_id": target,
                **links.scope,
                **extra,
            }
    return list(found.values())


def _differing(state: State, model: type[Model], found: list[tuple[int, Links]]) -> list[LinkRow]:
    """Remove the links of objects whose links changed; return those to be written."""
    fresh: list[LinkRow] = []
    dead: list[int] = []
    owner_column = f"{found[0][1].owner}_id"
    stored: dict[int, list[LinkRow]] = defaultdict(list)
    owners = {owner for owner, _links in found}
    rows = model._default_manager.filter(**{f"{owner_column}__in": owners})  # noqa: SLF001
    for row in rows.order_by("pk").values():
        stored[row[owner_column]].append(row)
    for owner, links in found:
        there = [row for row in stored[owner] if _is_in_scope(row, links)]
        wanted = _rows(state, owner, links)
        if not _is_equal(there, wanted):
            dead += [row["id"] for row in there]
            fresh += wanted
    for chunk in batches(dead, 500):
        model._default_manager.filter(pk__in=chunk).delete()  # noqa: SLF001
    return fresh


def _is_in_scope(row: LinkRow, links: Links) -> bool:
    is_of_kind = all(row[name] == value for name, value in links.scope.items())
    return is_of_kind and (links.target is None or row[f"{links.target}_id"] is not None)


def _is_equal(there: list[LinkRow], wanted: list[LinkRow]) -> bool:
    def told(rows: list[LinkRow], names: set[str]) -> list[str]:
        return sorted(repr([(name, str(row.get(name))) for name in sorted(names)]) for row in rows)

    names = set().union(*wanted) if wanted else set()
    return len(there) == len(wanted) and told(there, names) == told(wanted, names)


def _link_parents(state: State) -> None:
    """Link organizations with the one that they are a part of."""
    wanted = {row_id: state.row_of(url) for row_id, url in state.parents}
    rows = Organization.objects.in_bulk(list(wanted)) if any(wanted.values()) else {}
    stored = Organization.objects.filter(pk__in=wanted).exclude(parent=None)
    rows |= {row.pk: row for row in stored}
    differing = []
    for pk, row in rows.items():
        parent = wanted[pk] if wanted[pk] != pk else None
        if row.parent_id != parent:
            row.parent_id = parent
            differing.append(row)
    Organization.objects.bulk_update(differing, ["parent"])
