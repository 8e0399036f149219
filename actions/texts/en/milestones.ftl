# Moments worth a congratulation, each once. $line is a colleague's own words.

milestone-first-month = We have been writing for a month now. Good that you are here. Congratulations on your first month.
milestone-half-year = Half a year ago we began. You go on, in your own way. Congratulations.
milestone-tenth-step = Do you know that you have now taken ten steps? You did that yourself. Congratulations.
milestone-own-home = You have a place of your own to live. What a day. Congratulations on your home.
milestone-line = { $who } writes: “{ $line }”

## In a few words: in the picture, and for staff
milestone-name-first-month = First month
milestone-name-half-year = Half a year
milestone-name-tenth-step = Tenth step
milestone-name-own-home = Own home

## A card of a colleague
card-from = { $who } sends you a card:
card-file = card.png
card-alt-sun = A card with a sun above the hills.
card-alt-flowers = A card with flowers.
card-alt-home = A card with a house and a tree.
card-alt-boat = A card with a small boat on the water.

## What staff read beside a thread
inbox-milestones = Milestones
inbox-milestone-said = congratulated
inbox-milestone-coming = to be congratulated
inbox-milestone-line = Personal line with: { $name }
inbox-milestone-line-keep = Keep the line
inbox-home = Write down own home
inbox-home-day = Since which day
inbox-home-line = Personal line (may be empty)
inbox-home-keep = Write down and congratulate
inbox-home-known = The own home is there already.
inbox-home-wrong = Choose a day that has been. The line has 300 characters at most.
inbox-milestone-too-late = This congratulation was sent already.
inbox-card = Send a card
inbox-card-motif = Drawing
inbox-card-line = Your text on the card
inbox-card-send = Send the card
inbox-card-wrong = Choose a drawing and write a short text (160 characters at most).
inbox-card-not-drawn = The card could not be made. Send an ordinary message.
inbox-card-sun = Sun
inbox-card-flowers = Flowers
inbox-card-home = House
inbox-card-boat = Boat
inbox-nudge-milestone = Congratulation
inbox-note-home = The own home is written down.
inbox-note-line = Your line goes along with the congratulation.
inbox-note-card = The card is on its way.
