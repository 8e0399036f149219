"""Every sentence Stapje says: there when the code asks for it, in both languages, one question at a time.

Whether it reads easily and kindly: test_plain_texts.py.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml
from fluent.syntax import ast as ftl
from fluent.syntax import parse
from fluent.syntax.visitor import Visitor

from actions import dashboard, occupancy, routing, texts
from actions.card import MOTIFS
from actions.caseload import DAY, RANK
from actions.figures import SPANS
from actions.first_aid import PLANS
from actions.referral_clock import RUNGS
from actions.replies import GAPS
from bot.web import desks, help_pages, new_client, replies, routes_page
from bot.web.people import SECTIONS
from bot.web.people_page import OWN_NOTES
from bot.web.referral_exports import COLUMNS
from bot.web.rights_page import NOTES as RIGHTS_NOTES
from bot.web.today import NOTES, SHOWN
from bot.web.trail_page import COLUMNS as TRAIL_COLUMNS
from nlu.crisis import find_crisis
from nlu.letters import THREATS
from nlu.understanding import CrisisKind
from storage import dashboard as counted
from storage.beds import END_REASONS
from storage.caseload import QUESTIONS
from storage.checkins import CLOSED_AS
from storage.clients import FILTERS, ORDERS
from storage.debts import ADMINISTRATIONS, EXITS, STAGES
from storage.facilities import GROUPS
from storage.forgetting import IN_THE_WAY
from storage.help_places import KINDS as HELP
from storage.holdings import HOLDINGS
from storage.later import WHY_HELD
from storage.milestones import KINDS as MILESTONES
from storage.money import ANSWERS
from storage.person_changes import FIELDS as CHANGED
from storage.referral_queue import CLOCKS
from storage.referral_queue import SHOWN as QUEUES
from storage.retention import KINDS as KEPT
from storage.rights import KINDS as RIGHTS
from storage.rights import STATES as RIGHTS_STATES
from storage.staff import Role
from storage.tasks import KINDS as TASKS
from storage.timeline import KINDS as TIMELINE
from storage.timeline import LOOKS, MERGES
from storage.turn_aways import REASONS

ROOT = Path(__file__).parents[3]
CODE = [*(ROOT / "actions").glob("*.py"), *(f for f in (ROOT / "bot").rglob("*.py") if "node_modules" not in f.parts)]
LANGUAGES = ("nl", "en")
INTENTS = yaml.safe_load((ROOT / "nlu" / "project" / "domain.yml").read_text(encoding="utf-8"))["intents"]
_ASKED = " ".join(QUESTIONS).replace("_", "-")
_BOARDS = "waits crises silences check-ins terms appointments messages caseload"
COMPOSED = {
    "meaning": " ".join(INTENTS),
    "group-one": " ".join(GROUPS),
    "group": "many some",
    "role": " ".join(Role).replace("_", "-"),
    "crisis": " ".join(CrisisKind).replace("crisis_", "").replace("_", "-"),
    "debt-type": "huur energie water zorgverzekering boetes belasting telefoon lening alimentatie webwinkel overig "
    "post",
    "debt-loss": " ".join([*THREATS, "unknown"]).replace("_", "-"),
    "debt-money": " ".join(ADMINISTRATIONS),
    "debt-share": "name debt-types threat municipality administration letters words",
    "domain": "wonen familie gezondheid mensen geld schulden leren werk",
    "municipality": "almelo hellendoorn rijssen-holten tubbergen twenterand wierden",
    "beds": "free full unknown-pet unknown-step-free no-fit-pet no-fit-children no-fit-step-free no-fit-age",
    "appointment": "line line-proposed still-proposed confirmed",
    "button-part": "morning afternoon evening",
    "agenda-kind": "off-day off extra",
    "agenda-note": "hours-kept hours-gone exception-kept exception-gone",
    "nudge-appointment": "day-before two-hours leave after missed",
    "night-nav": "guests turn-aways waiting handover switches print figures",
    "night-sum": "in left held expired no-show cancelled ended",
    "invite": "unknown used expired",
    "privacy-wish": "see delete correct",
    "trail-nav": "audit rights retention",
    "trail-channel": "page api chat",
    "trail-column": " ".join(TRAIL_COLUMNS),
    "trail": "client stapje somebody",
    "rights-kind": " ".join(RIGHTS),
    "rights-asked": "client staff",
    "rights-state": " ".join(RIGHTS_STATES),
    "rights-note": " ".join(RIGHTS_NOTES),
    "rights-no": "unknown-person over words own no-proposal sure " + " ".join(IN_THE_WAY),
    "rights-was": "gone nameless stays",
    "held": " ".join(holding.table for holding in HOLDINGS).replace("_", "-"),
    "retention-kind": " ".join(kind.key for kind in KEPT),
    "retention-source": " ".join(kind.key for kind in KEPT),
    "data-mood": "good so-so bad",
    "turn-away": " ".join(REASONS).replace("_", "-"),
    "figures-view": "occupancy people regulars demand lengths appointments",
    "figures-reminded": "none made day-before two-hours yes leave",
    "figures-span": " ".join(SPANS),
    "figures-head": "man vrouw kind none",
    "figures-part": "man vrouw kind none hidden",
    "not-for": "visitor you",
    "caseload-head": f"{_ASKED} call",
    "caseload-none": f"{_ASKED} call day",
    "caseload-about": _ASKED,
    "caseload-why": " ".join(RANK).replace("_", "-"),
    "digest": " ".join(DAY).replace("_", "-"),
    "today-part": " ".join(SHOWN).replace("_", "-"),
    "work-deed": "done take contact later seen came missed back",
    "work-note": " ".join(NOTES),
    "team": "clients conversations waiting due",
    "team-wrong": "choice colleague",
    "dashboard-span": " ".join(dashboard.SPANS),
    "dashboard-board": _BOARDS,
    "dashboard-rule": _BOARDS,
    "dashboard-table": f"{_BOARDS} waits-by-day",
    "dashboard-chart": "waits-team waits-part crises silences check-ins terms appointments messages caseload-team "
    "caseload-place",
    "dashboard-column": "team over running median p90 aim median-before part when number share before share-before "
    "silences terms appointments try asked answered municipality clients unreachable never by-person by-bot by-human "
    "channel-webchat channel-telegram channel-none",
    "dashboard-silences": "none",
    "dashboard-terms": "none",
    "dashboard-appointments": "none",
    "dashboard-found": " ".join(counted.FOUND_BY).replace("_", "-"),
    "dashboard-kept": " ".join(counted.KEPT_HOW),
    "dashboard-clock": " ".join(counted.CLOCKS).replace("_", "-"),
    "dashboard-term": " ".join(counted.HOW_TERMS_ENDED),
    "dashboard-channel": "webchat telegram none",
    "today-milestone": " ".join(MILESTONES).replace("_", "-"),
    "transfer-no": "cannot-answer other-team overlaps circle past in-order has-clients stands-in choice dates",
    "summary-channel": "telegram webchat",
    "referral-in": " ".join(stage for stage in STAGES if stage != "closed"),
    "referral-closed": " ".join(EXITS).replace("_", "-"),
    "referral-clock": "first-talk decision " + " ".join(rung.name for rung in RUNGS).replace("_", "-"),
    "referral-refused": "taken closed reason date stage running",
    "referral-what": "name debt-types threat municipality administration letters words",
    "rhythm": "twice-a-week quarter months",
    "inbox-rhythm-template": "after-shelter light close",
    "inbox-rhythm-after-year": "asked never",
    "step-helper": "contact family",
    "bridge": "title-some title-none below-some below-none",
    "milestone": " ".join(MILESTONES).replace("_", "-"),
    "milestone-name": " ".join(MILESTONES).replace("_", "-"),
    "card-alt": " ".join(MOTIFS),
    "inbox-card": " ".join(MOTIFS),
    "first-aid": " ".join(plan.key(part).removeprefix("first-aid-") for plan in PLANS.values() for part in plan.parts),
    "button-first-aid": "say bring more",
    "button-basics": "food clothes furniture emergency-money",
    "help-kind": " ".join(HELP).replace("_", "-"),
    "help-field": " ".join(help_pages.FIELDS).replace("_", "-") + " active",
    "help-done": " ".join(help_pages.DONE),
    "desk-field": " ".join(desks.FIELDS).replace("_", "-") + " active",
    "desk-done": " ".join(desks.DONE),
    "desk": "normal urgent word-normal word-urgent",
    "queue-view": " ".join(QUEUES),
    "queue-empty": f"{' '.join(QUEUES)} chosen teach back",
    "queue-term": f"{' '.join(CLOCKS)} done later unknown".replace("_", "-"),
    "queue-rule": "first-talk first-talk-urgent decision no-weeks",
    "queue-threat": "eviction cut-off insurance attachment bailiff unknown on when-unknown",
    "queue-part": "debt-types threat municipality administration words letters",
    "queue-administration": " ".join(ADMINISTRATIONS),
    "queue-stage": " ".join(STAGES),
    "queue-exit": " ".join(EXITS).replace("_", "-"),
    "queue-happened": "stage accepted returned passed-on told-client told-stapje warned withdrawn",
    "queue-happened-breach": " ".join(CLOCKS).replace("_", "-"),
    "queue-column": " ".join(COLUMNS),
    "queue-desk": "phone hours address bring",
    "queue-by": "client stapje",
    "writing-gap": " ".join(GAPS),
    "later-held": " ".join(WHY_HELD).replace("_", "-"),
    "later-over": "sent cancelled",
    "later-preset": "tomorrow monday week",
    "reply-field": " ".join(replies.FIELDS).replace("_", "-") + " active",
    "reply-done": " ".join(replies.DONE),
    "inbox-money": "enough tight out other none",
    "find-kind": "all person human note",
    "find-order": "newest best",
    "find-teach": "title 1 2 3 4",
    "filter": "team municipality label mood silent term assigned channel task",
    "filter-mood": "good so-so bad",
    "filter-channel": "telegram webchat",
    "view": "kept gone moved no-name too-many no-filter",
    "command-group": "deed person page search",
    "command-status": "open waiting resolved",
    "command-priority": "urgent high normal low",
    "route-whose": " ".join(routing.WHOSE),
    "route-one": "visitor client",
    "route-field": " ".join((*routes_page.ASKED, "default")),
    "route-language": "nl en",
    "route-in": "nl en",
    "route-subject": " ".join(routing.SUBJECTS),
    "route-about": " ".join(routing.SUBJECTS),
    "client-field": " ".join(new_client.FIELDS),
    "client-choose": "language municipality contact messages",
    "client-language": "nl en",
    "client-messages": "yes no",
    "person-section": " ".join(SECTIONS),
    "person-note": " ".join(OWN_NOTES),
    "people-sort": " ".join(ORDERS),
    "people-only": " ".join(name or "all" for name in FILTERS).replace("_", "-"),
    "mood-trend": "now same better worse",
    "timeline-kind": " ".join(TIMELINE),
    "timeline-messages": "person bot human",
    "timeline-moods": "good so-so bad told " + " ".join(CLOSED_AS) + " open",
    "timeline-steps": "step-made step-done step-partly step-not-done step-dropped goal-made goal-reached goal-dropped",
    "timeline-debts": "asked",
    "timeline-money": " ".join(ANSWERS) + " none no-answer post post-done",
    "timeline-appointments": "made-by-client made-by-staff done missed cancelled open",
    "timeline-nights": "held stayed " + " ".join(r.replace("_", "-") for r in END_REASONS if r != "mistake"),
    "timeline-notes": "note removed",
    "timeline-tasks": "raised done",
    "timeline-record": "handed-over " + " ".join([*CHANGED, *MERGES]).replace(".", "-").replace("_", "-"),
    "timeline-looks": " ".join(LOOKS).replace(".", "-"),
    "consent-part": "name debt-types threat municipality administration letters words",
    "inbox-appointment": "cancelled done missed open",
    "inbox-badge": " ".join(TASKS).replace("_", "-"),
    "inbox-went": "good so-so bad",
}
"""Keys that the code puts together: how they begin, and with what they go on."""

READERS: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("plain_texts.yml").read_text(encoding="utf-8"))
"""Who reads which texts; the rules for clients' texts are not for those of professionals, short as a telegram."""
LABEL = re.compile(
    r"button-(?!is-old)|meaning-|domain-|group-one-|debt-type-|debt-threat-|debt-money-|municipality-"
    r"|turn-away-|language-(nl|en)"
)
LONGEST_LABEL = 28
MOST_SAID = 3
"""Statements besides the one question: DOMAIN.md asks for two; a truth about help or privacy may take one more."""
NUMBERS = ("count", "free", "minutes", "hours", "days")
SAMPLES: dict[str, Any] = {
    "meaning": "Ik zoek een bed", "name": "x" * 24,
    "place": "Nachtopvang", "group": "man", "noun": "2 mannen", "clock": "14:30", "at": "21:05",
    "until": "22:30", "phone": "0546 000000", "address": "Dorpsstraat 1", "opens": "17:00", "closes": "09:00",
    "euros": "6", "bed": "4", "beds": "4, 5", "names": "A, B", "kind": "photo", "taken": 8, "held": 1, "done": 1,
    "asked": 2, "moods": 3, "municipality": "Twenterand", "moment": "donderdag 26 november om 14:30",
    "day": "donderdag 26 november", "who": "Noor", "where": ", wijkcentrum", "bring": "je pas",
    "route": "https://kaart.example/1", "other": "vrijdag 27 november om 14:30", "words": "tot dan",
    "what": "de huisarts bellen",
    "when": "morgen", "age": "Net geteld, om 21:05.", "steps": "• de huisarts bellen", "role": "contactpersoon",
    "link": "https://kaart.example/1", "coming": "22:00", "youngest": 18, "oldest": 26,
    "share": "85%", "used": 12, "offered": 14, "least": 30, "of": 90, "most": 30,
    "bars": 30, "top": 14, "low": 2, "gap": 1, "parts": "50% man, 50% vrouw", "children": 12,
    "head": "vrouw", "rhythm": "elke 2 weken op dinsdag om 10:30", "then": "elke maand",
    "kinds": "huur, boetes", "total": 14, "span": "12 min", "number": "01ef", "room": "3", "reason": "lekkage",
    "state": "taken", "why": "geen plek", "to": "Enschede", "board": "/beds", "recorded": 12, "extra": 4, "people": 3,
    "good": 4, "soso": 3, "bad": 2, "first": "donderdag 26 november", "last": "vrijdag 27 november", "year": "2026",
    "helper": "mijn zus", "goal": "een eigen huis", "goals": "• een eigen huis", "said": "het is dinsdag",
    "part": "Wonen", "line": "Wat fijn dat je er bent.",
    "since": "3 uur", "colleague": ", met Noor", "about": "al 3 uur", "page": "/inbox/today",
    "from": "Noor", "away": "Noor", "list": "• je naam", "desk": "Schuldhulp Almelo", "open": " (9:00 tot 12:00)",
    "time": "2 uur", "now": "13:30", "writer": "Noor",
    "subject": "beds", "every": "3 dagen", "today": "donderdag 26 november",
}  # fmt: skip


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:
        self.names.add(node.id.name)


