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
staff_app = typer.Typer(no_args_is_help=True, help="Colleagues: let them in.")
app.add_typer(nlu_app, name="nlu")
app.add_typer(db_app, name="db")
app.add_typer(token_app, name="token")
audit_app = typer.Typer(no_args_is_help=True, help="The audit trail: is it whole?")
app.add_typer(audit_app, name="audit")
app.add_typer(staff_app, name="staff")
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


@staff_app.command("add")
def staff_add(  # noqa: PLR0917 (Typer reads the options from them)
    username: str,
    name: Annotated[str, typer.Option(help="how colleagues and clients see them")],
    role: Annotated[str, typer.Option(help="admin, coordinator, contact_person, …")],
    team: Annotated[str, typer.Option(help="their team; made when it is new")],
    organisation: Annotated[str, typer.Option(help="of a new team")] = "",
    municipality: Annotated[str, typer.Option(help="of a new team")] = "",
    as_json: Json = False,
) -> None:
    """Invite a colleague; prints the link with which they choose a password (7 days, once)."""
    from bot import staff_commands  # noqa: PLC0415

    place = (organisation, municipality)
    link = _run(staff_commands.add(_settings(), username=username, name=name, role=role, team=team, place=place))
    out.print_json(json.dumps({"link": link})) if as_json else out.print(link)


@staff_app.command("reset")
def staff_reset(
    username: str,
    second_factor: Annotated[bool, typer.Option("--second-factor", help="forget their app and codes too")] = False,
    as_json: Json = False,
) -> None:
    """A link with which a colleague chooses a password anew; all their sessions end."""
    from bot import staff_commands  # noqa: PLC0415

    link = _run(staff_commands.reset(_settings(), username, second_factor=second_factor))
    out.print_json(json.dumps({"link": link})) if as_json else out.print(link)


@staff_app.command("list")
def staff_list(as_json: Json = False) -> None:
    """Who works here, and who is invited or out."""
    from bot import staff_commands  # noqa: PLC0415

    everybody = _run(staff_commands.everybody(_settings()))
    if as_json:
        out.print_json(json.dumps(everybody))
        return
    for one in everybody:
        out.print(f"{one['username']:24} {one['role']:16} {one['state']:8} {one['team'] or '–'}", markup=False)


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


@audit_app.command("verify")
def audit_verify(
    against: Annotated[str | None, typer.Option(help="a seal that was kept elsewhere")] = None, as_json: Json = False
) -> None:
    """Check the whole chain of the audit trail and name the first break; exit code 1 when there is one."""
    from bot import trail  # noqa: PLC0415

    verdict = _run(trail.verify(_settings(), trail.seal_in(against) if against else None))
    out.print_json(json.dumps(dataclasses.asdict(verdict))) if as_json else out.print(trail.in_words(verdict))
    raise typer.Exit(1 if verdict.broken else 0)


@audit_app.command("seal")
def audit_seal(as_json: Json = False) -> None:
    """Print the newest link of the audit trail, to keep where nobody of this house can reach it."""
    from bot import trail  # noqa: PLC0415

    seal = _run(trail.seal(_settings()))
    out.print_json(json.dumps(dataclasses.asdict(seal))) if as_json else out.print(str(seal))


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
