"""Who may do what with meetings? Read the table; until roles exist, only the system acts."""

from gremienwerk.domain.accounts.policy import is_system
from gremienwerk.foundation.access import allow


class Can:
    """The permission table of meetings."""

    SET_RHYTHM = allow("meetings.set_rhythm", is_system)  # on an Organization
    DECIDE_DATE = allow("meetings.decide_date", is_system)  # on an Organization
    EXTEND_SERIES = allow("meetings.extend_series", is_system)  # on an Organization
    PLAN = allow("meetings.plan", is_system)  # on the leading Organization
    SCHEDULE = allow("meetings.schedule", is_system)
    CONVENE = allow("meetings.convene", is_system)
    MOVE = allow("meetings.move", is_system)
    CONFIRM = allow("meetings.confirm", is_system)
    CALL_OFF = allow("meetings.call_off", is_system)
    HOLD = allow("meetings.hold", is_system)
    EDIT_AGENDA = allow("meetings.edit_agenda", is_system)
    ATTACH_FILE = allow("meetings.attach_file", is_system)
    RELEASE_MINUTES = allow("meetings.release_minutes", is_system)
    WRITE_NOTE = allow("meetings.write_note", is_system)
    CONSULT = allow("meetings.consult", is_system)  # on a Paper