@cache
def files(language: str) -> dict[str, tuple[Any, ...]]:
    """The entries of each file of a language, in order; a file is called by its subject."""
    found = sorted((texts.FOLDER / language).glob("*.ftl"))
    return {file.stem: tuple(parse(file.read_text(encoding="utf-8")).body) for file in found}


def entries(language: str) -> tuple[Any, ...]:
    """All entries of a language's files, in order."""
    return tuple(entry for some in files(language).values() for entry in some)


def for_staff(file: str, key: str) -> bool:
    """Whether professionals read a text, not the people they work for."""
    return file in READERS["staff_files"] or any(stands_in(key, part) for part in READERS["staff_keys"])


def stands_in(key: str, part: str) -> bool:
    """Whether a key begins with these letters, or ends with them when a star stands before them."""
    return key.endswith(part[1:]) if part.startswith("*") else key.startswith(part)


@cache
def variables(language: str) -> dict[str, frozenset[str]]:
    """Which variables each key of a language needs."""
    found = {}
    for entry in entries(language):
        if isinstance(entry, ftl.Message):
            visitor = _Variables()
            visitor.visit(entry)
            found[entry.id.name] = frozenset(visitor.names)
    return found


def renderings(language: str, key: str) -> Iterator[str]:
    """A text filled in with samples, in every variant that a number, a group or a kind can give it."""
    needed = variables(language)[key]
    some: dict[str, tuple[Any, ...]] = dict.fromkeys(NUMBERS, (0, 1, 3))
    some |= {"group": (*GROUPS, "?"), "kind": ("photo", "voice", "document", "sticker", "other")}
    some |= {"tone": (1, 2, 3, 4), "today": ("yes", "no"), "which": ("both", "day", "hours", "none")}
    chosen = {name: values for name, values in some.items() if name in needed}
    for values in product(*chosen.values()):
        yield texts.say(language, key, **(SAMPLES | dict(zip(chosen, values, strict=True))))


