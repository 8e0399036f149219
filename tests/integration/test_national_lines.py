"""A real database begins with the lines for the whole country, once, without desks; then colleagues keep them."""

from sqlmodel import select

from bot import national_lines
from storage.database import Database
from storage.desks import DebtDesk
from storage.help_places import HelpPlace

pytest_plugins = ("tests.database",)


async def test_they_are_put_in_once_and_what_colleagues_changed_stays(db: Database) -> None:
    async with db.begin() as session:
        await national_lines.ensure(session)
        lines = {line.name: line for line in (await session.exec(select(HelpPlace))).all()}
        assert set(lines) == {"Geldfit", "Juridisch Loket"}
        assert all(line.last_checked_on is None and line.municipality is None for line in lines.values())
        assert not any(line.is_example for line in lines.values())
        lines["Geldfit"].active, lines["Juridisch Loket"].phone = False, "0900-1"
    async with db.begin() as session:
        await national_lines.ensure(session)
        again = {line.name: (line.active, line.phone) for line in (await session.exec(select(HelpPlace))).all()}
        assert again == {"Geldfit": (False, "0800-8115"), "Juridisch Loket": (True, "0900-1")}
        assert (await session.exec(select(DebtDesk))).all() == []
