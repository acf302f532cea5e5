"""Rules no linter knows, read off the syntax tree of all of src.

A rule takes a module and names what breaks it. Each has a planted module that it must
reject: a rule that cannot fail guards nothing. Rules about texts stand in test_docs.py.
"""

import ast
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

SRC = Path(__file__).parent.parent / "src" / "gremienwerk"
WRITES = {
    *("save", "create", "update", "delete", "add", "set", "remove", "clear"),
    *("bulk_create", "bulk_update", "get_or_create", "update_or_create"),
}
# Packages of foundation that keep tables of their own: the log, the outbox, the timers, ...
KEEPERS = tuple(f"{path.parent.relative_to(SRC)}/" for path in SRC.glob("foundation/*/models.py"))
WRITERS = (
    *KEEPERS,
    "foundation/undo",  # writes old values back where the noun allows it
    "design/storage.py",  # writes assets, no tables
)
CLOCKS = (
    "foundation/records.py",  # the default of the columns that say when
    "domain/accounts/presence.py",  # rights hold today, nobody acts on another day
)
READS = {"filter", "exclude", "all", "exists", "values", "values_list", "aggregate", "annotate"}
BANNED = {"utils", "util", "helpers", "helper", "services", "managers", "common", "misc"}
REASONS = ("app ready", "slow import", "optional dependency")
NOW = ("timezone.now", "datetime.now", "date.today", "timezone.localdate", "datetime.today")


@dataclass(frozen=True)
class Module:
    name: str  # path below src/gremienwerk
    text: str

    @cached_property
    def tree(self):
        return ast.parse(self.text)

    @property
    def path(self):
        return Path(self.name)

    def find(self, *kinds):
        return [node for node in ast.walk(self.tree) if isinstance(node, kinds)]

    def functions(self):
        return self.find(ast.FunctionDef, ast.AsyncFunctionDef)

    def calls(self):
        """Names of everything called: `x.save()` and `save()` alike."""
        heads = [node.func for node in self.find(ast.Call)]
        return [getattr(head, "attr", getattr(head, "id", "")) for head in heads]

    def collections(self):
        """Names of sets, dicts and lists: `seen = set()`, `seen: set[str]`, `def f(seen: set)`."""
        made = (ast.Set, ast.Dict, ast.List, ast.SetComp, ast.DictComp, ast.ListComp)
        makers = {"set", "dict", "list", "defaultdict", "Counter", "deque", "MutableMapping"}
        noted = self.find(ast.arg, ast.AnnAssign)
        pairs = [(t, n.value) for n in self.find(ast.Assign) for t in n.targets]
        pairs += [p for t, v in pairs if _is_pair(t, v) for p in zip(t.elts, v.elts, strict=True)]
        return {
            getattr(node, "arg", None) or _last(node.target)
            for node in noted
            if node.annotation and _last(node.annotation) in makers
        } | {
            _last(target)
            for target, value in pairs
            if isinstance(value, made)
            or (isinstance(value, ast.Call) and _last(value.func) in makers)
        }

    def classes(self):
        """Each class with the last parts of its bases' names, as far as they are ours."""
        foreign = self.foreign()
        bases = {
            c.name: [_last(base) for base in c.bases if _root(base) not in foreign]
            for c in self.find(ast.ClassDef)
        }
        return {name: found for name, found in bases.items() if name != "Meta"}

    def foreign(self):
        """Names of what was imported from elsewhere: a `Form` of ours is not Django's."""
        return {
            (alias.asname or alias.name).partition(".")[0]
            for node in self.find(ast.Import, ast.ImportFrom)
            for alias in node.names
            if not (getattr(node, "module", None) or alias.name).startswith("gremienwerk")
        }


def _last(base):
    base = base.value if isinstance(base, ast.Subscript) else base
    return getattr(base, "attr", getattr(base, "id", ""))


def _root(node):
    while isinstance(node, (ast.Subscript, ast.Attribute)):
        node = node.value
    return getattr(node, "id", "")


def _is_pair(target, value):
    return isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple)


def _owner(node):
    return _last(node.value if isinstance(node, ast.Subscript) else node)


def _part(node):
    return Module("", ast.unparse(node))


def _is_command(module):
    """A surface's commands keep a projection: they follow facts and are none themselves."""
    if module.name.startswith("surfaces/"):
        return False
    return module.path.parent.name == "commands" and not module.path.name.startswith("_")


MODULES = [
    Module(str(path.relative_to(SRC)), path.read_text())
    for path in sorted(SRC.rglob("*.py"))
    if "migrations" not in path.parts
]
CLASSES = [node for module in MODULES for node in module.find(ast.ClassDef)]
KNOWING = {  # querysets that know who may see a row
    c.name for c in CLASSES if any(getattr(node, "name", "") == "public" for node in c.body)
}
GUARDED = {
    c.name
    for c in CLASSES
    for node in c.body
    if isinstance(node, ast.Assign) and ast.unparse(node).startswith("objects = ")
    if re.split(r"\W+", ast.unparse(node.value))[0] in KNOWING
}
OWN = {name: bases for module in MODULES for name, bases in module.classes().items()}