def said_to_people(language: str) -> list[tuple[str, str]]:
    """Every sentence-like text for clients and visitors, filled in: (key, text)."""
    named = [(file, e.id.name) for file, some in files(language).items() for e in some if isinstance(e, ftl.Message)]
    keys = [key for file, key in named if not for_staff(file, key) and not LABEL.match(key)]
    return [(key, said) for key in keys for said in renderings(language, key)]


def sentences(said: str) -> list[str]:
    """The sentences of a text; a line ends one too."""
    return [part for line in said.split("\n") for part in re.split(r"(?<=[.!?])\s+", line) if re.search(r"\w", part)]


def literals(node: ast.expr) -> Iterator[str]:
    """The text keys an argument can be: a literal, or either side of a choice."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from literals(node.body)
        yield from literals(node.orelse)


def key_of(call: ast.Call) -> tuple[ast.expr, frozenset[str] | None] | None:
    """The argument of a call that is a text key, with the variables passed (None: it is not plain to see which)."""
    function = call.func
    name = (
        function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""
    )
    if name in ("offer", "_choice"):
        return call.args[1 if name == "_choice" else 0], frozenset({"name"})
    if name not in ("say", "word") or not call.args:
        return None
    plain = (
        isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and function.value.id == "texts"
    )
    passed = [k.arg for k in call.keywords]
    return call.args[1 if plain else 0], None if None in passed else frozenset(p for p in passed if p)


def facts(tree: ast.AST, name: str) -> frozenset[str]:
    """The variables that a form's `facts` function returns."""
    function = next(n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name == name)
    keys = [
        k
        for n in ast.walk(function)
        if isinstance(n, ast.Return) and isinstance(n.value, ast.Dict)
        for k in n.value.keys
    ]
    return frozenset(k.value for k in keys if isinstance(k, ast.Constant) and isinstance(k.value, str))


