"""A council in OParl 1.0 as small as can be, to be bent as a vendor bends it.

    tree = council(paper=[paper(1)], meeting=[...])

Shares no code with src.
"""

from tests.oparl_server import PLACE, page

ROOT = "/oparl/1.0"
V10 = "https://schema.oparl.org/1.0/"
NAMES = ("organization", "person", "meeting", "paper")


def url(path):
    return f"{PLACE}{ROOT}/{path}"


def thing(kind, path, **facts):
    return {"id": url(path), "type": V10 + kind, **facts}


def organization(n=1, **facts):
    return thing("Organization", f"organization/{n}", **{"name": f"Ausschuss {n}"} | facts)


def person(n=1, **facts):
    return thing("Person", f"person/{n}", **{"name": f"Ada Musterlein {n}"} | facts)


def meeting(n=1, **facts):
    given = {"name": f"Sitzung {n}", "start": f"2026-02-{n:02}T17:00:00+01:00"}
    given["organization"] = [url("organization/1")]
    return thing("Meeting", f"meeting/{n}", **given | facts)


def paper(n=1, **facts):
    return thing("Paper", f"paper/{n}", **{"name": f"Antrag {n}"} | facts)


def item(n=1, **facts):
    return thing("AgendaItem", f"item/{n}", **{"name": f"Punkt {n}", "order": n} | facts)


def council(**lists):
    """A council with these objects in its four lists; without a word: one organization."""
    lists = {"organization": [organization()], "person": [], "meeting": [], "paper": []} | lists
    named = {name: url(f"list/{name}") for name in NAMES}
    body = thing("Body", "body/1", name="Musterstadt", **named)
    tree = {
        f"{ROOT}/system": (200, thing("System", "system", oparlVersion=V10, body=url("bodies"))),
        f"{ROOT}/bodies": page([body], path=f"{ROOT}/bodies"),
    }
    for name, items in lists.items():
        tree[f"{ROOT}/list/{name}"] = page(items, path=f"{ROOT}/list/{name}")
    return tree


def paged(tree, name, *pages, mark="?page="):
    """Give a list several pages."""
    path = f"{ROOT}/list/{name}"
    for number, items in enumerate(pages, 1):
        here = path if number == 1 else f"{path}{mark}{number}"
        later = f"{path}{mark}{number + 1}" if number < len(pages) else None
        tree[here] = page(items, path=here, next_path=later)
