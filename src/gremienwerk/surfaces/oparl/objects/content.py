"""What is the content of one object, apart from when it changed?"""

from dataclasses import dataclass, field

from gremienwerk.surfaces.oparl.values import Object


@dataclass(frozen=True, slots=True)
class Content:
    """One object that is out.

    `inner` is what is shown where it is embedded; `back` are the references to what embeds
    it, shown only where it stands alone (O6); `organizations` whose lists name it.
    """

    body_id: int
    inner: Object
    back: Object = field(default_factory=dict)
    organizations: frozenset[int] = frozenset()

    @property
    def alone(self) -> Object:
        """The whole object."""
        return self.inner | self.back


Contents = dict[int, Content]  # by the key of the row
