"""A request for debt help as a contact for other systems, in the words of VNG's draft Klantinteracties.

A contact is readable by the resident in full: it holds what the client agreed to pass on and nothing that colleagues
wrote. How our fields become these: docs/referral-queue.md.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

from actions import clock
from actions.referral_queue import agreed, reference
from bot.web.referral_words import Words
from storage.debts import DebtReferral
from storage.referral_queue import BEFORE_TALK, Queued

REGISTER = "stapje"


class _Part(BaseModel):
    """An object of the draft: its own Dutch names, in camelCase outside."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, frozen=True)


class Verwijzing(_Part):
    """A reference to an object by its id."""

    uuid: uuid.UUID


class Identificator(_Part):
    """What something is called in the register it comes from."""

    object_id: str
    code_objecttype: str
    code_register: str = REGISTER
    code_soort_object_id: str = "uuid"


class Klantcontact(_Part):
    """The contact itself: somebody asked for help, through the chat, and was heard."""

    uuid: uuid.UUID
    kanaal: str
    onderwerp: str
    inhoud: str
    taal: str
    vertrouwelijk: bool
    indicatie_contact_gelukt: bool
    indicatie_hergebruik_partij: bool
    initiatiefnemer: Literal["klant"]
    plaatsgevonden_op: datetime


class Betrokkene(_Part):
    """The resident. No address of any kind goes along: nobody was asked for consent to that."""

    was_partij: Verwijzing | None
    volledige_naam: str | None
    rol: Literal["klant"]
    initiator: bool


class Actor(_Part):
    """Who deals with it: a colleague, or the desk it waits at."""

    naam: str
    soort_actor: Literal["medewerker", "organisatorische_eenheid"]
    indicatie_actief: bool
    actoridentificator: Identificator


class Internetaak(_Part):
    """What is asked of whom, and until when."""

    gevraagde_handeling: str
    aanleidinggevend_klantcontact: Verwijzing
    toegewezen_aan_actoren: Sequence[Identificator]
    toelichting: str
    status: Literal["te_verwerken", "verwerkt"]
    toegewezen_op: datetime | None
    afgehandeld_op: datetime | None


class Onderwerpobject(_Part):
    """What the contact is about: the request, so that another system meets the same one again by its id."""

    onderwerpobjectidentificator: Identificator


class Contact(_Part):
    """A contact with everything around it, as one call registers it."""

    klantcontact: Klantcontact
    betrokkenen: Sequence[Betrokkene]
    actoren: Sequence[Actor]
    onderwerpobjecten: Sequence[Onderwerpobject]
    internetaken: Sequence[Internetaak]


class Contacten(_Part):
    """Several contacts."""

    klantcontacten: Sequence[Contact]


def of(row: Queued, *, today: date) -> Contact:
    """The contact that a request is. Always in Dutch: municipalities read it. `today` is the local day."""
    referral, words = row.referral, Words("nl", today)
    actoren = _actoren(row)
    return Contact(
        klantcontact=_klantcontact(referral, words),
        betrokkenen=[
            Betrokkene(
                was_partij=Verwijzing(uuid=referral.person_id) if referral.person_id else None,
                volledige_naam=row.name if "name" in agreed(referral) else None, rol="klant", initiator=True,
            )
        ],
        actoren=actoren,
        onderwerpobjecten=[Onderwerpobject(onderwerpobjectidentificator=_id(referral.id, "schuldhulpvraag"))],
        internetaken=[_internetaak(row, words, [actor.actoridentificator for actor in actoren])],
    )  # fmt: skip


def _klantcontact(referral: DebtReferral, words: Words) -> Klantcontact:
    return Klantcontact(
        uuid=referral.id,
        kanaal="chat",
        onderwerp=words.say("queue-contact-subject", reference=reference(referral.id)),
        inhoud=_inhoud(referral, words),
        taal="nld",
        vertrouwelijk=True,
        indicatie_contact_gelukt=True,
        indicatie_hergebruik_partij=False,
        initiatiefnemer="klant",
        plaatsgevonden_op=clock.local(referral.consent_at),
    )


def _inhoud(referral: DebtReferral, words: Words) -> str:
    """What the client agreed to pass on, a line each."""
    told = ((words.say(f"queue-part-{part.replace('_', '-')}"), said) for part, said in words.parts(referral))
    return "\n".join(f"{name}: {said}" for name, said in told)


def _actoren(row: Queued) -> list[Actor]:
    found = []
    if row.desk is not None:
        found.append(
            Actor(
                naam=row.desk.name, soort_actor="organisatorische_eenheid", indicatie_actief=row.desk.active,
                actoridentificator=_id(row.desk.id, "schuldhulploket"),
            )
        )  # fmt: skip
    if row.taken_by is not None and row.referral.staff_id is not None:
        found.append(
            Actor(
                naam=row.taken_by, soort_actor="medewerker", indicatie_actief=True,
                actoridentificator=_id(row.referral.staff_id, "medewerker"),
            )
        )  # fmt: skip
    return found


def _internetaak(row: Queued, words: Words, actoren: Sequence[Identificator]) -> Internetaak:
    """The first talk, or once that was, the decision; done when the decision was taken or it is over."""
    referral = row.referral
    step = "first-talk" if referral.stage in BEFORE_TALK else "decision"
    by = words.say("queue-contact-by", day=words.day(row.due_on)) if row.due_on else ""
    return Internetaak(
        gevraagde_handeling=words.say(f"queue-term-{step}"),
        aanleidinggevend_klantcontact=Verwijzing(uuid=referral.id),
        toegewezen_aan_actoren=actoren,
        toelichting=by,
        status="te_verwerken" if referral.stage in (*BEFORE_TALK, "intake") else "verwerkt",
        toegewezen_op=clock.local(referral.accepted_at) if referral.accepted_at else None,
        afgehandeld_op=clock.local(referral.closed_at) if referral.closed_at else None,
    )


def _id(of: uuid.UUID, kind: str) -> Identificator:
    return Identificator(object_id=str(of), code_objecttype=kind)