def file_is_short(module):
    lines = len(module.text.splitlines())
    return [f"{lines} lines"] if lines > 300 else []


def functions_are_small(module):
    return [f.name for f in module.functions() if f.end_lineno - f.lineno >= 39]


def functions_take_few_parameters(module):
    taken = {
        f.name: f.args.posonlyargs + f.args.args + f.args.kwonlyargs for f in module.functions()
    }
    given = {
        name: [a for a in args if a.arg not in {"self", "cls"}] for name, args in taken.items()
    }
    return [name for name, args in given.items() if len(args) > 5]


def only_commands_jobs_and_foundation_write(module):
    """A local set or dict may be changed: `seen = set()`, then `seen.add(x)`.

    A picture is saved into a stream, `picture.save(stream)`; a row never takes one.
    """
    if "commands" in module.path.parts or module.path.name == "jobs.py":
        return []
    if module.name.startswith(WRITERS):
        return []
    draws = any((n.module or "").startswith("PIL") for n in module.find(ast.ImportFrom))
    heads = [
        n.func
        for n in module.find(ast.Call)
        if isinstance(n.func, ast.Attribute) and not (draws and n.func.attr == "save" and n.args)
    ]
    local = module.collections()
    return [h.attr for h in heads if h.attr in WRITES and _owner(h.value) not in local]


def save_is_never_overridden(module):
    return [f.name for f in module.functions() if f.name == "save"]


def meta_never_orders(module):
    metas = [_part(c) for c in module.find(ast.ClassDef) if c.name == "Meta"]
    return [n.id for meta in metas for n in meta.find(ast.Name) if n.id == "ordering"]


def a_command_is_atomic_asks_and_tells(module):
    """Who may do it is asked wherever the noun has a policy."""
    if not _is_command(module):
        return []
    called = {
        call
        for f in module.functions()
        if f.name == module.path.stem and "transaction.atomic" in map(ast.unparse, f.decorator_list)
        for call in _part(f).calls()
    }
    has_policy = (SRC / module.path.parents[1] / "policy.py").exists()
    return sorted(({"require", "publish"} if has_policy else {"publish"}) - called)


def a_module_says_which_question_it_answers(module):
    silent = module.path.name in {"apps.py", "__init__.py"} or not module.text.strip()
    return [] if silent or ast.get_docstring(module.tree) else ["no docstring"]


def an_inline_import_has_a_reason(module):
    inner = [n for f in module.functions() for n in ast.walk(f)]
    lines = {n.lineno for n in inner if isinstance(n, (ast.Import, ast.ImportFrom))}
    told = {n for n in lines if module.text.splitlines()[n - 1].endswith(REASONS)}
    return sorted(lines - told)


def own_classes_are_two_deep(module):
    own = OWN | module.classes()

    def depth(name, seen=()):
        parents = [base for base in own[name] if base in own and base not in seen]
        return 1 + max((depth(parent, (*seen, name)) for parent in parents), default=0)

    return [name for name in module.classes() if name in own and depth(name) > 2]


def names_say_something(module):
    words = {w for part in module.path.with_suffix("").parts for w in part.split("_")}
    defined = [f.name for f in module.functions()] + list(module.classes())
    parts = [w.lower() for name in defined for w in re.split(r"_|(?<=[a-z])(?=[A-Z])", name)]
    return sorted(BANNED & (words | set(parts)))


def a_property_never_queries(module):
    kinds = {"property", "cached_property"}
    read = [f for f in module.functions() if kinds & {_last(d) for d in f.decorator_list}]
    return [
        f"{f.name}: {node.func.attr}"
        for f in read
        for node in ast.walk(f)
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in READS
    ]


def nothing_hides_in_the_thread(module):
    names = [node.attr for node in module.find(ast.Attribute)]
    imported = [alias.name for n in module.find(ast.ImportFrom) for alias in n.names]
    hidden = {"ContextVar", "thread_sensitive"} & {*names, *imported}
    return [*hidden, *(["local"] if "threading.local" in module.text else [])]


def the_clock_is_a_parameter(module):
    inner = ("domain/", "design/", "foundation/")
    if not module.name.startswith(inner) or module.path.name == "jobs.py":
        return []
    if module.name in CLOCKS:
        return []
    bare = [n for n in module.find(ast.Call) if not n.args]  # `localdate(now)` asks no clock
    asked = [n for n in module.find(ast.Call) if ast.unparse(n.func) in NOW[:2]]
    return sorted({ast.unparse(n.func) for n in [*bare, *asked]} & set(NOW))


def surfaces_read_what_is_public_or_visible(module):
    """Whoever starts at a noun that knows drafts goes through what hides them."""
    if not module.name.startswith("surfaces/") or module.path.name == "jobs.py":
        return []
    lines = [ast.unparse(n) for n in module.find(ast.stmt) if not hasattr(n, "body")]
    hiding = "public|visible_to|listed|none|once_public"  # what is gone answers 410
    start = re.compile(rf"\b({'|'.join(GUARDED)})\.objects\.(?!({hiding})\b)")
    return [line for line in lines if start.search(line)]


