"""Who acts?"""

from gremienwerk.domain.accounts.models import SYSTEM_EMAIL, User


def system_user() -> User:
    """Return the account in whose name commands on the machine and periodic jobs act.

    The first migration of accounts makes it; it can never sign in.
    """
    return User.objects.get(email=SYSTEM_EMAIL)
