"""What every worker needs and is slow to load, done once: workers are forked from the process that imported this."""

from __future__ import annotations

import bot.simulate.killing  # noqa: F401 (loaded here, so that no worker has to)
import storage.schema  # noqa: F401 (a worker knows all tables, because rows point at one another)
from bot.simulate import temperaments
from nlu.reader import warm_up

warm_up()
temperaments.read()
