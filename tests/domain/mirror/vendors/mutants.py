"""Which rule does each row of the vendor table stand for, and which test must fail without it?"""

import json
import re
import sys
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from gremienwerk.domain.mirror import replay
from gremienwerk.domain.mirror.choices import ObjectType as T
from gremienwerk.domain.mirror.commands import _gone, _record, _rows, remap
from gremienwerk.domain.mirror.fetching import addresses, answers, client, walk
from gremienwerk.domain.mirror.mapping import cutting, meetings, people, places, stage, values
from gremienwerk.domain.mirror.mapping.entry import Entry
from gremienwerk.domain.mirror.mapping.values import Reader
from tests import oparl_server as faulty
from tests.domain.mirror.vendors import test_allris as allris
from tests.domain.mirror.vendors import test_guesses as guesses
from tests.domain.mirror.vendors import test_others as others
from tests.domain.mirror.vendors import test_somacos as somacos
from tests.domain.mirror.vendors import without


@dataclass(frozen=True)
class Mutant:
    """One rule of a row, where it is found, what stands there instead, and whom it must fail."""

    row: int
    test: Any
    place: Any
    name: str
    instead: Any
    given: tuple[tuple[str, Any], ...] = ()

    def __str__(self):
        return f"{self.row:02}-{self.name}"

    def install(self, patch):
        """Take the rule away."""
        if isinstance(self.place, dict):
            patch.setitem(self.place, self.name, self.instead)
            return
        rule = getattr(self.place, self.name)
        patch.setattr(self.place, self.name, self.instead)
        for name, module in list(sys.modules.items()):  # whoever imported it by name
            is_ours = name.startswith("gremienwerk.domain.mirror") and callable(rule)
            if is_ours and getattr(module, self.name, None) is rule:
                patch.setattr(module, self.name, self.instead)


