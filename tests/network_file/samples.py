"""Files that make a body: the smallest, and one with everything."""

from gremienwerk.network_file import parse

PROFILE = (
    "procedure=informal; notice=none; quorum=none; votes=none; elections=off; "
    "record=ergebnisvermerk; approval=silence:14; publication=none; access=public; "
    "registration=off; questions=off; mandates=off; statements=off; fees=off; follow_up=on; "
    "focus_topic=on; shelter_data=off; recurrence=none; feed=public; oparl=on"
)
SMALLEST = f"""
slug = "leserunde"
name = "Leserunde"
sphere = "civil_society"
stewardship = "own"
profile = "{PROFILE}"
[texts]
purpose = "Menschen lesen gemeinsam."
"""
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300">'
    b'<title>Buch</title><rect width="10" height="10" fill="#004b73"/></svg>'
)
FULL = f"""
slug = "leserat"
name = "Leserat"
short_name = "Rat"
name_fr = "Conseil"
organization_type = "body"
classification = "advisory_council"
sphere = "politics"
stewardship = "joint"
position = 3
independent = true
founded_year = 2012
starts_on = 2012-05-01
profile = "{PROFILE.replace("notice=none", "notice=14 clear days")}"
aliases = [{{ name = "Bücherrat", slug = "buecherrat", former = true, ends_on = 2020-01-01 }}]
[texts]
purpose = "Der Rat liest."
work = "Mit {{seats}} Sitzen."
[texts.en]
name = "Reading Council"
purpose = "The council reads."
[contact]
label = "Büro"
label_en = "Office"
email = "rat@mail.example"
[website]
url = "https://rat.example/"
label = "Seite des Rats"
[venue]
name = "Rathaus"
access = "Ebenerdig."
access_en = "At street level."
step_free = true
[rhythm]
kind = "rule"
rule = "FREQ=MONTHLY;BYDAY=1WE"
first_on = 2026-01-01
time = "17:30"
duration_minutes = 90
weekday = "wednesday"
exceptions = [
    {{ date = 2026-08-05, kind = "moved", moved_to = 2026-08-12, reason = "Ferien" }},
    {{ date = "2026-09-02", kind = "removed", reason = "Umbau" }},
]
[image]
file = "buch.svg"
alt = "Ein aufgeschlagenes Buch"
alt_en = "An open book"
author = "Musterlein"
license = "CC0 1.0"
usage_restriction = "editorial_only"
[[convenors]]
name = "Bücherei Süd"
en = "Southern Library"
organization_type = "institution"
[[convenors]]
slug = "leserat"
[[supporters]]
name = "Bücherei Süd"
contribution = "stellt den Raum"
contribution_en = "provides the room"
[[guests]]
name = "Jugendamt"
[[seats]]
kind = "member"
holder = "organization"
count = 5
[[seats]]
kind = "deputy"
count = 2
[[relations]]
kind = "advises"
to = "leserunde"
[[relations]]
kind = "votes_in"
label = "Landesrat"
label_en = "State Council"
[[rules]]
key = "quorum_minimum"
value = "3"
unit = "persons"
source = "§ 90 VwVfG"
mark = "law"
[[commissioners]]
district_key = "08"
district_name = "Neukölln"
title = "Beauftragte*r"
vacant = true
[[children]]
slug = "leserat-kinder"
name = "Kinderrunde"
purpose = "Kinder lesen."
[children.en]
name = "Children's round"
"""


def plan_of(text, folder, name="body.toml"):
    """The plan of `text` as if it stood in `folder`, which gets the picture of the samples."""
    (folder / "buch.svg").write_bytes(SVG)
    return parse(text, path=folder / name)
