"""How is a small graph written as RDF/XML, Turtle and JSON-LD?

A graph is a list of triples: the subject an address, the predicate a short name such as
`dct:title`, the object an `Iri`, a `Text` in a language or a `Typed` value. No blank nodes.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

PREFIXES: Final = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dcatde": "http://dcat-ap.de/def/dcatde/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
TYPE: Final = "rdf:type"


@dataclass(frozen=True, slots=True)
class Iri:
    """An address; `short` ones begin with a prefix."""

    value: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text in a language, or in none (a name)."""

    value: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """A value of a type, such as `xsd:dateTime`."""

    value: str
    type: str


Thing = Iri | Text | Typed
Graph = list[tuple[str, str, Thing]]


def full(short: str) -> str:
    """Return the whole address of a short name."""
    prefix, _colon, name = short.partition(":")
    return PREFIXES[prefix] + name


def _by_subject(graph: Graph) -> dict[str, list[tuple[str, Thing]]]:
    found: dict[str, list[tuple[str, Thing]]] = {}
    for subject, predicate, thing in graph:
        found.setdefault(subject, []).append((predicate, thing))
    return found


def as_xml(graph: Graph) -> str:
    """Return RDF/XML."""
    spaces = "".join(f"\n  xmlns:{name}={quoteattr(url)}" for name, url in PREFIXES.items())
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<rdf:RDF{spaces}>"]
    for subject, said in _by_subject(graph).items():
        lines.append(f"<rdf:Description rdf:about={quoteattr(subject)}>")
        lines += [f"  {_element(predicate, thing)}" for predicate, thing in said]
        lines.append("</rdf:Description>")
    return "\n".join([*lines, "</rdf:RDF>", ""])


def _element(name: str, thing: Thing) -> str:
    if isinstance(thing, Iri):
        return f"<{name} rdf:resource={quoteattr(thing.value)}/>"
    mark = ""
    if isinstance(thing, Typed):
        mark = f" rdf:datatype={quoteattr(full(thing.type))}"
    elif thing.language:
        mark = f" xml:lang={quoteattr(thing.language)}"
    return f"<{name}{mark}>{escape(thing.value)}</{name}>"


def as_turtle(graph: Graph) -> str:
    """Return Turtle."""
    lines = [f"@prefix {name}: <{url}> ." for name, url in PREFIXES.items()]
    for subject, said in _by_subject(graph).items():
        told = " ;\n".join(f"  {name} {_turtle(thing)}" for name, thing in said)
        lines.append(f"\n{_address(subject)}\n{told} .")
    return "\n".join([*lines, ""])


def _turtle(thing: Thing) -> str:
    if isinstance(thing, Iri):
        return _address(thing.value)
    text = json.dumps(thing.value, ensure_ascii=False).replace("\x7f", "\\u007F")
    if isinstance(thing, Typed):
        return f"{text}^^{thing.type}"
    return f"{text}@{thing.language}" if thing.language else text


def _address(value: str) -> str:
    """Return an address in angle brackets; what may not stand there is written by number."""
    kept = (f"\\u{ord(c):04X}" if c <= " " or c in '<>"{}|^`\\' else c for c in value)
    return f"<{''.join(kept)}>"


def as_json_ld(graph: Graph) -> str:
    """Return JSON-LD 1.1, flat."""
    nodes = []
    for subject, said in _by_subject(graph).items():
        node: dict[str, Any] = {"@id": subject}
        for predicate, thing in said:
            if predicate == TYPE and isinstance(thing, Iri):
                node.setdefault("@type", []).append(thing.value)
            else:
                node.setdefault(predicate, []).append(_json(thing))
        nodes.append(node)
    told = {"@context": PREFIXES, "@graph": nodes}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _json(thing: Thing) -> dict[str, str]:
    if isinstance(thing, Iri):
        return {"@id": thing.value}
    if isinstance(thing, Typed):
        return {"@value": thing.value, "@type": thing.type}
    return (
        {"@value": thing.value, "@language": thing.language}
        if thing.language
        else {"@value": thing.value}
    )


FORMS: Final[dict[str, tuple[str, Callable[[Graph], str]]]] = {
    "rdf": ("application/rdf+xml; charset=utf-8", as_xml),
    "ttl": ("text/turtle; charset=utf-8", as_turtle),
    "jsonld": ("application/ld+json", as_json_ld),
}
