"""What a person types: `stapje …`. Each command says in one sentence what went wrong."""

from __future__ import annotations

import asyncio
import dataclasses
import json
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from bot import logs, settings
from bot.errors import BotError
from nlu.errors import NluError
from storage.errors import StorageError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Stapje: a chat assistant around homeless shelter.",
)
nlu_app = typer.Typer(no_args_is_help=True, help="The language model: train it, ask it, measure it.")
db_app = typer.Typer(no_args_is_help=True, help="The database.")
token_app = typer.Typer(no_args_is_help=True, help="Tokens for other systems.")
app.add_typer(nlu_app, name="nlu")
app.add_typer(db_app, name="db")
app.add_typer(token_app, name="token")
out = Console(highlight=False, soft_wrap=True)
Json = Annotated[bool, typer.Option("--json", help="print JSON")]


def main() -> None:
    """The program's entry point; a known error is one sentence on standard error and exit code 1."""
    try:
        app()
    except (BotError, NluError, StorageError) as error:
        print(error, file=sys.stderr)  # noqa: T201 (a sentence for the person who typed)
        sys.exit(1)


def _run(job: Coroutine[Any, Any, Any]) -> Any:
    import uvloop  # noqa: PLC0415 (only commands that run need it)

    return uvloop.run(job)


def _settings() -> settings.Settings:
    found = settings.read()
    logs.set_up(found.log_level)
    return found


@app.command()
def run() -> None:
    """Everything in one process, for a laptop: pages, worker, Rasa, embedded database, example data."""
    from bot import running  # noqa: PLC0415 (a quick start for small commands)

    _run(running.everything(_settings()))


@app.command()
def web() -> None:
    """The pages and the API only; a worker runs elsewhere."""
    from bot import running  # noqa: PLC0415

    _run(running.web(_settings()))


@app.command()
def worker() -> None:
    """Answering, sending, polling and the clock only; the pages run elsewhere."""
    from bot import running  # noqa: PLC0415

    _run(running.worker(_settings()))


@app.command()
def chat() -> None:
    """Talk to a running Stapje from this terminal."""
    from bot import terminal  # noqa: PLC0415

    _run(terminal.talk(_settings()))


@app.command()
def invite(
    role: Annotated[str, typer.Option(help="client, night_staff, contact_person, …")], as_json: Json = False
) -> None:
    """A fresh invite; for a client on example data it makes a new example client each time."""
    from bot import doors  # noqa: PLC0415

    token, link = _run(doors.invite(_settings(), role))
    out.print_json(json.dumps({"inviteToken": token, "link": link})) if as_json else out.print(link)


@app.command()
def simulate(
    clients: Annotated[int, typer.Option(min=1, help="how many synthetic clients")] = 1000,
    days: Annotated[int, typer.Option(min=1, help="how many days from 15 October 2026")] = 180,
    seed: Annotated[int, typer.Option(help="another seed, other dice")] = 1,
    kill: Annotated[bool, typer.Option("--kill", help="kill workers at random moments")] = False,
    as_json: Json = False,
) -> None:
    """Let made-up clients live with Stapje in virtual time, and check what must never happen; exit code 1 if it did."""
    from bot.simulate import command  # noqa: PLC0415

    logs.set_up("ERROR")
    report = command.run(clients=clients, days=days, seed=seed, kill=kill, as_json=as_json, out=out)
    raise typer.Exit(1 if report.broken else 0)


@token_app.command("create")
def token_create(role: Annotated[str, typer.Option(help="the role the token acts in")], as_json: Json = False) -> None:
    """A bearer token for the API, acting as the first staff member with this role."""
    from bot import doors  # noqa: PLC0415

    token = _run(doors.token(_settings(), role))
    out.print_json(json.dumps({"token": token})) if as_json else out.print(token)


@db_app.command("upgrade")
def db_upgrade() -> None:
    """Bring the database's schema up to date."""
    from bot import doors  # noqa: PLC0415

    out.print(_run(doors.upgrade(_settings())))


@db_app.command("seed")
def db_seed() -> None:
    """Fill an empty database with example data."""
    from bot import doors  # noqa: PLC0415

    out.print(_run(doors.seed(_settings())))


@nlu_app.command("train")
def nlu_train() -> None:
    """Train the model of the present data, if that has not been done."""
    from nlu import training  # noqa: PLC0415

    folder = _settings().var / "models"
    with out.status("Training …") as status:
        model = asyncio.run(training.train(folder, lambda part: status.update(f"Training {part} …")))
    out.print(f"[green]✓[/green] {model}")


@nlu_app.command("parse")
def nlu_parse(text: str, as_json: Json = False) -> None:
    """What Stapje understands of a text."""
    from bot import reading  # noqa: PLC0415

    understood = dataclasses.asdict(asyncio.run(reading.understand(_settings(), text)))
    if as_json:
        print(json.dumps(understood, default=str, ensure_ascii=False))  # noqa: T201 (JSON for another program)
    else:
        out.print(understood)


@nlu_app.command("review")
def nlu_review(
    days: Annotated[int, typer.Option(help="how many days back")] = 30,
    export: Annotated[Path | None, typer.Option(help="also write candidate examples to this file (.yml)")] = None,
    as_json: Json = False,
) -> None:
    """Messages that were not understood well, with names and numbers masked, to learn from."""
    from bot import reviewing  # noqa: PLC0415

    found = _run(reviewing.unsure(_settings(), days))
    if export is not None:
        reviewing.export(found, export)
    if as_json:
        print(json.dumps([dataclasses.asdict(one) for one in found], ensure_ascii=False))  # noqa: T201 (JSON)
    else:
        reviewing.show(found, out)


@nlu_app.command("evaluate")
def nlu_evaluate(
    files: list[Path],
    as_json: Json = False,
    plot: Annotated[Path | None, typer.Option(help="also write a picture (.png) of what was taken for what")] = None,
) -> None:
    """How well files of examples (Rasa's format) are understood."""
    from bot import reading  # noqa: PLC0415

    report = asyncio.run(reading.measure(_settings(), files))
    if plot is not None:
        from nlu import confusion_picture  # noqa: PLC0415 (drawing takes a second to load)

        confusion_picture.draw(report.pairs, plot)
    if as_json:
        print(json.dumps(report.figures()))  # noqa: T201 (JSON for another program)
    else:
        report.print(out)
