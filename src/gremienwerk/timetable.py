"""What happens again and again? All periodic jobs of the system."""

from datetime import timedelta

from gremienwerk.demo.jobs import follow_the_day
from gremienwerk.domain.meetings.jobs import extend_all_series, tell_all_convenors
from gremienwerk.domain.mirror.jobs import sync_sources, watch_sources
from gremienwerk.domain.organizations.jobs import look_over_all_texts
from gremienwerk.domain.privacy.jobs import keep_periods
from gremienwerk.foundation.events.jobs import note_newest_hash
from gremienwerk.foundation.jobs import forget_finished_jobs, revive_lost_jobs
from gremienwerk.foundation.limits.jobs import forget_counts
from gremienwerk.foundation.outbox.jobs import deliver_letters
from gremienwerk.foundation.signed_links.jobs import forget_old_links
from gremienwerk.foundation.timetable.clock import every
from gremienwerk.surfaces.oparl.jobs import look_at_everything, renew_dumps

every(timedelta(minutes=1), deliver_letters)
every(timedelta(minutes=15), revive_lost_jobs)
every(timedelta(minutes=15), tell_all_convenors)
every(timedelta(days=1), forget_finished_jobs)
every(timedelta(days=1), forget_counts)
every(timedelta(days=1), forget_old_links)
every(timedelta(days=1), keep_periods)
every(timedelta(days=1), note_newest_hash)
every(timedelta(days=1), extend_all_series)
every(timedelta(days=1), look_over_all_texts)
every(timedelta(days=1), sync_sources)
every(timedelta(hours=1), watch_sources)
every(timedelta(days=1), look_at_everything)
every(timedelta(minutes=15), renew_dumps)
every(timedelta(hours=1), follow_the_day)
