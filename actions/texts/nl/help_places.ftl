# Places that help. Names, numbers and hours come from the table that colleagues keep; no number stands here.

## To call, on one line
help-place-call = { $place }: bel { $phone }.
help-place-free = Bellen is gratis.

## To go to, a line each
help-place-at = { $place }, { $address }.
help-place-hours = Open: { $opens }.
help-place-bring = Neem mee: { $what }.
help-place-phone = Bellen: { $phone }.
help-place-route = Route: { $link }
help-place-site = Meer lezen: { $link }
help-place-checked = Nagekeken op { $day }.

## When nobody checked it lately
help-place-old = Dit is lang niet nagekeken.
help-place-unchecked = Dit is nog niet nagekeken.
help-place-call-first = Bel even van tevoren.
help-place-ask-first = Vraag het eerst aan een mens.
