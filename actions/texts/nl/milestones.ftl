# Moments worth a congratulation, each once. $line is a colleague's own words.

milestone-first-month = We schrijven elkaar nu een maand. Fijn dat je er bent. Gefeliciteerd met je eerste maand.
milestone-half-year = Een half jaar geleden begonnen we. Jij gaat door, op jouw manier. Gefeliciteerd.
milestone-tenth-step = Weet je dat je nu tien stappen hebt gezet? Dat heb je zelf gedaan. Gefeliciteerd.
milestone-own-home = Je hebt een eigen plek om te wonen. Wat een dag. Gefeliciteerd met je huis.
milestone-line = { $who } schrijft: “{ $line }”

## In a few words: in the picture, and for staff
milestone-name-first-month = Eerste maand
milestone-name-half-year = Half jaar
milestone-name-tenth-step = Tiende stap
milestone-name-own-home = Eigen woning

## A card of a colleague
card-from = { $who } stuurt je een kaart:
card-file = kaart.png
card-alt-sun = Een kaart met een zon boven de heuvels.
card-alt-flowers = Een kaart met bloemen.
card-alt-home = Een kaart met een huis en een boom.
card-alt-boat = Een kaart met een bootje op het water.

## What staff read beside a thread
inbox-milestones = Mijlpalen
inbox-milestone-said = gefeliciteerd
inbox-milestone-coming = wordt nog gefeliciteerd
inbox-milestone-line = Persoonlijke regel bij: { $name }
inbox-milestone-line-keep = Regel bewaren
inbox-home = Eigen woning vastleggen
inbox-home-day = Sinds welke dag
inbox-home-line = Persoonlijke regel (mag leeg)
inbox-home-keep = Vastleggen en feliciteren
inbox-home-known = De eigen woning staat er al.
inbox-home-wrong = Kies een dag die er al is geweest. De regel is hooguit 300 tekens.
inbox-milestone-too-late = Deze felicitatie is al verstuurd.
inbox-card = Kaart sturen
inbox-card-motif = Tekening
inbox-card-line = Jouw tekst op de kaart
inbox-card-send = Stuur de kaart
inbox-card-wrong = Kies een tekening en schrijf een korte tekst (hooguit 160 tekens).
inbox-card-not-drawn = De kaart kon niet worden gemaakt. Stuur een gewoon bericht.
inbox-card-sun = Zon
inbox-card-flowers = Bloemen
inbox-card-home = Huis
inbox-card-boat = Bootje
inbox-nudge-milestone = Felicitatie
inbox-note-home = De eigen woning staat erbij.
inbox-note-line = Je regel gaat mee met de felicitatie.
inbox-note-card = De kaart is onderweg.
