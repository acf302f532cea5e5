"""Who may do what with bodies, their rules and their members? Read the table."""

from gremienwerk.domain.accounts.policy import is_system
from gremienwerk.foundation.access import allow


class Can:
    """The permission table of organizations."""

    ADD = allow("organizations.add_organization", is_system)
    EDIT_TEXTS = allow("organizations.edit_texts", is_system)
    PUBLISH = allow("organizations.publish_organization", is_system)
    WITHDRAW = allow("organizations.withdraw_organization", is_system)
    PLACE = allow("organizations.place_below", is_system)
    LINK_SOURCE = allow("organizations.link_source", is_system)
    CHOOSE_IMAGE = allow("organizations.choose_image", is_system)
    ADD_ALIAS = allow("organizations.add_alias", is_system)
    KEEP_PROFILE = allow("organizations.keep_profile", is_system)
    ADOPT_PROFILE = allow("organizations.adopt_profile", is_system)
    SET_ABILITY = allow("organizations.set_ability", is_system)
    ADD_RULE = allow("organizations.add_rule", is_system)
    SUSPEND = allow("organizations.suspend", is_system)
    RESUME = allow("organizations.resume", is_system)
    EXTEND_SUSPENSION = allow("organizations.extend_suspension", is_system)
    END = allow("organizations.end_organization", is_system)
    ADD_CONVENOR = allow("organizations.add_convenor", is_system)
    ADD_SUPPORTER = allow("organizations.add_supporter", is_system)
    ADD_RELATION = allow("organizations.add_relation", is_system)
    ADD_TERM = allow("organizations.add_term", is_system)
    ADD_SEATS = allow("organizations.add_seats", is_system)
    ADD_MEMBER = allow("organizations.add_member", is_system)
    SEAT = allow("organizations.seat", is_system)
    APPOINT = allow("organizations.appoint", is_system)
    END_MEMBERSHIP = allow("organizations.end_membership", is_system)
    ADD_COMMISSIONER = allow("organizations.add_commissioner", is_system)
    CHECK_COMMISSIONER = allow("organizations.check_commissioner", is_system)
