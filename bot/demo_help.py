"""Example desks for debt help and example places that help: made up, and marked so, to see how the pages work.

Which body does what in the region is not known (DOMAIN.md section 11); two municipalities have no desk on purpose.
"""

from __future__ import annotations

from datetime import date, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from storage.desks import DebtDesk, DebtRoute
from storage.help_places import HelpPlace
from storage.staff import StaffMember, Team

ROUTES = (
    ("Almelo", None, None, "team"), ("Almelo", None, True, "specialist"), ("Almelo", "De Riet", True, "walk_in"),
    ("Wierden", None, None, "specialist"), ("Twenterand", None, False, "office"),
    ("Rijssen-Holten", None, None, "office"),
)  # fmt: skip
"""Municipality, neighbourhood, urgency (None: both) and the desk's name below."""


async def seed(session: AsyncSession, team: Team, specialist: StaffMember, today: date) -> None:
    """Add the examples to the caller's transaction; `today` is the local day from which their checks are counted."""
    recently = today - timedelta(days=20)
    desks = {
        "team": DebtDesk(
            name="Schuldhulp Almelo (voorbeeld)", organisation="Voorbeeldgemeente", team_id=team.id,
            phone="0546 00 00 10", hours="maandag tot en met vrijdag 9:00–12:00", address="Voorbeeldplein 2, Almelo",
            bring="je brieven en je ID-kaart", decision_weeks=8, last_checked_on=recently,
        ),
        "specialist": DebtDesk(
            name="Spoed schulden (voorbeeld)", organisation="Voorbeeldgemeente", staff_id=specialist.id,
            phone="0546 00 00 11", hours="op werkdagen 9:00–17:00", decision_weeks=8, last_checked_on=recently,
        ),
        "walk_in": DebtDesk(
            name="Wijkteam De Riet (voorbeeld)", organisation="Voorbeeldwijkteam", team_id=team.id,
            phone="0546 00 00 12", address="Voorbeeldstraat 12, Almelo", last_checked_on=None,
        ),
        "office": DebtDesk(
            name="Geldloket (voorbeeld)", organisation="Voorbeeldkantoor", phone="0546 00 00 13",
            hours="dinsdag en donderdag 9:00–12:00", address="Voorbeeldstraat 13, Rijssen",
            last_checked_on=today - timedelta(days=400),
        ),
    }  # fmt: skip
    for desk in desks.values():
        desk.is_example = True
    session.add_all(desks.values())
    await session.flush()
    session.add_all(
        DebtRoute(municipality=m, neighbourhood=n, urgent=urgent, desk_id=desks[desk].id)
        for m, n, urgent, desk in ROUTES
    )
    session.add_all(_places(recently, today - timedelta(days=300)))
    await session.flush()


def _places(recently: date, long_ago: date) -> list[HelpPlace]:
    almelo = [
        HelpPlace(
            kind="food", name="Voorbeeld Voedselkast", address="Voorbeeldstraat 21", phone="0546 00 00 21",
            hours="dinsdag en vrijdag 13:00–15:00", bring="je ID-kaart en een tas", last_checked_on=recently,
        ),
        HelpPlace(
            kind="food", name="Voorbeeld Soepbus", address="Voorbeeldplein 1", hours="elke dag 18:00–19:00",
            note="Je hoeft niets te betalen.", last_checked_on=recently, position=1,
        ),
        HelpPlace(
            kind="clothes", name="Voorbeeld Kledingwinkel", address="Voorbeeldstraat 22", phone="0546 00 00 22",
            hours="woensdag 10:00–12:00", last_checked_on=long_ago,
        ),
        HelpPlace(
            kind="furniture", name="Voorbeeld Kringloop", address="Voorbeeldstraat 23", phone="0546 00 00 23",
            hours="maandag tot en met zaterdag 10:00–17:00", last_checked_on=recently,
        ),
        HelpPlace(
            kind="emergency_money", name="Voorbeeld Noodfonds", address="Voorbeeldplein 2", phone="0546 00 00 24",
            hours="op werkdagen 9:00–12:00", bring="je ID-kaart en een bewijs van je inkomen", last_checked_on=recently,
        ),
        HelpPlace(
            kind="walk_in", name="Voorbeeld Inloop", address="Voorbeeldplein 1", hours="op werkdagen 9:00–16:00",
            note="Er is koffie, en iemand om mee te praten.", last_checked_on=recently,
        ),
    ]  # fmt: skip
    for place in almelo:
        place.municipality, place.is_example = "Almelo", True
    return almelo
