"""Ready replies to begin with: short, kind, for people in stress. The texts stand in demo_replies.yml."""

from __future__ import annotations

from pathlib import Path

import yaml
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.replies import ReadyReply

FILE = Path(__file__).with_suffix(".yml")


async def seed(session: AsyncSession) -> None:
    """Add the ready replies, for all teams."""
    known = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    session.add_all(ReadyReply(shortcut=shortcut, **texts) for shortcut, texts in known.items())
    await session.flush()
