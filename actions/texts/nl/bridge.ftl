# A picture of what somebody did: a bridge of planks. No counts, no comparing; partly done is done.

button-show-bridge = Laat zien wat ik deed

bridge-done =
    Kijk, dit heb je al gedaan:
    { $steps }
bridge-none-yet = Hier begint je brug. Elke stap wordt een plank.
bridge-first-step = Wil je een eerste stap kiezen?
# One line for each part of life; $steps are the newest, in the person's own words.
bridge-line = • { $part }: { $steps }
bridge-line-more = • { $part }: { $steps } en meer

## In the picture itself
bridge-title-some = Dit is jouw brug
bridge-below-some = Elke plank is een stap van jou.
bridge-title-none = Hier begint jouw brug
bridge-below-none = Elke stap wordt een plank.
# Steps that belong to no part of life in particular.
bridge-other = En verder

## For who cannot see the picture
bridge-file = brug.png
bridge-alt = Een tekening van een brug over water. De planken zijn je stappen bij: { $parts }.
bridge-alt-milestones = Erboven staat: { $names }.
bridge-alt-none = Een tekening van een rivier. Op de oever liggen planken klaar.

## What staff read beside a thread
inbox-bridge = Wat er is gedaan
inbox-bridge-alt = Een tekening van een brug. Elke plank is een stap bij: { $parts }.
inbox-bridge-none = Nog geen stappen.
