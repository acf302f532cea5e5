"""What follows from what? All side effects of the system: a fact is published, a job is queued.

A line reads `when(MeetingConvened, lambda event: letters.write_invitations.enqueue(...))`.
"""

from gremienwerk.foundation.events.bus import whenever
from gremienwerk.surfaces.oparl.commands.project import follow

whenever(follow)  # what is out through OParl changes together with the rows
