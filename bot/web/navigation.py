"""Where colleagues can go: the pages in the header, the most used first; the others under "Meer"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from actions.permissions import May


@dataclass(frozen=True, kw_only=True)
class Place:
    """A page in the header. `key` is the letter after "g" that goes there (static/keys.js).

    `also` are pages that belong to it and have no place of their own. `near`: there is room for it on a telephone too.
    """

    label: str
    href: str
    needs: May
    key: str
    also: tuple[str, ...] = ()
    near: bool = False
    seldom: bool = False


PLACES = (
    Place(label="web-nav-inbox", href="/inbox", needs=May.SEE_CONVERSATIONS, key="i", near=True),
    Place(
        label="web-nav-today", href="/inbox/today", needs=May.ASK_CASELOAD, key="t", near=True,
        also=("/inbox/handing-over",),
    ),
    Place(label="web-nav-people", href="/people", needs=May.SEE_CLIENTS, key="p"),
    Place(label="web-nav-agenda", href="/agenda", needs=May.MAKE_APPOINTMENTS, key="a", also=("/inbox/calendar",)),
    Place(label="web-nav-referrals", href="/referrals", needs=May.SEE_REFERRALS, key="s"),
    Place(label="web-nav-beds", href="/beds", needs=May.SEE_BEDS, key="b", near=True),
    Place(label="find-title", href="/find", needs=May.SEE_CONVERSATIONS, key="z", seldom=True),
    Place(label="web-nav-team", href="/team", needs=May.ANSWER_CLIENTS, key="m", seldom=True),
    Place(label="web-nav-dashboard", href="/dashboard", needs=May.SEE_DASHBOARD, key="d", seldom=True),
    Place(
        label="web-nav-desks", href="/desks", needs=May.EDIT_DESKS, key="l", seldom=True,
        also=("/help-places", "/admin/facilities", "/admin/texts", "/admin/rhythms", "/admin/terms"),
    ),
    Place(
        label="web-nav-audit", href="/admin/audit", needs=May.SEE_AUDIT, key="v", seldom=True,
        also=("/admin/rights", "/admin/retention"),
    ),
    Place(
        label="staff-nav", href="/admin/staff", needs=May.INVITE_STAFF, key="c", seldom=True,
        also=("/admin/teams", "/admin/routes", "/admin/organisations"),
    ),
)  # fmt: skip


def places(may: Callable[[May], bool]) -> list[Place]:
    """The pages that somebody may open."""
    return [place for place in PLACES if may(place.needs)]


def place_of(path: str) -> Place | None:
    """To which place in the header a page belongs; None for one that has none."""
    found = [(href, place) for place in PLACES for href in (place.href, *place.also) if path.startswith(href)]
    return max(found, key=lambda one: len(one[0]), default=(None, None))[1]