def asked(tree: ast.AST, call: ast.Call) -> Iterator[tuple[str, frozenset[str]]]:
    """The keys that a Slot or Form names, with the variables they get."""
    given = {k.arg: k.value for k in call.keywords}
    passed = facts(tree, ast.unparse(given["facts"])) if "facts" in given else frozenset[str]()
    for name in ("ask", "again", "stopped"):
        if name in given:
            yield from ((key, passed) for key in literals(given[name]))


def options(tree: ast.AST) -> Iterator[str]:
    """The labels of buttons that stand in tables: _OPTIONS of a form, _GROUPS."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and re.fullmatch(r"_\w*(OPTIONS|GROUPS)", ast.unparse(node.targets[0])):
            for row in ast.walk(node.value):
                if isinstance(row, ast.Tuple) and row.elts and isinstance(row.elts[0], ast.Constant):
                    yield from (key for key in literals(row.elts[0]) if "-" in key)


def used() -> list[tuple[str, frozenset[str] | None]]:
    """Every key that stands literally in the code, with the variables it gets."""
    found: list[tuple[str, frozenset[str] | None]] = []
    for file in CODE:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        found += [(key, frozenset()) for key in options(tree)]
        for call in (n for n in ast.walk(tree) if isinstance(n, ast.Call)):
            if isinstance(call.func, ast.Name) and call.func.id in ("Slot", "Form"):
                found += asked(tree, call)
            elif (what := key_of(call)) is not None:
                found += [(key, what[1]) for key in literals(what[0])]
    return found


def composed() -> set[str]:
    """Every key that the code puts together from a name."""
    return {f"{start}-{name}" for start, names in COMPOSED.items() for name in names.split()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_files_have_no_mistakes_and_no_key_twice(language: str) -> None:
    assert not [entry.content for entry in entries(language) if isinstance(entry, ftl.Junk)]
    names = Counter(entry.id.name for entry in entries(language) if isinstance(entry, ftl.Message))
    assert not [name for name, times in names.items() if times > 1]


def test_dutch_and_english_say_the_same_things_with_the_same_variables() -> None:
    assert variables("nl") == variables("en")


def test_the_scan_of_the_code_finds_keys() -> None:
    keys = {key for key, _ in used()}
    assert {"crisis-still-here", "debt-consent", "button-yes-pass-on", "debt-stopped", "failed-sorry"} <= keys


@pytest.mark.parametrize("key", sorted({key for key, _ in used()} | composed()))
def test_what_the_code_says_has_a_text(key: str) -> None:
    assert key in texts.keys("nl")


@pytest.mark.parametrize(("key", "passed"), sorted({(k, p) for k, p in used() if p is not None}, key=str))
def test_a_text_needs_no_more_than_the_code_gives(key: str, passed: frozenset[str]) -> None:
    assert variables("nl").get(key, frozenset()) <= passed


def test_an_unknown_key_or_a_missing_variable_is_an_error() -> None:
    with pytest.raises(texts.MissingText):
        texts.say("nl", "no-such-text")
    with pytest.raises(texts.MissingText):
        texts.say("nl", "beds-released")


def test_a_language_we_do_not_speak_gets_dutch() -> None:
    assert texts.say("pl", "thank") == texts.say("nl", "thank")


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_question_and_little_else(language: str) -> None:
    plain = [(k, said) for k, said in said_to_people(language) if "•" not in said]
    assert not [key for key, said in said_to_people(language) if said.count("?") > 1]
    assert not [key for key, said in plain if sum(not s.endswith("?") for s in sentences(said)) > MOST_SAID]


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_fit_on_a_button(language: str) -> None:
    keys = [key for key in variables(language) if LABEL.match(key) and key != "button-named-step"]
    assert not [said for key in keys for said in renderings(language, key) if len(said) > LONGEST_LABEL]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pressed_label_raises_no_alarm_and_books_nobody(language: str) -> None:
    calm = [k for k in variables(language) if LABEL.match(k) and "crisis" not in k]
    assert not [said for key in calm for said in renderings(language, key) if find_crisis(said)]
    assert occupancy.direction(texts.say(language, "button-who-is-in")) is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("key", "numbers"),
    [
        ("crisis-self-harm", ["112", "113"]),
        ("crisis-violence", ["112", "0800-2000", "0800-0188"]),
        ("crisis-medical", ["112"]),
        ("crisis-still-here", ["112", "113", "0800-2000"]),
        ("crisis-are-you-safe", ["112", "113"]),
    ],
)
def test_the_numbers_are_there_and_danger_comes_first(language: str, key: str, numbers: list[str]) -> None:
    said = texts.say(language, key)
    places = [re.search(rf"(?i)(?:bel|call)[^.\n]*(?<![\d-]){number}(?![\d-]|\.nl)", said) for number in numbers]
    assert all(places)
    assert [place.start() for place in places if place] == sorted(place.start() for place in places if place)
    assert not re.search(r"[\U0001F000-\U0001FFFF\u2600-\u27BF]", said)
