"""A link as a QR code that a page can show: an SVG without style, script or colours of the page."""

from __future__ import annotations

import segno
from markupsafe import Markup

QUIET_ZONE = 4
"""Light modules around the code (ISO/IEC 18004): phones need them to find it."""


def svg(link: str, title: str) -> Markup:
    """The code as a drawing that grows with its box: dark on light, also where the page is dark.

    Level M (15 % may be unreadable) keeps the squares large enough for an old phone; `title` is for who cannot see it.
    """
    code = segno.make(link, error="m", micro=False)
    drawn = code.svg_inline(
        border=QUIET_ZONE, dark="#000", light="#fff", omitsize=True, svgclass="qr", lineclass=None, title=title
    )
    return Markup(drawn)  # noqa: S704 (segno draws it and escapes the title)
