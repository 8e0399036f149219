"""From a whole sentence to the step in it: "ik ga morgen de huisarts bellen, zet maar neer" → "de huisarts bellen".

The words stay the person's own; only what is said around the step is taken off.
"""

from __future__ import annotations

import re

from nlu.understanding import TimeSpan, Understanding

LEAD_INS = (
    r"(?:ok(?:e|é)?|hoi|hey|hallo|nou|ja|yes|dan|dus|so)[,\s]+",
    r"mijn (?:volgende )?stap(?:je)?(?: voor)?(?:\s+(?:is|wordt))?:?\s*(?:dat ik )?",
    r"(?:(?:mijn|nieuw|een|my) )?(?:doel|goal)\b(?: (?:voor|for))?(?:\s+(?:is|wordt))?:?\s*(?:om |to |dat ik )?",
    r"(?:nieuwe?|volgende) stap(?:je)?:?\s*",
    r"(?:ik|k|we) (?:ga|wil|zal|moet|kan|neem me voor om|heb me voorgenomen om|ben van plan om)"
    r"(?: graag| nog| eens| ook| maar| echt)*\s+",
    r"(?:i(?:'m| am)? (?:going to|gonna|want to|will|have to|need to|plan to)|i'll|my (?:next )?step is(?: to)?:?)\s+",
    r"(?:graag|als stap|om te|om|to)\s+",
)
LEAD_OUTS = (
    r"[,.;]?\s*(?:dus |en )?(?:zet|schrijf|noteer|sla)\b.*$",
    r"[,.;]?\s*(?:is|wordt) mijn (?:volgende )?stap(?:je)?.*$",
    r"[,.;]?\s*(?:als|voor) (?:mijn )?(?:volgende )?stap(?:je)?.*$",
    r"[,.;]?\s*(?:put|write) (?:it|that) down.*$",
    r"[\s,.;!]+$",
)
NO_STEP = re.compile(
    r"(?:nog )?(?:een |n )?(?:nieuwe? |kleine? |volgende )*stap(?:je)?(?: erbij)?"
    r"(?: (?:te )?(?:zetten|maken|kiezen|toevoegen|bedenken|doen|nemen|opschrijven))?"
    r"|(?:take |make |set |choose |add )?(?:a |another )?(?:new |small |next )*step"
)
"""Who says that they want a step has not said which one."""
LEFT_ALONE = re.compile(r"\b(?:om|op|rond|tegen|at|on)\s*$", re.IGNORECASE)


def step_in(understood: Understanding) -> str | None:
    """The step that a sentence names, in its own words and without the time; None when nothing is left of it."""
    said = _without_times(understood)
    for _ in range(3):
        for pattern in LEAD_INS:
            said = re.sub(rf"^\s*{pattern}", "", said, flags=re.IGNORECASE)
    for pattern in LEAD_OUTS:
        said = re.sub(pattern, "", said, flags=re.IGNORECASE)
    said = re.sub(r"\s+", " ", said).strip(" ,.!-:")
    if NO_STEP.fullmatch(said.lower()):
        return None
    return said if (len(said) >= 4 and " " in said) or len(said) >= 6 else None


LENGTH = re.compile(r"(?:een|\d) uur", re.IGNORECASE)


def times_in(understood: Understanding) -> list[TimeSpan]:
    """The moments that a sentence names. In "een uur wandelen" the hour is how long it takes, and part of the step."""
    return [span for span in understood.times if not _is_length(understood.text, span)]


def _is_length(said: str, span: TimeSpan) -> bool:
    after = said[span.position + len(span.text) :]
    return LENGTH.fullmatch(span.text) is not None and re.match(r"\s+\w", after) is not None


def _without_times(understood: Understanding) -> str:
    said = understood.text
    for span in sorted(times_in(understood), key=lambda t: -t.position):
        before = LEFT_ALONE.sub("", said[: span.position])
        said = before + said[span.position + len(span.text) :]
    return said


