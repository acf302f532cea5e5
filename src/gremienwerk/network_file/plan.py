"""What stands in a body file once it is read? Drafts for the commands that make it so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from gremienwerk.domain.bodies.commands.add_location import LocationDraft
from gremienwerk.domain.files.commands.add_image import ImageUpload
from gremienwerk.domain.meetings.commands.decide_date import DateDecision
from gremienwerk.domain.meetings.commands.set_rhythm import RhythmDraft
from gremienwerk.domain.organizations.choices import ImageDecision, RelationKind
from gremienwerk.domain.organizations.commands.add_alias import AliasDraft
from gremienwerk.domain.organizations.commands.add_commissioner import CommissionerDraft
from gremienwerk.domain.organizations.commands.add_organization import OrganizationDraft
from gremienwerk.domain.organizations.commands.add_rule import RuleDraft
from gremienwerk.domain.organizations.commands.add_seats import SeatsDraft
from gremienwerk.domain.organizations.commands.end_organization import Ending
from gremienwerk.domain.organizations.commands.suspend import Suspension
from gremienwerk.foundation.texts.write import Rendering, Renderings


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody named in a file: by the slug of an organization, or as an office to be made."""

    slug: str = ""
    name: str = ""
    organization_type: str = ""
    renderings: Renderings = field(default_factory=dict)
    contribution: str = ""
    contribution_renderings: tuple[Rendering, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A connection, its other end by slug or by name only."""

    kind: RelationKind
    to: str = ""
    label: str = ""
    renderings: tuple[Rendering, ...] = ()


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A rhythm with what was decided about single dates."""

    draft: RhythmDraft
    renderings: Renderings = field(default_factory=dict)
    decisions: Sequence[DateDecision] = ()


@dataclass(frozen=True, slots=True)
class Child:
    """A round of a body that has no page of its own."""

    draft: OrganizationDraft
    texts: Mapping[str, str]
    renderings: Renderings
    profile: str = ""


@dataclass(frozen=True, slots=True)
class BodyFile:
    """One body as its file describes it; slugs are still words, resolved when it is loaded.

    `profile` is the text of a profile or the code of one.
    """

    path: Path
    draft: OrganizationDraft
    is_published: bool = True
    parent: str = ""
    mirrors: str = ""
    profile: str = ""
    aliases: Sequence[AliasDraft] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    renderings: Renderings = field(default_factory=dict)
    venue: LocationDraft | None = None
    rhythm: Rhythm | None = None
    suspension: Suspension | None = None
    ending: Ending | None = None
    image: ImageUpload | None = None
    image_decision: ImageDecision = ImageDecision.OPEN
    convenors: Sequence[Party] = ()
    supporters: Sequence[Party] = ()
    guests: Sequence[Party] = ()
    seats: Sequence[SeatsDraft] = ()
    relations: Sequence[Relation] = ()
    rules: Sequence[RuleDraft] = ()
    commissioners: Sequence[CommissionerDraft] = ()
    children: Sequence[Child] = ()

    @property
    def name(self) -> str:
        """The file's name, as mistakes are reported with it."""
        return self.path.name
