"""What stands in the place of each rule of the vendor table, once it is taken away?"""

import json
import ssl
from dataclasses import replace
from uuid import uuid4

from gremienwerk.domain.mirror.choices import ObjectType as T
from gremienwerk.domain.mirror.fetching import answers
from gremienwerk.domain.mirror.fetching.answers import Page
from gremienwerk.domain.mirror.mapping import cutting, places, stage, values

CHILD = cutting._child
NO = False


def nothing(*_given, **_more):
    """Stand for a rule that is not there."""


def no_names(*_given):
    return frozenset()


def without_next(request, value, codes, rule=answers._list_page):
    return replace(rule(request, value, codes), next_url="")


def with_limit(reach, url):
    return f"{url}{'&' if '?' in url else '?'}limit=100"


def failures_are_empty(answer, rule=answers.read):
    page = rule(answer)
    return Page() if page.reason else page


def first_word(before, entry, _data):
    entry.content = before.content


def hints_forgotten(self, piece, rule=stage.Stage._note_references):
    rule(self, piece)
    self._hints.clear()


def strict(text, **_options):
    return json.loads(text)


def lists_only(request, value, codes, rule=answers._of_list):
    return rule(request, value, codes) if isinstance(value, list) or "data" in value else None


def anything(request, value, codes, rule=answers._of_list):
    return rule(request, value, codes) or Page([value])


def places_are_addresses(host, name, child_type, item, below):
    if isinstance(item[0], str):
        return item[0]
    return CHILD(host, name, child_type, item, below)


def untouched(self, field, longest=None):
    return self._string(field)


def no_slashes(url):
    return url.strip()


def plain_day(self, field):
    return values.date.fromisoformat(self._string(field)) if self.has(field) else None


def only_iso(self, field, value):
    return values.date.fromisoformat(value) if len(value) == 10 else None


def raw_end(reader, _start):
    return reader.moment("end")


def as_given(_piece, _name, items):
    return items


def type_required(data, rule=cutting.type_of):
    return rule(data) or T.SYSTEM


def by_time(entry):
    return cutting.digest_of(entry.stamps.encode())


def port_of(parts):
    return parts.port or parts.scheme


def to_the_split_second(since):
    return since.moment.astimezone(values.TOWN).isoformat()


def unchecked(**_options):
    return ssl._create_unverified_context()  # noqa: S323 -- what must not be


def any_error(answer):
    return answer.status in {400, 404}


def never(*_given, **_more):
    return False


def always(*_given, **_more):
    return True


def no_words(*_given, **_more):
    return {}


def none_asked(*_given, **_more):
    return iter(())


def no_agendas(*_given, **_more):
    return [], []


def another_id(*_given):
    return uuid4().hex


def no_stamps(_stage, _data):
    return ""


def no_zero(reader):
    return places._digits(reader, "ags")


def no_ending(reader):
    return reader.text("mimeType", 200)