WITH_PLACES = {"membership": T.MEMBERSHIP, "location": T.LOCATION}
MUTANTS = [
    Mutant(
        1,
        allris.test_01_one_day_for_everything_is_no_time_and_changes_are_seen_by_content,
        stage.Stage,
        "is_flat",
        without.NO,
    ),
    Mutant(
        1,
        allris.test_01_one_day_for_everything_is_no_time_and_changes_are_seen_by_content,
        Entry,
        "digest",
        without.by_time,
    ),
    Mutant(
        2,
        allris.test_02_pages_of_ten_in_any_order_are_read_to_the_end,
        answers,
        "_list_page",
        without.without_next,
    ),
    Mutant(
        3, allris.test_03_a_limit_is_never_asked_for, client.Reach, "address", without.with_limit
    ),
    Mutant(
        4,
        allris.test_04_files_with_endings_moments_and_empty_sizes,
        places,
        "_mime_type",
        without.no_ending,
    ),
    Mutant(
        4,
        allris.test_04_files_with_endings_moments_and_empty_sizes,
        Reader,
        "_day",
        without.only_iso,
    ),
    Mutant(
        5, allris.test_05_one_file_where_a_list_should_be, cutting, "_many_of", without.no_names
    ),
    Mutant(
        6,
        allris.test_06_control_characters_in_strings,
        answers,
        "json",
        SimpleNamespace(loads=without.strict, dumps=json.dumps),
    ),
    Mutant(
        7,
        allris.test_07_placeholders_are_nothing,
        values,
        "PLACEHOLDERS",
        {""},
        (("nothing", "N/A"),),
    ),
    Mutant(
        8,
        allris.test_08_all_lists_fail_while_the_system_answers,
        answers,
        "read",
        without.failures_are_empty,
        (("act", faulty.html),),
    ),
    Mutant(
        8,
        allris.test_08_all_lists_fail_while_the_system_answers,
        answers,
        "read",
        without.failures_are_empty,
        (("act", faulty.error_500),),
    ),
    Mutant(
        8, allris.test_08_a_stray_500_is_asked_again, client.Client, "_wait_after", without.nothing
    ),
    Mutant(9, allris.test_09_nulls_odd_orders_and_midnight, meetings, "_end", without.raw_end),
    Mutant(9, allris.test_09_nulls_odd_orders_and_midnight, cutting, "_in_order", without.as_given),
    Mutant(9, allris.test_09_nulls_odd_orders_and_midnight, cutting, "_wrap", without.nothing),
    Mutant(
        10,
        allris.test_10_a_place_without_id_keeps_its_made_up_one,
        cutting,
        "digest_of",
        without.another_id,
    ),
    Mutant(
        11,
        allris.test_11_a_station_that_names_nothing_is_linked_by_the_item_that_names_it,
        stage.Stage,
        "_note_references",
        without.hints_forgotten,
    ),
    Mutant(
        11,
        guesses.test_meeting_and_title_together_are_believed_and_marked,
        remap,
        "guess_items",
        without.nothing,
    ),
    Mutant(
        11,
        guesses.test_a_run_that_does_not_read_the_agenda_leaves_the_guess,
        _rows,
        "_is_agenda_known",
        without.always,
    ),
    Mutant(
        12,
        allris.test_12_files_elsewhere_blanks_in_the_licence_and_back_references,
        Reader,
        "text",
        without.untouched,
    ),
    Mutant(
        12,
        allris.test_12_ids_that_changed_their_form_double_nothing,
        remap,
        "moved_ids",
        without.no_words,
    ),
    Mutant(
        13,
        somacos.test_13_the_filter_is_kept_on_each_page_and_its_plus_is_encoded,
        walk.Walk,
        "_next",
        lambda _walk, _request, url: url,
    ),
    Mutant(
        13,
        somacos.test_13_the_filter_is_kept_on_each_page_and_its_plus_is_encoded,
        replay,
        "_is_older",
        without.never,
    ),
    Mutant(
        14,
        somacos.test_14_moments_are_spelled_as_the_server_wants_them_in_whole_seconds,
        walk.Since,
        "__str__",
        without.to_the_split_second,
    ),
    Mutant(
        15,
        somacos.test_15_the_same_page_for_ever_ends_by_itself,
        walk.Walk,
        "_stop",
        without.nothing,
    ),
    Mutant(16, somacos.test_16_lists_under_other_names, cutting.LISTS, "consultations", T.FILE),
    Mutant(16, somacos.test_16_lists_under_other_names, cutting.LISTS, "files", T.CONSULTATION),
    Mutant(
        17,
        somacos.test_17_an_agenda_that_stands_only_in_the_meeting_alone,
        replay,
        "without_agenda",
        without.no_agendas,
    ),
    Mutant(
        18,
        somacos.test_18_ids_under_another_address_than_the_real_one,
        client.Reach,
        "address",
        lambda _reach, url: url,
    ),
    Mutant(
        18,
        somacos.test_18_meetings_that_end_before_they_begin_and_orders_that_repeat,
        meetings,
        "_end",
        without.raw_end,
    ),
    Mutant(18, somacos.test_18_tombstones_with_empty_fields, _rows, "tombstone", without.nothing),
    Mutant(18, somacos.test_18_changes_whose_time_did_not_move, Entry, "digest", without.by_time),
    Mutant(
        19,
        somacos.test_19_swapped_papers_are_exchanged_by_a_switch,
        replay,
        "_swap",
        without.nothing,
    ),
    Mutant(
        20,
        somacos.test_20_references_to_nothing_make_no_dummies_and_are_asked_again,
        replay,
        "wanted",
        without.none_asked,
    ),
    Mutant(
        21,
        others.test_21_nothing_changed_comes_as_an_error,
        answers,
        "is_empty_by_error",
        without.never,
        (("act", others.code_802),),
    ),
    Mutant(
        21,
        others.test_21_a_list_of_the_corporation_is_never_believed_to_be_empty,
        answers,
        "is_empty_by_error",
        without.any_error,
        (("act", others.code_802),),
    ),
    Mutant(
        21,
        others.test_21_a_part_without_meetings_is_empty_only_by_exactly_this_body,
        answers,
        "is_empty_by_error",
        without.any_error,
        (("act", others.other_404), ("is_complete", False)),
    ),
    Mutant(
        22,
        others.test_22_tombstones_without_type_take_it_from_their_list,
        cutting,
        "type_of",
        without.type_required,
    ),
    Mutant(
        22,
        others.test_22_tombstones_without_type_take_it_from_their_list,
        cutting.Piece,
        "is_tombstone",
        without.NO,
    ),
    Mutant(
        23,
        others.test_23_one_body_instead_of_a_list_and_odd_keys,
        answers,
        "_of_list",
        without.lists_only,
    ),
    Mutant(
        23, others.test_23_one_body_instead_of_a_list_and_odd_keys, places, "_ags", without.no_zero
    ),
    Mutant(
        23,
        others.test_23_one_body_instead_of_a_list_and_odd_keys,
        cutting.CHILDREN,
        T.PERSON,
        WITH_PLACES,
    ),
    Mutant(
        23, others.test_23_doubled_slashes_make_no_other_address, values, "key", without.no_slashes
    ),
    Mutant(
        24,
        others.test_24_swapped_points_odd_blanks_forms_of_address_and_missing_orders,
        places,
        "_in_germany",
        without.always,
    ),
    Mutant(
        24,
        others.test_24_swapped_points_odd_blanks_forms_of_address_and_missing_orders,
        people,
        "ADDRESSED",
        re.compile("(?!)"),
    ),
    Mutant(
        24,
        others.test_24_swapped_points_odd_blanks_forms_of_address_and_missing_orders,
        Reader,
        "text",
        without.untouched,
    ),
    Mutant(
        25, others.test_25_a_server_that_is_switched_off_says_so, answers, "SWITCHED_OFF", b"\0"
    ),
    Mutant(
        25,
        others.test_25_from_http_to_https_is_the_same_server,
        addresses,
        "_port",
        without.port_of,
    ),
    Mutant(
        26,
        others.test_26_times_that_are_today_in_every_answer_change_nothing,
        stage.Stage,
        "_stamps",
        without.no_stamps,
    ),
    Mutant(
        26,
        others.test_26_places_in_words_types_missing_and_pages_in_the_path,
        cutting,
        "_child",
        without.places_are_addresses,
    ),
    Mutant(
        26,
        others.test_26_the_system_under_every_address_is_no_list,
        answers,
        "_of_list",
        without.anything,
    ),
    Mutant(
        27,
        others.test_27_memberships_as_addresses_and_days_that_are_none,
        stage.Stage,
        "_find_parents",
        without.nothing,
    ),
    Mutant(
        27,
        others.test_27_memberships_as_addresses_and_days_that_are_none,
        Reader,
        "day",
        without.plain_day,
    ),
    Mutant(
        28,
        others.test_28_doubles_across_pages_count_once_and_the_last_word_holds,
        stage,
        "_merge",
        without.first_word,
    ),
    Mutant(
        28,
        others.test_28_further_authorities_are_trusted_and_checking_stays_on,
        client.httpx,
        "create_ssl_context",
        without.unchecked,
    ),
    Mutant(
        29,
        others.test_29_the_licence_is_kept_word_by_word_and_nothing_is_passed_on,
        _record,
        "write_source",
        without.nothing,
        (("words", "Open"),),
    ),
    Mutant(30, others.test_30_missing_is_unknown_and_empty_is_empty, _gone, "STATED", "1"),
    Mutant(30, others.test_30_missing_is_unknown_and_empty_is_empty, _gone, "STATED", "0"),
]
