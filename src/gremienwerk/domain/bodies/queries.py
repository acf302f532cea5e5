"""Who runs this installation, and which Körperschaften may the public see?"""

from django.db.models import QuerySet, Subquery

from gremienwerk.domain.bodies.choices import TextName
from gremienwerk.domain.bodies.models import Body, Installation, InstallationText


def installation() -> Installation | None:
    """Return who runs this portal, with the own Körperschaft; None while nothing is set up."""
    return Installation.objects.select_related("body").filter(pk=1).first()


def installation_with_statement() -> Installation | None:
    """Return the installation with `statement_at`: when its accessibility statement was written.

    None there: it has none. One query.
    """
    written = InstallationText.objects.filter(name=TextName.ACCESSIBILITY).values("modified_at")
    rows = Installation.objects.select_related("body").filter(pk=1)
    return rows.annotate(statement_at=Subquery(written[:1])).first()


def installation_text(name: TextName) -> InstallationText | None:
    """Return the text that the office wrote for a duties page, if it did."""
    return InstallationText.objects.filter(name=name).first()


def shown_councils() -> QuerySet[Body]:
    """Return the Körperschaften of others that are shown to the public, by name."""
    return Body.objects.public().filter(is_own=False).order_by("name", "pk")


def own_body() -> Body | None:
    """Return the Körperschaft that runs this installation, if it was set up."""
    return Body.objects.alive().filter(is_own=True).first()
