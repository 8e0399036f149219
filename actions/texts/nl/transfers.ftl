# Another contactperson, and who stands in.

nudge-new-contact-person =
    Hoi { $name }, { $to } is nu je contactpersoon.
    Je kunt hier gewoon blijven schrijven.
nudge-new-contact-person-told =
    Hoi { $name }, { $to } is nu je contactpersoon.
    { $from } heeft { $to } bijgepraat. Je kunt hier gewoon blijven schrijven.
human-stands-in = { $away } is er deze dagen niet. { $name } leest je berichten.

## What staff read
transfer-title = Overdragen
transfer-page = Overdragen en vrij
transfer-lead = Iedereen houdt altijd één contactpersoon, met een team erachter.
transfer-to = Naar
transfer-choose = Kies een collega
transfer-note = Wat moet je collega weten? (mag leeg)
transfer-note-hint = Je collega leest dit boven het gesprek. De deelnemer leest het niet.
transfer-submit = Draag over
transfer-from-note = Overgedragen door { $name }, { $span } geleden.
transfer-is-told = De deelnemer weet het.
transfer-not-told = De deelnemer weet het nog niet.
transfer-note-done = { $count ->
    [0] Er is niets veranderd.
    [one] Overgedragen. Stapje vertelt het, tenzij iemand geen berichten wil.
   *[other] { $count } mensen overgedragen. Stapje vertelt het, tenzij iemand geen berichten wil.
}
transfer-no-choice = Kies eerst een collega.
transfer-note-too-long = De notitie is te lang. Maak hem korter.

## All clients of one colleague
transfer-many = Mensen overdragen
transfer-many-lead = Kies één collega voor iedereen, of per persoon een ander. Wie op ‘Blijft’ staat, houdt dezelfde contactpersoon.
transfer-of = Van
transfer-show = Laat zien
transfer-all-to = Iedereen naar
transfer-person-to = { $name } naar
transfer-as-all = Zoals hierboven
transfer-stays = Blijft
transfer-nobody = { $name } heeft nu niemand onder zich.
transfer-planned = Afspraken die al staan, blijven bij wie ze zijn gemaakt.

## Being away
transfer-away = Vrij of ziek
transfer-away-lead = Wie waarneemt, krijgt zo lang alle vragen, de dagstart en de lijsten erbij.
transfer-away-none = Niemand is weg of gaat binnenkort weg.
transfer-away-line = { $name }: { $first } tot en met { $last }
transfer-away-cover = { $name } neemt waar
transfer-away-meanwhile = { $count ->
    [one] { $count } afspraak in die dagen. Verzet hem, of vraag wie hem overneemt:
   *[other] { $count } afspraken in die dagen. Verzet ze, of vraag wie ze overneemt:
}
transfer-away-new = Vrije dagen doorgeven
transfer-away-who = Wie is weg?
transfer-away-first = Eerste dag
transfer-away-last = Laatste dag
transfer-away-by = Wie neemt waar?
transfer-away-note = Notitie voor wie waarneemt (mag leeg)
transfer-away-submit = Bewaar
transfer-away-back = Is er weer
transfer-away-call-off = Gaat niet door
transfer-away-kept = Bewaard. Hieronder staat wie waarneemt.
transfer-away-ended = Bewaard. Alles komt weer bij de eigen contactpersoon terecht.

## What cannot be
transfer-no-cannot-answer = Deze collega kan nu geen contactpersoon zijn. Kies iemand anders.
transfer-no-other-team = Kies iemand uit hetzelfde team. Anderen zien de gesprekken niet.
transfer-no-overlaps = In die dagen is deze collega al weg. Kies andere dagen.
transfer-no-circle = Dan is er niemand: die collega's zouden elkaar waarnemen. Kies iemand die er is.
transfer-no-past = Die dagen zijn al voorbij. Kies latere dagen.
transfer-no-in-order = De laatste dag ligt voor de eerste, of iemand neemt zichzelf waar. Kijk het na.
transfer-no-has-clients = Deze collega heeft nog mensen onder zich. Draag die eerst over.
transfer-no-stands-in = Deze collega neemt nog waar. Kies daarvoor eerst iemand anders.
transfer-no-dates = Vul een eerste en een laatste dag in.

## In the inbox
inbox-note-handed-over = Overgedragen. Stapje vertelt het, tenzij iemand geen berichten wil.
inbox-nudge-new-contact-person = Zeggen wie de contactpersoon is
inbox-stands-in = { $name } neemt waar