COMMAND = "domain/meetings/commands/convene.py"
PLANTED = {
    file_is_short: [Module("x.py", "x = 1\n" * 301)],
    functions_are_small: [Module("x.py", "def f():\n" + "    x = 1\n" * 39)],
    functions_take_few_parameters: [Module("x.py", "def f(a, b, c, *, d, e, f): ...")],
    only_commands_jobs_and_foundation_write: [
        Module("domain/files/x.py", "from PIL import Image\nrow.save()"),
        Module("domain/files/x.py", "from io import BytesIO\nrow.save(True)"),
        *(Module("foundation/x.py", f"row.{write}()") for write in sorted(WRITES)),
    ]
    + [
        Module(name, f"things = Thing.objects.all()\nthings.{write}(x=1)")
        for write in sorted(WRITES)
        for name in ("surfaces/portal/views.py", "domain/meetings/queries.py", "reactions.py")
    ],
    save_is_never_overridden: [
        Module("x.py", "class A:\n    def save(self): ..."),
        Module("surfaces/portal/views.py", "def save(request): ..."),
    ],
    meta_never_orders: [Module("x.py", "class A:\n    class Meta:\n        ordering = ['x']")],
    a_command_is_atomic_asks_and_tells: [
        Module(COMMAND, "# require( publish( transaction.atomic"),
        Module(COMMAND, "def convene():\n    require()\n    publish()"),
        Module(COMMAND, "@transaction.atomic\ndef convene():\n    require()"),
        Module(COMMAND, "@transaction.atomic\ndef other():\n    require()\n    publish()"),
    ],
    a_module_says_which_question_it_answers: [Module("x.py", "x = 1")],
    an_inline_import_has_a_reason: [
        Module("x.py", "def f():\n    import y"),
        Module("x.py", "def f():\n    from x import y  # noqa: PLC0415 -- circular"),
    ],
    own_classes_are_two_deep: [
        Module("x.py", "class B(WorkspaceForm): ...\nclass C(B): ..."),
        Module("x.py", "class A: ...\nclass B(A): ...\nclass C(m.B[A]): ..."),
    ],
    names_say_something: [
        Module("domain/meetings/utils.py", ""),
        Module("surfaces/portal/date_helpers.py", ""),
        Module("common/x.py", ""),
        Module("x.py", "class MeetingServices: ..."),
        Module("x.py", "def misc_things(): ..."),
    ],
    a_property_never_queries: [
        Module("x.py", "class A:\n    @property\n    def b(self): return self.c.filter(d=1)"),
        Module("x.py", "class A:\n    @cached_property\n    def b(self): return self.c.exists()"),
    ],
    nothing_hides_in_the_thread: [
        Module("x.py", "import threading\nx = threading.local()"),
        Module("x.py", "from contextvars import ContextVar"),
    ],
    the_clock_is_a_parameter: [
        Module("domain/meetings/queries.py", f"def f(): return {call}()") for call in NOW
    ],
    surfaces_read_what_is_public_or_visible: [
        Module("surfaces/portal/views.py", "def f():\n    return Meeting.objects.all()"),
        Module("surfaces/feeds/views.py", "x = [m for m in Meeting.objects.filter(a=1)]"),
    ],
}
ACCEPTED = {  # what a rule that is read too widely would reject
    only_commands_jobs_and_foundation_write: [
        Module("domain/files/x.py", "from PIL import Image\nImage.new().save(stream)"),
        Module("surfaces/portal/x.py", "seen = set()\nseen.add(1)"),
    ],
    own_classes_are_two_deep: [
        Module("x.py", "from django import forms\nclass Form(forms.Form): ...\nclass B(Form): ..."),
    ],
    the_clock_is_a_parameter: [
        Module("domain/meetings/queries.py", "def f(now): return timezone.localdate(now)"),
    ],
    surfaces_read_what_is_public_or_visible: [
        Module("surfaces/portal/views.py", "def f():\n    return Meeting.objects.none()"),
    ],
}
PLANTS = [(rule, module) for rule, modules in PLANTED.items() for module in modules]


@pytest.mark.parametrize("rule", PLANTED, ids=lambda rule: rule.__name__)
def test_the_rule_holds_everywhere(rule):
    assert len(MODULES) > 50
    assert {module.name: rule(module) for module in MODULES if rule(module)} == {}


@pytest.mark.parametrize(("rule", "module"), PLANTS)
def test_the_rule_rejects_what_breaks_it(rule, module):
    assert rule(module)


@pytest.mark.parametrize(
    ("rule", "module"), [(rule, module) for rule, all_ in ACCEPTED.items() for module in all_]
)
def test_the_rule_lets_pass_what_is_right(rule, module):
    assert rule(module) == []
