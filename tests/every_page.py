"""Every page of the web application: who opens it, and how its address is made in the example town (whole_town.py).

A route that gives a page and is not in PAGES fails tests/integration/test_every_page.py; acceptance tests look at each
of them with a browser (acceptance/looking.py), and `make screenshots` makes pictures of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import quote

from storage.staff import Role

HALF_IN = "half in"
"""Somebody whose password was right, before the second step."""


class Subject(StrEnum):
    """What pages are about; each is looked at in a test of its own."""

    DOOR = "door"
    INBOX = "inbox"
    WORK = "work"
    PEOPLE = "people"
    BEDS = "beds"
    FIGURES = "figures"
    DEBTS = "debts"
    KEEPING = "keeping"
    TRUST = "trust"


LOOKED_AT: dict[str, tuple[Subject, ...]] = {
    "care": (Subject.INBOX, Subject.WORK, Subject.PEOPLE),
    "night": (Subject.DOOR, Subject.BEDS, Subject.FIGURES),
    "order": (Subject.DEBTS, Subject.KEEPING, Subject.TRUST),
}
"""Which file of acceptance tests looks at which pages (acceptance/test_pages_of_….py), of about the same size."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A page. `route` is its path as the application has it; what stands in braces is filled in with `ids`, else with
    the id of that name in the town. `who` opens it (None: anybody). `name` is what its pictures are called.
    """

    name: str
    subject: Subject
    route: str
    who: Role | str | None
    ids: Mapping[str, str] = field(default_factory=dict)
    query: str = ""

    def address(self, ids: Mapping[str, object]) -> str:
        """Its address in a town with these ids."""
        path = self.route
        for part in (piece[1:-1] for piece in self.route.split("/") if piece.startswith("{")):
            known = ids[self.ids.get(part, part)] if self.ids.get(part, part) in ids else self.ids[part]
            path = path.replace(f"{{{part}}}", quote(str(known)))
        return (
            f"{path}?{self.query.format_map({key: str(value) for key, value in ids.items()})}" if self.query else path
        )


CONTACT, NIGHT, DEBT, BOSS, ADMIN = (
    Role.CONTACT_PERSON, Role.NIGHT_STAFF, Role.DEBT_SPECIALIST, Role.COORDINATOR, Role.ADMIN,
)  # fmt: skip
_Row = tuple[str, str, Role | str | None, Mapping[str, str], str]


def _rows(subject: Subject, *rows: tuple[object, ...]) -> list[Shown]:
    """Rows of name, route, who; after that the ids and the query, where there are any."""
    made = []
    for name, route, who, *more in rows:
        ids = next((one for one in more if isinstance(one, Mapping)), {})
        query = next((one for one in more if isinstance(one, str)), "")
        made.append(Shown(name=str(name), subject=subject, route=str(route), who=who, ids=ids, query=query))  # type: ignore[arg-type]
    return made


PERSON = "/people/{person_id}/{section}"
FIGURES = "/beds/figures/{view}"
PAGES: list[Shown] = [
    *_rows(
        Subject.DOOR,
        ("chat", "/chat", None),
        ("login", "/login", None),
        ("login-code", "/login/code", HALF_IN),
        ("login-setup", "/login/setup", HALF_IN),
        ("join", "/join/{token}", None, {"token": "invitation"}),
        ("my-data", "/my-data/{token}", None, {"token": "data_link"}),
        ("account", "/account", CONTACT),
        ("account-second-step", "/account/second-step", CONTACT),
    ),
    *_rows(
        Subject.INBOX,
        ("inbox", "/inbox", CONTACT),
        ("inbox-thread", "/inbox/{conversation_id}", CONTACT),
        ("inbox-all", "/inbox", BOSS, "view=all"),
        ("inbox-summary", "/inbox/{conversation_id}/summary", CONTACT),
        ("inbox-merge", "/inbox/{conversation_id}/merge", CONTACT, "q=Voorbeeld"),
        ("inbox-merge-preview", "/inbox/{conversation_id}/merge/{other_id}", CONTACT),
        ("inbox-meaning", "/inbox/{conversation_id}/messages/{message_id}/meaning", CONTACT),
        ("inbox-labels", "/inbox/labels", CONTACT),
        ("replies", "/replies", CONTACT),
        ("reply", "/replies/{reply_id}", CONTACT),
        ("find", "/find", CONTACT, "q=brief"),
    ),
    *_rows(
        Subject.WORK,
        ("today", "/inbox/today", CONTACT),
        ("handing-over", "/inbox/handing-over", CONTACT),
        ("calendar", "/inbox/calendar", CONTACT),
        ("agenda", "/agenda", CONTACT),
        ("team", "/team", BOSS),
        ("team-member", "/team/{staff_id}", BOSS),
        ("dashboard", "/dashboard", BOSS),
    ),
    *_rows(
        Subject.PEOPLE,
        ("people", "/people", CONTACT),
        ("people-mine", "/people", CONTACT, "whose=mine"),
        ("person-new", "/people/new", CONTACT),
        ("person", "/people/{person_id}", CONTACT),
        ("person-plan", PERSON, CONTACT, {"section": "plan"}),
        ("person-appointments", PERSON, CONTACT, {"section": "appointments"}),
        ("person-money", PERSON, CONTACT, {"section": "money"}),
        ("person-details", PERSON, CONTACT, {"section": "details"}),
    ),
    *_rows(
        Subject.BEDS,
        ("beds", "/beds", NIGHT),
        ("bed", "/beds/bed/{bed_id}", NIGHT),
        ("beds-guests", "/beds/guests", NIGHT, "ticked=all"),
        ("beds-turn-aways", "/beds/turn-aways", NIGHT),
        ("beds-waiting", "/beds/waiting", NIGHT),
        ("beds-handover", "/beds/handover", NIGHT, "night=2026-11-25"),
        ("beds-switches", "/beds/switches", NIGHT),
        ("beds-close", "/beds/switches/close", NIGHT, "facility=nachtopvang"),
        ("beds-open", "/beds/switches/open/{closure_id}", NIGHT),
        ("beds-cold", "/beds/switches/cold", NIGHT, "last=2026-11-30"),
        ("beds-thaw", "/beds/switches/thaw/{spell_id}", NIGHT),
        ("beds-print", "/beds/print", NIGHT),
    ),
    *_rows(
        Subject.FIGURES,
        ("figures", "/beds/figures", BOSS),
        ("figures-people", FIGURES, BOSS, {"view": "people"}),
        ("figures-regulars", FIGURES, BOSS, {"view": "regulars"}),
        ("figures-demand", FIGURES, BOSS, {"view": "demand"}),
        ("figures-lengths", FIGURES, BOSS, {"view": "lengths"}),
        ("figures-appointments", FIGURES, BOSS, {"view": "appointments"}),
    ),
    *_rows(
        Subject.DEBTS,
        ("referrals", "/referrals", DEBT),
        ("referral", "/referrals/{referral_id}", DEBT),
        ("desks", "/desks", BOSS),
        ("desk", "/desks/{desk_id}", BOSS),
        ("desk-routes", "/desks/routes", BOSS, "municipality=Almelo"),
        ("help-places", "/help-places", BOSS),
        ("help-place", "/help-places/{place_id}", BOSS),
    ),
    *_rows(
        Subject.KEEPING,
        ("facilities", "/admin/facilities", BOSS),
        ("facility", "/admin/facilities/{facility_id}", BOSS),
        ("texts", "/admin/texts", BOSS),
        ("text", "/admin/texts/{key}", BOSS, {"key": "greeting-visitor"}),
        ("rhythms", "/admin/rhythms", BOSS),
        ("rhythm", "/admin/rhythms/{name}", BOSS, {"name": "light"}),
        ("terms", "/admin/terms", BOSS),
        ("term", "/admin/terms/{name}", BOSS, {"name": "first_talk"}),
        ("staff", "/admin/staff", ADMIN),
        ("staff-new", "/admin/staff/new", ADMIN),
        ("staff-member", "/admin/staff/{staff_id}", ADMIN),
        ("teams", "/admin/teams", ADMIN),
        ("team-edit", "/admin/teams/{team_id}", ADMIN),
        ("routes", "/admin/routes", ADMIN),
        ("login-rules", "/admin/organisations/{organisation_id}", ADMIN),
    ),
    *_rows(
        Subject.TRUST,
        ("audit", "/admin/audit", BOSS),
        ("rights", "/admin/rights", BOSS),
        ("rights-request", "/admin/rights/{request_id}", BOSS),
        ("retention", "/admin/retention", BOSS),
        ("retention-term", "/admin/retention/{key}", BOSS, {"key": "chat"}),
        ("emergency", "/emergency", NIGHT),
        ("emergency-person", "/emergency/{access_id}", NIGHT),
    ),
]
"""Every page. A page that looks different for somebody else or with a question may be here more than once."""

PARTS: dict[str, str] = {
    "/inbox/views/counts": "the numbers beside the kept views, put into the inbox",
    "/find/commands": "the lines of the command bar",
    "/beds/bed/{bed_id}/guests": "names for the panel of a bed",
}
"""Routes that give a piece of a page that is in PAGES."""

NO_PAGES: dict[str, str] = {
    "/": "sends on to the chat",
    "/inbox/clients": "sends on to the list of people",
    "/login/organisation": "sends on to an organisation's own accounts",
    "/login/organisation/back": "sends on to where somebody was going",
    "/live": "a stream of what rings",
    "/alerts": "numbers for a script",
    "/presence": "words for a script",
    "/inbox/{conversation_id}/ready": "ready replies for a script",
    "/calendar/{token}.ics": "a calendar",
    "/inbox/{conversation_id}/bridge.svg": "a picture",
    "/inbox/{conversation_id}/pictures/{picture_id}": "a picture",
    "/attachments/{message_id}/{number}": "a file",
    "/attachments/{message_id}/{number}/small": "a picture",
    "/dashboard/{key}.csv": "a table as a file",
    "/beds/figures/{view}/{key}.csv": "a table as a file",
    "/referrals.csv": "a table as a file",
    "/admin/audit.csv": "a table as a file",
    "/referrals/klantcontacten.json": "for another system",
    "/referrals/{referral_id}/klantcontact.json": "for another system",
    "/health/live": "for who runs Stapje",
    "/health/ready": "for who runs Stapje",
    "/metrics": "for who runs Stapje",
}
"""Routes outside the API that give no HTML, and what they do give."""
