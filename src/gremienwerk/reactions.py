"""What follows from what? All side effects of the system: a fact is published, a job is queued.

A line reads `when(MeetingConvened, lambda event: letters.write_invitations.enqueue(...))`.
Nothing follows from anything yet: what this version shows is read when it is asked for.
"""
