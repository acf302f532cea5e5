"""What the commands about accounts, invitations and offices publish."""

from datetime import timedelta

from allauth.mfa.models import Authenticator

from gremienwerk.domain.accounts.choices import AccountChange, OfficeRole
from gremienwerk.domain.accounts.commands.accept_invitation import Acceptance, accept_invitation
from gremienwerk.domain.accounts.commands.appoint import Office, appoint
from gremienwerk.domain.accounts.commands.deactivate_account import deactivate_account
from gremienwerk.domain.accounts.commands.edit_account import Details, edit_account
from gremienwerk.domain.accounts.commands.end_appointment import end_appointment
from gremienwerk.domain.accounts.commands.invite import Terms, invite
from gremienwerk.domain.accounts.commands.note_change import note_change
from gremienwerk.domain.accounts.commands.reactivate_account import reactivate_account
from gremienwerk.domain.accounts.commands.renew_factor_keys import renew_factor_keys
from gremienwerk.domain.accounts.commands.require_second_factor import require_second_factor
from gremienwerk.domain.accounts.commands.reset_second_factor import reset_second_factor
from gremienwerk.domain.accounts.commands.revoke_invitation import revoke_invitation
from gremienwerk.domain.accounts.models import Appointment
from gremienwerk.domain.accounts.queries import system_user
from tests.domain.events.call import NOW, TODAY, call
from tests.factories.accounts import UserFactory


def _sent():
    return invite(Terms("neu@mail.example", OfficeRole.CLERK), by=system_user(), now=NOW)


def _accepted():
    token = _sent().url.rstrip("/").rpartition("/")[2]
    return call(Acceptance(token, "Ada Musterlein"))


def _appointment():
    return Appointment.objects.create(
        user=UserFactory(),
        role=OfficeRole.CLERK,
        starts_on=TODAY - timedelta(days=30),
        appointed_by=system_user(),
        recorded_at=NOW,
    )


def _with_second_factor():
    user = UserFactory()
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    return user


CASES = {
    invite: (lambda: call(Terms("neu@mail.example")), ["accounts.invited"]),
    accept_invitation: (_accepted, ["accounts.account_opened", "accounts.appointed"]),
    revoke_invitation: (lambda: call(_sent().invitation), ["accounts.invitation_taken_back"]),
    appoint: (
        lambda: call(UserFactory(), Office(OfficeRole.CLERK, TODAY)),
        ["accounts.appointed"],
    ),
    end_appointment: (lambda: call(_appointment(), TODAY), ["accounts.appointment_ended"]),
    deactivate_account: (lambda: call(UserFactory()), ["accounts.account_closed"]),
    reactivate_account: (
        lambda: call(UserFactory(is_active=False)),
        ["accounts.account_reopened"],
    ),
    edit_account: (
        lambda: call(user := UserFactory(), Details("Ada Musterlein", "de"), by=user),
        ["accounts.account_edited"],
    ),
    note_change: (
        lambda: call(user := UserFactory(), AccountChange.SIGNED_IN, by=user),
        ["accounts.account_changed"],
    ),
    require_second_factor: (
        lambda: call(OfficeRole.CLERK, is_required=True),
        ["accounts.second_factor_decided"],
    ),
    reset_second_factor: (lambda: call(_with_second_factor()), ["accounts.second_factor_reset"]),
    renew_factor_keys: (call, ["accounts.factor_keys_renewed"]),
}
