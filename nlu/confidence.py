"""How sure is sure: the thresholds between acting, asking back and raising an alarm, set on the development set."""

from __future__ import annotations

SURE = 0.70
"""From here on an intent may change something without asking back: of 682 such guesses 20 were wrong."""
LIKELY = 0.40
"""From here on an intent that changes nothing is simply answered; below, we ask back."""
CLEAR = 0.75
"""An interruption of a form has to be this clear: most of what is said in a form answers the form."""
CRISIS_SURE = 0.3
"""From here on the model alone, its three kinds of danger together, is enough for an alarm. The rules come first."""
CRISIS_PERHAPS = 0.1
"""From here on, when nothing else is clear either, we ask straight out whether somebody is safe."""
