# A picture of what somebody did: a bridge of planks. No counts, no comparing; partly done is done.

button-show-bridge = Show me what I did

bridge-done =
    Look, you have done this already:
    { $steps }
bridge-none-yet = Your bridge begins here. Each step becomes a plank.
bridge-first-step = Would you like to choose a first step?
# One line for each part of life; $steps are the newest, in the person's own words.
bridge-line = • { $part }: { $steps }
bridge-line-more = • { $part }: { $steps } and more

## In the picture itself
bridge-title-some = This is your bridge
bridge-below-some = Each plank is a step of yours.
bridge-title-none = Your bridge begins here
bridge-below-none = Each step becomes a plank.
# Steps that belong to no part of life in particular.
bridge-other = And more

## For who cannot see the picture
bridge-file = bridge.png
bridge-alt = A drawing of a bridge over water. The planks are your steps in: { $parts }.
bridge-alt-milestones = Above it stands: { $names }.
bridge-alt-none = A drawing of a river. On the bank planks lie ready.

## What staff read beside a thread
inbox-bridge = What was done
inbox-bridge-alt = A drawing of a bridge. Each plank is a step in: { $parts }.
inbox-bridge-none = No steps yet.
