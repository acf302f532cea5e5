"""Through which rows of nouns above may somebody see a row of a noun below?

A file does not know meetings, a person does not know bodies. So the noun above says at the end
of its models whom it lets see what: `open_also(File, condition)`. What is registered widens
`visible_to` of the noun below, never `public`.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, Final

from django.db.models import Model, Q

NOBODY: Final = Q(pk__in=[])
EVERYBODY: Final = ~NOBODY

_conditions: dict[type[Model], list[Callable[[Any], Q]]] = defaultdict(list)


def open_also(model: type[Model], condition: Callable[[Any], Q]) -> None:
    """Let an actor see those rows of `model` too that `condition(actor)` names."""
    _conditions[model].append(condition)


def opened(model: type[Model], actor: Any) -> Q:  # noqa: ANN401 -- foundation knows no accounts
    """Return the condition of all rows of `model` that nouns above let `actor` see."""
    found = NOBODY
    for condition in _conditions[model]:
        found |= condition(actor)
    return found
