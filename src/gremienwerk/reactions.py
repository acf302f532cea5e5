"""What follows from what? All side effects of the system: a fact is published, a job is queued.

A line reads `when(MeetingConvened, lambda event: letters.write_invitations.enqueue(...))`.
"""

from gremienwerk.domain.mirror.commands.request_sync import SyncRequested
from gremienwerk.domain.mirror.jobs import sync_one
from gremienwerk.foundation.events.bus import when, whenever
from gremienwerk.surfaces.oparl.commands.project import follow

when(SyncRequested, lambda event: sync_one.enqueue(event.source_id))
whenever(follow)  # what is out through OParl changes together with the rows