NO_IDEA = re.compile(
    r"(?:(?:hm+|eh+|tja|nou|oh|uh+|nee|ja)[,. ]+)*(?:"
    r"(?:ik )?weet (?:ik )?(?:het |'?t )?(?:ook |even |echt |nog |zelf |gewoon |zo )*(?:niet|niks)"
    r"(?: meer| zo| goed| zo goed| precies)?(?:,? (?:wat|waar|welke|hoe)\b.{0,30})?"
    r"|(?:ik heb )?(?:echt |nog )?(?:geen|gn) (?:flauw )?idee"
    r"|(?:kan|kun|wil) je (?:me|mij) helpen (?:met |om )?(?:een stap(?:je)? )?(?:te )?(?:kiezen|bedenken)"
    r"|help (?:me|mij)(?: even| eens| dan| maar)?(?: met| bij)?(?: een(?: kleine?)? stap(?:je)?)?(?: te)?"
    r" (?:kiezen|bedenken|verzinnen)"
    r"|(?:kies|zeg|bedenk|noem|verzin) (?:jij|maar)(?: het)?(?: maar)?(?: iets| wat| een stap(?:je)?)?"
    r"|(?:doe|noem) maar (?:iets|wat)"
    r"|(?:geef (?:me|mij) |heb je |mag ik |weet jij |weet je )?(?:maar |nog )?(?:een |wat |n )?"
    r"(?:idee|ideetje|idee[ëe]n|ideetjes|voorbeeld|voorbeelden)(?: graag| voor (?:me|mij))?"
    r"|weet (?:jij|je) (?:iets|wat|een(?: kleine?)? stap(?:je)?)(?: voor (?:me|mij))?"
    r"|idk|dunno|no (?:idea|clue)|not sure"
    r"|i (?:really |just )?(?:do not|don['’]?t) know(?: (?:what|where|which)\b.{0,30})?"
    r"|help me (?:choose|pick|decide|think of (?:a|one)(?: small)? step)"
    r"|(?:give me |got |do you have |can i have )?(?:an? |any |some )?ideas?"
    r"|you (?:choose|pick|decide)(?: one)?(?: for me)?"
    r")(?: hoor| please| sorry| alsjeblieft| alstublieft| aub)?"
)
"""The whole message says that nothing comes to mind, or asks for an idea; part of a longer story does not count."""
OTHERS = re.compile(
    r"(?:nog |heb je |some |any )*(?:andere?|others?|meer|more)"
    r"(?: idee(?:[ëe]n)?| stap(?:pen)?| onderwerp(?:en)?| ideas?| ones| topics?)?"
    r"|nog een paar|volgende|next|verder"
)
NONE = re.compile(
    r"(?:nee|no|nope|mwah)(?:,? (?:dank je|thanks|liever niet|rather not))?"
    r"|(?:nee,? |no,? )?(?:geen van (?:deze|die|alle|de)(?: drie)?|none of (?:these|those|them))"
)
OWN = re.compile(
    r"(?:liever )?(?:iets anders|zelf(?: iets)?(?: bedenken| schrijven| kiezen)?)|something else|my own(?: step)?"
)
ANY = re.compile(
    r"(?:het |dat )?(?:maakt|maak|mkt) (?:me |mij )?(?:het )?(?:echt )?niet(?:s)? uit|alles|wat dan ook|any(?:thing)?"
    r"|whatever|(?:it )?(?:doesn['’]?t|does not) matter|i don['’]?t mind"
)

PARTLY = re.compile(
    r"\b(?:deels|gedeeltelijk|half (?:gelukt|gedaan|af|klaar)|voor de helft|een (?:deel|stuk(?:je)?|begin)|beetje"
    r"|begonnen|nog niet (?:alles|helemaal)|partly|partially|half (?:of it|done)|a (?:bit|part|start)|some of it"
    r"|not all of it)\b",
    re.IGNORECASE,
)
LATER = re.compile(
    r"\b(?:later|een andere? (?:keer|dag|moment|tijd)|ander moment|andere tijd|uitstellen|verzetten|verschuiven"
    r"|opschuiven|another (?:time|day|moment)|postpone|reschedule)\b",
    re.IGNORECASE,
)
SMALLER = re.compile(r"\b(?:kleiner|kleinere|minder tegelijk|in stukjes|smaller|in parts)\b", re.IGNORECASE)
COMPANY = re.compile(
    r"\b(?:iemand (?:mee|erbij|die (?:mee|helpt))|niet alleen|samen|hulp|mee gaan|meegaan|meegaat|help|someone with me"
    r"|company|together|not alone)\b",
    re.IGNORECASE,
)
ANOTHER = re.compile(
    r"\b(?:andere stap|iets anders|een nieuwe stap|another step|something else|different step)\b", re.IGNORECASE
)

REMINDER = re.compile(
    r"(?:ja,? )?(?:graag )?(?:herinner (?:mij|me)(?: maar| er ?aan)?|(?:een )?(?:seintje|herinnering)(?: graag)?"
    r"|stuur (?:mij |me )?een (?:seintje|herinnering)|(?:yes,? )?remind me|(?:a )?reminder)(?: graag| please| aub)?"
)

SO_SO = re.compile(
    r"(?:(?:het|dat) )?(?:ging|gaat|was) wel(?: ok[eé]?)?|mwah|zo ?zo|redelijk|so so|it was ok(?:ay)?|not bad"
)


def went_so_so(said: str) -> bool:
    """Whether the whole message says that something went neither well nor badly."""
    return _is(SO_SO, said)


def wants_reminder(said: str) -> bool:
    """Whether the whole message asks to be reminded."""
    return _is(REMINDER, said)


def says_partly(said: str) -> bool:
    """Whether somebody says that a part of a step was taken: "half gelukt", "een begin gemaakt"."""
    return PARTLY.search(said) is not None


def says_later(said: str) -> bool:
    """Whether somebody would rather do it another time."""
    return LATER.search(said) is not None


def wants_smaller(said: str) -> bool:
    """Whether a smaller step would help."""
    return SMALLER.search(said) is not None


def wants_company(said: str) -> bool:
    """Whether it would help if somebody came along."""
    return COMPANY.search(said) is not None


def wants_another(said: str) -> bool:
    """Whether another step would be better."""
    return ANOTHER.search(said) is not None


def asks_for_ideas(said: str) -> bool:
    """Whether somebody says that no step comes to mind, or asks for one: "weet niet", "help me kiezen", "idk"."""
    return _is(NO_IDEA, said)


def wants_others(said: str) -> bool:
    """Whether somebody wants to see more of what was offered: "nog een paar", "other ideas"."""
    return _is(OTHERS, said)


def none_fits(said: str) -> bool:
    """Whether nothing that was offered fits: "nee", "geen van deze"."""
    return _is(NONE, said) or asks_for_ideas(said)


def wants_own(said: str) -> bool:
    """Whether somebody would rather write a step of their own."""
    return _is(OWN, said)


def any_will_do(said: str) -> bool:
    """Whether it does not matter what a step is about; not knowing is no wish either."""
    return _is(ANY, said) or asks_for_ideas(said)


def _is(pattern: re.Pattern[str], said: str) -> bool:
    return pattern.fullmatch(" ".join(said.casefold().split()).strip(" .!?,…")) is not None
