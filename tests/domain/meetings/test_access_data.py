"""Does what lets strangers into a conference stay out of public text?"""

import pytest

from gremienwerk.domain.meetings.queries.access_data import without_access_data

SECRETS = ["987 6543 2101", "Qx7rT9", "069 7104 9922", "814236"]


@pytest.mark.parametrize(
    "text",
    [
        "Zoom: https://us02web.zoom.us/j/98765432101?pwd=Qx7rT9 ab 17 Uhr",
        "Meeting-ID: 987 6543 2101, Kenncode: Qx7rT9",
        "Meeting ID 987 6543 2101",
        "Das Kennwort lautet Qx7rT9.",
        "Das Passwort ist: Qx7rT9",
        "Passcode=Qx7rT9",
        "Einwahl: +49 069 7104 9922",
        "Telefonisch unter +49 069 7104 9922,,98765432101#",
        "Einwahlnummer 069 7104 9922, PIN 814236#",
        "PIN: 814236",
        "Webex-Link https://bezirk.webex.com/meet/raum?pin=814236",
        "https://konferenz.example/raum?password=Qx7rT9",
        "Konferenz-ID: 987 6543 2101 (Zugangscode: Qx7rT9)",
        "Access code: Qx7rT9, dial-in number 069 7104 9922",
    ],
)
def test_leaves_out_what_lets_strangers_in(text: str) -> None:
    shown = without_access_data(text)

    assert "[…]" in shown or shown == ""
    assert not [secret for secret in SECRETS if secret in shown]
    assert "98765432101" not in shown


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Rathaus Zehlendorf, Raum 102",
        "Bericht zum Passwort-Schutz an Schulen",
        "Neue PIN-Briefe im Bürgeramt",
        "Drucksache 1234/VI, Tel. 030 1234567",
        "Die Einwahl in die Sitzung ist nicht möglich",
        "https://www.example.org/ratsinformation/si0057.php?id=7",
        "Anmeldung bis 3. Mai 2026, 12 Uhr",
    ],
)
def test_leaves_other_text_as_it_is(text: str) -> None:
    assert without_access_data(text) == text


def test_drops_lines_that_held_nothing_else() -> None:
    text = "Wir treffen uns im Netz.\nMeeting-ID: 987 6543 2101\nKenncode: Qx7rT9\nBis bald"

    assert without_access_data(text) == "Wir treffen uns im Netz.\nBis bald"
