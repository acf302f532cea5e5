"""Who may do what with mirrored sources? Read the table."""

from typing import Final

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.accounts.policy import (
    administrator,
    is_system,
    office,
    reads_everything,
)
from gremienwerk.domain.mirror.choices import Shown
from gremienwerk.domain.mirror.models import MirrorSource
from gremienwerk.foundation.access import Rule, allow

is_shown: Final[Rule[User, MirrorSource]] = Rule(
    "it is shown", lambda _actor, source: source.shown == Shown.PUBLIC, is_open=True
)


class Can:
    """The permission table of mirrors."""

    VIEW = allow("mirror.view", is_shown | reads_everything)
    ADD = allow("mirror.add", is_system | administrator)
    SHOW = allow("mirror.show", is_system | administrator)  # a named person's decision
    SYNC = allow("mirror.sync", is_system | office)
    STEER = allow("mirror.steer", is_system | office)
    CONFIRM_LOSS = allow("mirror.confirm_loss", is_system | office)  # a person looked
    REMOVE = allow("mirror.remove", is_system | administrator)
