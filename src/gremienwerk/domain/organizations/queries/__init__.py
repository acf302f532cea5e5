"""What is asked about bodies? The questions, by what they are about."""

from gremienwerk.domain.organizations.queries.directory import bodies_of_council, commissioners
from gremienwerk.domain.organizations.queries.members import may_name, may_tell, members_of
from gremienwerk.domain.organizations.queries.neighbours import Neighbour, neighbours_of
from gremienwerk.domain.organizations.queries.standing import (
    Abilities,
    Seats,
    abilities_on,
    ability_rows,
    convenor_rows,
    listed_bodies,
    network,
    seats_of,
    slug_of_alias,
    status_of,
    term_days_of,
    term_of,
    with_standing,
)
from gremienwerk.domain.organizations.queries.workplace import bodies_at_work, body_at_work

__all__ = [
    "Abilities",
    "Neighbour",
    "Seats",
    "abilities_on",
    "ability_rows",
    "bodies_at_work",
    "bodies_of_council",
    "body_at_work",
    "commissioners",
    "convenor_rows",
    "listed_bodies",
    "may_name",
    "may_tell",
    "members_of",
    "neighbours_of",
    "network",
    "seats_of",
    "slug_of_alias",
    "status_of",
    "term_days_of",
    "term_of",
    "with_standing",
]
