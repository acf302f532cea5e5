"""How does the database know how many rows there are now? It is told after a great change."""

from typing import Final

from django.db import connection

MANY: Final = 500  # rows after which guesses made before are no guide any more
COUNTING: Final = "ANALYZE (SKIP_LOCKED)"  # who imports beside us is not waited for
ROUGH: Final = "SET LOCAL default_statistics_target = 10"  # a tenth of the usual sample


def renew_estimates(written: int) -> None:
    """Have PostgreSQL count anew if `written` rows are many; call before they are first read.

    Its own counting comes a minute after the commit; until then it joins thousands of rows as
    if there were one, which takes minutes. Call within the transaction that wrote them. Tables
    of another owner are left to it. SQLite needs none of this.
    """
    if connection.vendor == "postgresql" and written >= MANY:
        with connection.cursor() as cursor:
            cursor.execute(ROUGH)
            cursor.execute(COUNTING)
