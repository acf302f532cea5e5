"""Who may look at mirrored sources, and who may sync, show and remove one?"""

from django.utils import timezone

from gremienwerk.domain.mirror.models import MirrorSource
from tests.matrix.row import row

READ = {"office": 200, "auditor": 200, "*": 403, "anonymous": 302}
BY_OFFICE = {"office": 422, "*": 403, "anonymous": 302}
BY_ADMINISTRATOR = {"office_administrator": 422, "*": 403, "anonymous": 302}
SOURCE = "/arbeit/spiegel/{source}/"


def places(_stage):
    """Name a source that is not shown."""
    source = MirrorSource.objects.create(
        name="rat", url="https://rat.example/oparl", created_at=timezone.now()
    )
    return {"source": source.name}


ROWS = [
    row("workspace:mirror", "/arbeit/spiegel/", GET=READ),
    row(
        "workspace:mirror_new",
        "/arbeit/spiegel/neu/",
        {"do": "look"},
        GET={"office_administrator": 200, "*": 403, "anonymous": 302},
        POST=BY_ADMINISTRATOR,
    ),
    row("workspace:mirror_source", SOURCE, {"do": "steer"}, GET=READ, POST=BY_OFFICE),
    row("workspace:mirror_source", SOURCE, {"do": "correct"}, GET=READ, POST=BY_OFFICE),
    row("workspace:mirror_source", SOURCE, {"do": "remove"}, GET=READ, POST=BY_ADMINISTRATOR),
    row(
        "workspace:mirror_source",
        "/arbeit/spiegel/gibt-es-nicht/",
        GET={**READ, "office": 404, "auditor": 404},
        POST={"office": 404, "auditor": 404, "*": 403, "anonymous": 302},
    ),
]
