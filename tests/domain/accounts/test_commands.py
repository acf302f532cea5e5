"""Accounts by invitation, offices with periods, and who may decide about them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.utils import timezone

from gremienwerk.domain.accounts import offices
from gremienwerk.domain.accounts.choices import OfficeRole
from gremienwerk.domain.accounts.commands import appoint as appointing
from gremienwerk.domain.accounts.commands.accept_invitation import (
    Acceptance,
    NameMissing,
    accept_invitation,
)
from gremienwerk.domain.accounts.commands.appoint import Office, appoint
from gremienwerk.domain.accounts.commands.deactivate_account import (
    ClosedAlready,
    deactivate_account,
)
from gremienwerk.domain.accounts.commands.edit_account import (
    Details,
    DetailsNotUsable,
    edit_account,
)
from gremienwerk.domain.accounts.commands.end_appointment import (
    EndedAlready,
    EndsTooEarly,
    end_appointment,
)
from gremienwerk.domain.accounts.commands.invite import HasAccount, Terms, invite
from gremienwerk.domain.accounts.commands.reactivate_account import IsOpen, reactivate_account
from gremienwerk.domain.accounts.commands.renew_factor_keys import renew_factor_keys
from gremienwerk.domain.accounts.commands.require_second_factor import require_second_factor
from gremienwerk.domain.accounts.commands.reset_second_factor import (
    NoSecondFactor,
    reset_second_factor,
)
from gremienwerk.domain.accounts.commands.revoke_invitation import revoke_invitation
from gremienwerk.domain.accounts.models import Appointment, Invitation, SecondFactorDuty, User
from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.foundation.access import NotAllowed
from gremienwerk.foundation.events.models import Entry
from gremienwerk.foundation.keys import add_key, decrypt, encrypt, forget_old_keys
from gremienwerk.foundation.outbox.models import Letter
from tests.factories.accounts import UserFactory
from tests.processes import Processes

pytestmark = pytest.mark.django_db
NOW = datetime.now(tz=UTC)
TODAY = timezone.localdate(NOW)
LONG_AGO = date(2020, 1, 1)
ADMIN = OfficeRole.OFFICE_ADMINISTRATOR


def kinds():
    return list(Entry.objects.order_by("pk").values_list("kind", flat=True))


def administrator(**more):
    user = UserFactory(**more)
    appoint(user, Office(ADMIN, LONG_AGO), by=system_user(), now=NOW)
    return user


def token_of(sent):
    return sent.url.rstrip("/").rpartition("/")[2]


def accept(token, now=NOW, name="A. Musterlein", language="de"):
    return accept_invitation(Acceptance(token, name, language), by=system_user(), now=now)


def test_an_invitation_becomes_an_account_with_its_office():
    sent = invite(Terms(" New@Mail.example ", OfficeRole.CLERK), by=system_user(), now=NOW)

    user = accept(token_of(sent))

    assert (user.email, user.name, user.language) == ("new@mail.example", "A. Musterlein", "de")
    assert not user.has_usable_password()
    address = EmailAddress.objects.get(user=user)
    assert (address.email, address.verified, address.primary) == (user.email, True, True)
    held = Appointment.objects.get(user=user)
    assert (held.role, held.starts_on, held.ends_on) == ("clerk", TODAY, None)
    assert kinds() == ["accounts.invited", "accounts.account_opened", "accounts.appointed"]
    letter = Letter.objects.get()
    assert letter.recipient == "new@mail.example"
    assert sent.url in letter.text


def test_the_token_stands_in_no_table_but_the_letter_and_in_no_log():
    sent = invite(Terms("new@mail.example", is_by_letter=False), by=system_user(), now=NOW)
    token = token_of(sent)

    assert Letter.objects.count() == 0
    assert token not in str(list(Invitation.objects.values())) + str(list(Entry.objects.values()))
    assert "new@" not in str(list(Entry.objects.values()))


def test_an_invitation_is_accepted_once_and_in_time_and_unless_taken_back():
    sent = invite(Terms("a@mail.example"), by=system_user(), now=NOW)
    accept(token_of(sent))
    with pytest.raises(offices.InvitationUsed):
        accept(token_of(sent))

    late = invite(Terms("b@mail.example"), by=system_user(), now=NOW)
    with pytest.raises(offices.InvitationExpired):
        accept(token_of(late), now=NOW + timedelta(days=7))

    taken = invite(Terms("c@mail.example"), by=system_user(), now=NOW)
    revoke_invitation(taken.invitation, by=system_user(), now=NOW)
    with pytest.raises(offices.InvitationRevoked):
        accept(token_of(taken))
    with pytest.raises(offices.InvitationRevoked):
        revoke_invitation(taken.invitation, by=system_user(), now=NOW)
    with pytest.raises(offices.InvitationUsed):
        revoke_invitation(sent.invitation, by=system_user(), now=NOW)

    for tampered in ("", "x", token_of(late)[:-1], token_of(late).upper()):
        with pytest.raises(offices.InvitationUnknown):
            accept(tampered)
    assert User.objects.exclude(pk=system_user().pk).count() == 1


def test_an_account_needs_a_name():
    sent = invite(Terms("a@mail.example"), by=system_user(), now=NOW)

    with pytest.raises(NameMissing):
        accept(token_of(sent), name="  ")
    assert User.objects.count() == 1


def test_a_new_invitation_to_the_same_address_ends_the_older_one():
    first = invite(Terms("a@mail.example", ADMIN), by=system_user(), now=NOW)
    second = invite(Terms("A@mail.example"), by=system_user(), now=NOW)

    with pytest.raises(offices.InvitationRevoked):
        accept(token_of(first))
    assert accept(token_of(second)).email == "a@mail.example"
    assert Appointment.objects.count() == 0


def test_who_has_an_account_is_not_invited_and_what_is_no_address_neither():
    UserFactory(email="a@mail.example")

    with pytest.raises(HasAccount):
        invite(Terms("A@mail.example"), by=system_user(), now=NOW)
    for wrong in ("", "a", "a@", "a@b c.example", "a@mail.example\nBcc: b@mail.example"):
        with pytest.raises(offices.NotAnAddress):
            invite(Terms(wrong), by=system_user(), now=NOW)
    assert Invitation.objects.count() == 0


def test_the_database_itself_keeps_one_open_invitation_per_address():
    sent = invite(Terms("a@mail.example"), by=system_user(), now=NOW)
    row = Invitation.objects.get(pk=sent.invitation.pk)
    row.pk, row.token_digest = None, "x"

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_an_office_has_a_period_and_is_held_once_at_a_time():
    user, by = UserFactory(), system_user()

    appoint(user, Office(OfficeRole.CLERK, LONG_AGO, date(2021, 1, 1)), by=by, now=NOW)
    appoint(user, Office(OfficeRole.CLERK, date(2021, 1, 1)), by=by, now=NOW)

    for overlapping in [
        (date(2020, 6, 1), date(2020, 7, 1)),
        (TODAY, None),
        (date(2019, 1, 1), None),
    ]:
        with pytest.raises(appointing.HoldsOffice):
            appoint(user, Office(OfficeRole.CLERK, *overlapping), by=by, now=NOW)
    with pytest.raises(appointing.PeriodEmpty):
        appoint(user, Office(ADMIN, TODAY, TODAY), by=by, now=NOW)
    with pytest.raises(appointing.AccountInactive):
        appoint(UserFactory(is_active=False), Office(ADMIN, TODAY), by=by, now=NOW)
    assert Appointment.objects.count() == 2


def test_the_last_administrator_stays():
    first = administrator()
    held = Appointment.objects.get(user=first)

    with pytest.raises(offices.LastAdministrator):
        end_appointment(held, TODAY, by=first, now=NOW)
    with pytest.raises(offices.LastAdministrator):
        end_appointment(held, TODAY + timedelta(days=900), by=first, now=NOW)
    with pytest.raises(offices.LastAdministrator):
        deactivate_account(first, by=first, now=NOW)
    held.refresh_from_db()
    assert held.ends_on is None


@pytest.mark.parametrize("kind", ["closed", "for a time", "later", "clerk"])
def test_who_will_not_administer_for_good_does_not_count_as_the_other(kind):
    first = administrator()
    other = UserFactory(is_active=kind != "closed")
    Appointment.objects.create(
        user=other,
        role=OfficeRole.CLERK if kind == "clerk" else ADMIN,
        starts_on=TODAY + timedelta(days=1) if kind == "later" else LONG_AGO,
        ends_on=TODAY + timedelta(days=9) if kind == "for a time" else None,
        appointed_by=first,
        recorded_at=NOW,
    )

    with pytest.raises(offices.LastAdministrator):
        deactivate_account(first, by=first, now=NOW)


def test_an_office_ends_when_somebody_else_administers():
    first, second = administrator(), administrator()
    held = Appointment.objects.get(user=first)

    end_appointment(held, TODAY, by=second, now=NOW)

    with pytest.raises(EndedAlready):
        end_appointment(held, TODAY, by=second, now=NOW)
    with pytest.raises(NotAllowed):
        invite(Terms("a@mail.example"), by=first, now=NOW)
    clerk = appoint(first, Office(OfficeRole.CLERK, LONG_AGO), by=second, now=NOW)
    with pytest.raises(EndsTooEarly):
        end_appointment(clerk, TODAY - timedelta(days=1), by=second, now=NOW)


def test_an_office_that_begins_today_is_taken_out_as_a_whole():
    by = administrator()
    held = appoint(UserFactory(), Office(OfficeRole.AUDITOR, TODAY), by=by, now=NOW)

    end_appointment(held, TODAY, by=by, now=NOW)

    assert not Appointment.objects.filter(role=OfficeRole.AUDITOR).exists()


def test_a_closed_account_loses_its_offices_and_opens_without_them():
    by, clerk = administrator(), UserFactory()
    for office in (
        Office(OfficeRole.CLERK, LONG_AGO),
        Office(OfficeRole.AUDITOR, LONG_AGO, TODAY + timedelta(days=30)),
    ):
        appoint(clerk, office, by=by, now=NOW)

    deactivate_account(clerk, by=by, now=NOW)
    with pytest.raises(ClosedAlready):
        deactivate_account(clerk, by=by, now=NOW)
    reactivate_account(clerk, by=by, now=NOW)
    with pytest.raises(IsOpen):
        reactivate_account(clerk, by=by, now=NOW)

    assert not Appointment.objects.on(TODAY).filter(user=clerk).exists()
    with pytest.raises(IsOpen):
        reactivate_account(system_user(), by=by, now=NOW)


def test_a_second_factor_is_demanded_per_office_and_reset_by_who_administers():
    by, user = administrator(), UserFactory()
    require_second_factor(ADMIN, is_required=True, by=by, now=NOW)
    require_second_factor(ADMIN, is_required=True, by=by, now=NOW)
    assert list(SecondFactorDuty.objects.values_list("role", flat=True)) == [ADMIN]
    require_second_factor(ADMIN, is_required=False, by=by, now=NOW)
    assert SecondFactorDuty.objects.count() == 0

    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    reset_second_factor(user, by=by, now=NOW)
    with pytest.raises(NoSecondFactor):
        reset_second_factor(user, by=by, now=NOW)
    assert Authenticator.objects.count() == 0
    assert Letter.objects.get().recipient == user.email
    assert kinds()[-3:] == [
        "accounts.second_factor_decided",
        "accounts.second_factor_decided",
        "accounts.second_factor_reset",
    ]


def test_secrets_of_second_factors_open_with_the_new_key_alone():
    user = UserFactory()
    kept = {"secret": encrypt("JBSWY3DP"), "other": 1}
    app = Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data=kept)
    add_key()

    number = renew_factor_keys(by=system_user(), now=NOW)
    forget_old_keys()

    app.refresh_from_db()
    assert (number, decrypt(app.data["secret"]), app.data["other"]) == (1, "JBSWY3DP", 1)
    with pytest.raises(NotAllowed):
        renew_factor_keys(by=administrator(), now=NOW)


def test_name_and_language_are_ones_own():
    user = UserFactory()

    edit_account(user, Details(" B. Beispielow ", "en"), by=user, now=NOW)

    user.refresh_from_db()
    assert (user.name, user.language) == ("B. Beispielow", "en")
    for wrong in [Details("", "de"), Details("x" * 201, "de"), Details("A", "xx")]:
        with pytest.raises(DetailsNotUsable):
            edit_account(user, wrong, by=user, now=NOW)
    with pytest.raises(NotAllowed):
        edit_account(user, Details("C", ""), by=administrator(), now=NOW)


def acts(target):
    held = Appointment.objects.create(
        user=target, role=OfficeRole.AUDITOR, appointed_by=target, recorded_at=NOW
    )
    open_one = Invitation.objects.create(
        email="x@mail.example",
        token_digest="x",  # noqa: S106
        invited_by=target,
        invited_at=NOW,
        expires_at=NOW + timedelta(days=1),
    )
    return [
        lambda by: invite(Terms("y@mail.example"), by=by, now=NOW),
        lambda by: revoke_invitation(open_one, by=by, now=NOW),
        lambda by: accept_invitation(Acceptance("", ""), by=by, now=NOW),
        lambda by: appoint(target, Office(OfficeRole.CLERK, TODAY), by=by, now=NOW),
        lambda by: end_appointment(held, TODAY, by=by, now=NOW),
        lambda by: deactivate_account(target, by=by, now=NOW),
        lambda by: reactivate_account(target, by=by, now=NOW),
        lambda by: require_second_factor(ADMIN, is_required=True, by=by, now=NOW),
        lambda by: reset_second_factor(target, by=by, now=NOW),
    ]


@pytest.mark.parametrize("role", ["", OfficeRole.CLERK, OfficeRole.AUDITOR])
def test_nobody_else_decides_about_accounts(role):
    by = UserFactory()
    if role:
        appoint(by, Office(OfficeRole(role), LONG_AGO), by=system_user(), now=NOW)
    before = (Entry.objects.count(), Appointment.objects.count())

    for act in acts(UserFactory()):
        with pytest.raises((NotAllowed, offices.InvitationUnknown)):
            act(by)

    assert (Entry.objects.count(), Appointment.objects.count() - 1) == before


TWO = """
from datetime import date
from gremienwerk.domain.accounts.choices import OfficeRole
from gremienwerk.domain.accounts.commands.appoint import Office, appoint
from gremienwerk.domain.accounts.models import Appointment, User
from gremienwerk.domain.accounts.queries import system_user
for name in "ab":
    user = User.objects.create(email=f"{name}@mail.example", name=name)
    office = Office(OfficeRole.OFFICE_ADMINISTRATOR, date(2020, 1, 1))
    appoint(user, office, by=system_user(), now=timezone.now())
"""
GIVE_UP = """
from gremienwerk.domain.accounts.commands.end_appointment import end_appointment
from gremienwerk.domain.accounts.models import Appointment
from gremienwerk.foundation.errors import Refusal
held = Appointment.objects.select_related("user").get(user__email="{name}@mail.example")
try:
    end_appointment(held, timezone.localdate(), by=held.user, now=timezone.now())
    print("ended")
except Refusal as refusal:
    print(type(refusal).__name__)
"""


def test_of_two_administrators_who_give_up_at_once_one_stays(tmp_path):
    processes = Processes(tmp_path)
    processes.run(TWO)

    said = processes.at_once(GIVE_UP.format(name="a"), GIVE_UP.format(name="b"))

    assert sorted(word.strip() for word in said) == ["LastAdministrator", "ended"]
