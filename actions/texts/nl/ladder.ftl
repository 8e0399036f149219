# A check-in that stays silent: asked again in other words, then work for staff.

ladder-second-try = Hoi { $name }. Wat past vandaag bij jou? Eén tik is genoeg.
# Never a question for yes or no: a typed "nee" would be taken for "not now".
ladder-third-try = Hoe is het, { $name }?

## What staff read on a task. Short as a telegram.
ladder-task-silence = { $count ->
    [one] Stil na 1 keer vragen hoe het gaat, het laatst op { $day }.
   *[other] Stil na { $count } keer vragen hoe het gaat, het laatst op { $day }.
} Bel of ga langs.
ladder-task-wrote = Heeft weer geschreven.
ladder-task-contact = Contact gehad met { $name }.
ladder-task-stopped = Wil nu geen vragen.
inbox-badge-silence = Stil
inbox-contact-had = Heb contact gehad
inbox-note-contact = Genoteerd. De taak is klaar en Stapje vraagt het later weer.
inbox-level-1 = Nu voor het team
inbox-level-2 = Nu voor de coördinator
inbox-nudge-check-in-again = Nog een keer vragen hoe het gaat

## A colleague reports contact in the chat
contact-noted = Genoteerd: contact met { $name }. De vraag hoe het gaat is klaar.
contact-noted-only = Genoteerd: contact met { $name }.
contact-which = Met wie? Kies, of typ de naam.
contact-unknown = In jouw team ken ik geen { $name }. Met wie? Kies, of typ de naam.

## How it went over half a year
moods-title = Hoe het ging in het laatste halve jaar
moods-about = { $good } keer goed, { $soso } keer gaat wel, { $bad } keer niet goed. De lijst eronder zegt wanneer.
moods-list = { $count ->
    [one] { $count } antwoord in woorden
   *[other] { $count } antwoorden in woorden
}
