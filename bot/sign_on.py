"""Signing in with an account of one's organisation: OpenID Connect, code flow with PKCE (RFC 7636).

The provider says who somebody is (issuer and subject), never what they may do. Everything it says is checked before it
is believed: signature, issuer, audience, expiry, and that it answers the very question this browser asked (nonce).
"""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

import httpx
from authlib.common.urls import add_params_to_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jwt
from joserfc.errors import BadSignatureError, InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from bot.errors import BotError

ALGORITHMS = ("RS256", "PS256", "ES256")
"""Signatures with a key that only the provider has; never "none", never one made with a shared secret."""
LEEWAY_SECONDS = 60
TIMEOUT_SECONDS = 5.0
KEPT = timedelta(hours=1)
"""So long the provider's addresses and keys are used before they are asked for again."""
LARGEST_ANSWER = 200_000


class ProviderAway(BotError):
    """The provider does not answer, or not as a provider does; it may be better in a while."""


class NotBelieved(BotError):
    """What came back from the provider is not a valid answer to what we asked."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a browser takes along to the provider; it travels sealed in a cookie and is needed to come back."""

    state: str
    nonce: str
    verifier: str
    wanted: str
    invitation: str = ""

    def packed(self) -> str:
        """As text, to be sealed."""
        return json.dumps(asdict(self))

    @staticmethod
    def unpacked(text: str) -> Asked:
        """From that text."""
        return Asked(**json.loads(text))


@dataclass(frozen=True, kw_only=True)
class Identity:
    """Who somebody is at the provider."""

    issuer: str
    subject: str


@dataclass(frozen=True, kw_only=True)
class _Provider:
    """What the provider says of itself (OpenID Connect Discovery 1.0)."""

    authorize: str
    token: str
    keys: KeySet
    read_at: datetime


class SignOn:
    """One provider. Its addresses and keys are asked for when they are first needed, and again when a key is new."""

    def __init__(
        self, *, issuer: str, client_id: str, client_secret: str, label: str, back_to: str, now: Callable[[], datetime]
    ) -> None:
        self.issuer, self.label = issuer.rstrip("/"), label
        self._client_id, self._client_secret, self._back_to, self._now = client_id, client_secret, back_to, now
        self._provider: _Provider | None = None

    async def begin(self, wanted: str, invitation: str = "") -> tuple[str, Asked]:
        """Where to send a browser, and what it takes along; raises ProviderAway."""
        provider = await self._known()
        asked = Asked(
            state=secrets.token_urlsafe(24), nonce=secrets.token_urlsafe(24), verifier=secrets.token_urlsafe(48),
            wanted=wanted, invitation=invitation,
        )  # fmt: skip
        question = {
            "response_type": "code", "client_id": self._client_id, "redirect_uri": self._back_to, "scope": "openid",
            "state": asked.state, "nonce": asked.nonce, "code_challenge_method": "S256",
            "code_challenge": create_s256_code_challenge(asked.verifier),
        }  # fmt: skip
        return add_params_to_uri(provider.authorize, question.items()), asked

    async def finish(self, *, code: str, state: str, issuer: str, asked: Asked) -> Identity:
        """Who came back; `issuer` is what the answer names itself (RFC 9207), "" when it does not.

        Raises ProviderAway, and NotBelieved when anything about the answer is not right.
        """
        if not hmac.compare_digest(state.encode("utf-8", "replace"), asked.state.encode()) or not code:
            raise NotBelieved("the answer belongs to another question")
        if issuer and issuer.rstrip("/") != self.issuer:
            raise NotBelieved("the answer comes from another provider")
        provider = await self._known()
        form = {
            "grant_type": "authorization_code", "code": code, "redirect_uri": self._back_to,
            "code_verifier": asked.verifier,
        }  # fmt: skip
        answer = await self._ask("POST", provider.token, data=form, auth=(self._client_id, self._client_secret))
        claims = await self._claims(str(answer.get("id_token", "")), provider)
        self._check(claims, asked)
        return Identity(issuer=self.issuer, subject=str(claims["sub"]))

    # ---------------------------------------------------------------- the token

    async def _claims(self, token: str, provider: _Provider) -> dict[str, Any]:
        """What the token says, when one of the provider's keys signed it; new keys are looked for once."""
        try:
            return jwt.decode(token, provider.keys, algorithms=ALGORITHMS).claims
        except (BadSignatureError, InvalidKeyIdError, ValueError):
            provider = await self._discover()
        except JoseError as error:
            raise NotBelieved("the token cannot be read") from error
        try:
            return jwt.decode(token, provider.keys, algorithms=ALGORITHMS).claims
        except (JoseError, ValueError) as error:
            raise NotBelieved("nobody we know signed the token") from error

    def _check(self, claims: dict[str, Any], asked: Asked) -> None:
        """OpenID Connect Core 1.0, section 3.1.3.7."""
        wanted = jwt.JWTClaimsRegistry(
            now=int(self._now().timestamp()), leeway=LEEWAY_SECONDS,
            iss={"essential": True, "values": [self.issuer, f"{self.issuer}/"]},
            aud={"essential": True, "value": self._client_id}, exp={"essential": True}, iat={"essential": True},
            sub={"essential": True}, nonce={"essential": True, "value": asked.nonce},
        )  # fmt: skip
        try:
            wanted.validate(claims)
        except JoseError as error:
            raise NotBelieved(f"the token is not for us or not for now: {error.error}") from error
        party = claims.get("azp")
        if (isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and not party) or (
            party and party != self._client_id
        ):
            raise NotBelieved("the token was made for another program")
        if not claims["sub"] or len(claims["sub"]) > 255:
            raise NotBelieved("the token names nobody")

    # ---------------------------------------------------------------- the provider

    async def _known(self) -> _Provider:
        provider = self._provider
        if provider is None or self._now() - provider.read_at > KEPT:
            return await self._discover()
        return provider

    async def _discover(self) -> _Provider:
        about = await self._ask("GET", f"{self.issuer}/.well-known/openid-configuration")
        if str(about.get("issuer", "")).rstrip("/") != self.issuer:
            raise ProviderAway(f"{self.issuer} calls itself {about.get('issuer')!r}; check STAPJE_OIDC_ISSUER")
        try:
            ends = {name: str(about[f"{name}_endpoint"]) for name in ("authorization", "token")}
            keys = KeySet.import_key_set(await self._ask("GET", str(about["jwks_uri"])))  # type: ignore[arg-type]
        except (KeyError, ValueError, JoseError) as error:
            raise ProviderAway(f"{self.issuer} does not say where to sign in, or has no keys") from error
        self._provider = _Provider(authorize=ends["authorization"], token=ends["token"], keys=keys, read_at=self._now())
        return self._provider

    async def _ask(self, method: str, url: str, **how: Any) -> dict[str, Any]:
        try:
            async with httpx.AsyncClient(timeout=TIMEOUT_SECONDS, follow_redirects=False) as client:
                answer = await client.request(method, url, headers={"Accept": "application/json"}, **how)
        except httpx.HTTPError as error:
            raise ProviderAway(f"{self.issuer} does not answer ({type(error).__name__})") from error
        if answer.status_code in (400, 401) and method == "POST":
            raise NotBelieved("the provider does not take the code (any more)")
        try:
            said = answer.json() if answer.is_success and len(answer.content) < LARGEST_ANSWER else None
        except ValueError:
            said = None
        if not isinstance(said, dict):
            raise ProviderAway(f"{self.issuer} answers {answer.status_code}, not as a provider does")
        return said
