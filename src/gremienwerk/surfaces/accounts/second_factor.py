"""Must somebody add a second factor before the work begins?

Who has one is asked for it at each sign-in, whatever the first step was. So it suffices to
see that there is one.
"""

from datetime import date

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef

from gremienwerk.domain.accounts.models import Appointment, SecondFactorDuty, User

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def lacks_second_factor(user: User, *, on: date) -> bool:
    """Test whether an office of `user` demands a second factor that is not there. One query."""
    demanding = SecondFactorDuty.objects.filter(role=OuterRef("role"))
    owned = Authenticator.objects.filter(user=user, type__in=FACTORS)
    due = Appointment.objects.on(on).filter(Exists(demanding), ~Exists(owned), user=user)
    return due.exists()
