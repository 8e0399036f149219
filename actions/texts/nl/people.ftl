# The list of clients and the page of one person, for staff.

web-nav-people = Mensen

## The list
people-title = Mensen
people-whose = Van wie
people-everybody = Iedereen
people-mine = Van mij
people-name = Naam
people-sort = Volgorde
people-sort-name = Op naam
people-sort-contact = Langst geen contact
people-sort-appointment = Eerste afspraak
people-only = Toon
people-only-all = Iedereen
people-talk = Gesprek
people-silent = stil sinds { $span }
people-steps = { $count ->
    [one] { $count } stapje
   *[other] { $count } stapjes
}
people-term = termijn: { $day }
people-waits = wacht { $span }
people-opted-out = geen berichten
people-sort-silent = Langst stil
people-none-fits = Hier past nu niemand bij.
people-only-waiting = Wacht op een mens
people-only-silent = Is stil
people-only-bad = Ging niet goed
people-only-unspoken = Lang niet gesproken
people-only-steps = Heeft open stapjes
people-only-no-appointment = Zonder afspraak
people-only-term = Termijn in zicht
people-only-stopped = Wil geen berichten
people-show = Laat zien
people-column-name = Naam
people-column-contact = Contactpersoon
people-column-last = Laatste contact
people-column-next = Volgende afspraak
people-column-mood = Hoe het gaat
people-column-tasks = Let op
people-tasks = { $count ->
    [one] { $count } taak
   *[other] { $count } taken
}
people-never = Nog niet
people-more = Volgende namen
people-all = Laat iedereen zien
people-none = Er staat nog niemand in je team.
people-none-mine = Jij bent nu van niemand de contactpersoon.
people-none-found = Niemand gevonden met deze naam.
people-none-more = Hier staan geen namen meer.
people-teach = Iemand komt erbij met een uitnodiging. Je vindt hier dan afspraken, stapjes en hoe het gaat.
mood-trend-now = { $mood }
mood-trend-same = steeds { $mood }
mood-trend-better = beter: nu { $mood }
mood-trend-worse = minder: nu { $mood }

## The page: who, and what matters now
person-page = Pagina van deze persoon
person-to-thread = Naar het gesprek
person-team = Team
person-reach = Bereikbaar via
person-contact = contactpersoon
person-now = Wat nu telt
person-next = Volgende afspraak
person-step = Open stapje
person-none = Geen
person-told = verteld
person-sections = Onderdelen
person-section-timeline = Tijdlijn
person-section-plan = Plan
person-section-appointments = Afspraken
person-section-money = Geld en schulden
person-section-details = Gegevens
person-no-appointments = Er staat geen afspraak. Maak er een, of laat iemand zelf kiezen.
person-past = Eerder
person-no-past = Er is nog geen afspraak geweest.
person-no-money = Er is niets afgesproken over leefgeld. Dat kan hieronder, samen.
person-no-referrals = Er is geen aanvraag voor schuldhulp.
inbox-appointment-cancelled = Ging niet door

## Beside a thread
panel-mood = Hoe het ging
panel-unnoted = { $count ->
    [one] Van { $count } afspraak is niet ingevuld hoe die ging.
   *[other] Van { $count } afspraken is niet ingevuld hoe die gingen.
}
panel-more-steps = { $count ->
    [one] Nog { $count } stapje
   *[other] Nog { $count } stapjes
}
panel-contact = Contact noteren
panel-contact-hint = Heb je deze persoon gebeld of gezien? Dan is de vraag hoe het gaat klaar.
panel-contact-save = Noteer contact van vandaag
panel-more = Meer over deze persoon

## What happened
timeline-show = Wat je ziet
timeline-all = Alles
timeline-kind-messages = Berichten
timeline-kind-moods = Hoe het ging
timeline-kind-steps = Stapjes en doelen
timeline-kind-debts = Schuldhulp
timeline-kind-money = Leefgeld en post
timeline-kind-appointments = Afspraken
timeline-kind-nights = Nachten
timeline-kind-notes = Notities
timeline-kind-tasks = Taken
timeline-kind-record = Gegevens
timeline-kind-looks = Wie keek
timeline-paper-on = Zet de tijdlijn op papier
timeline-paper-off = Laat de tijdlijn van papier
timeline-newest = Naar het nieuwste
timeline-older = Eerder
timeline-none = Er is nog niets gebeurd. Nodig deze persoon uit bij Gegevens.
timeline-none-kind = Hiervan is nog niets te zien.
timeline-times = { $count } keer sinds { $clock }
timeline-messages-person = { $name } schreef
timeline-messages-bot = Stapje schreef
timeline-messages-human = Bericht van een collega
timeline-moods-good = Het ging goed
timeline-moods-so-so = Het ging wel
timeline-moods-bad = Het ging niet goed
timeline-moods-told = Vertelde hoe het ging
timeline-moods-answered = Vertelde hoe het ging
timeline-moods-heard = Gevraagd hoe het gaat, later iets anders gehoord
timeline-moods-contact = Gevraagd hoe het gaat, een collega had contact
timeline-moods-unanswered = Gevraagd hoe het gaat, geen antwoord
timeline-moods-stopped = De vraag hoe het gaat is gestopt
timeline-moods-open = Gevraagd hoe het gaat, nog geen antwoord
timeline-steps-step-made = Nieuw stapje: { $words }
timeline-steps-step-done = Stapje gedaan: { $words }
timeline-steps-step-partly = Stapje deels gedaan: { $words }
timeline-steps-step-not-done = Stapje niet gelukt: { $words }
timeline-steps-step-dropped = Stapje losgelaten: { $words }
timeline-steps-goal-made = Nieuw doel: { $words }
timeline-steps-goal-reached = Doel bereikt: { $words }
timeline-steps-goal-dropped = Doel losgelaten: { $words }
timeline-debts-asked = Schuldhulp gevraagd. Mag naar: { $more }
timeline-money-enough = Leefgeld: genoeg
timeline-money-tight = Leefgeld: krap
timeline-money-out = Leefgeld: op
timeline-money-other = Leefgeld: anders
timeline-money-none = Leefgeld: nu niet
timeline-money-no-answer = Leefgeld: geen antwoord
timeline-money-post = Legde een brief bij de post
timeline-money-post-done = Een brief is klaar
timeline-appointments-made-by-client = Vroeg een afspraak voor { $moment }
timeline-appointments-made-by-staff = Afspraak gemaakt voor { $moment }
timeline-appointments-done = Was bij de afspraak
timeline-appointments-missed = Was niet bij de afspraak
timeline-appointments-cancelled = De afspraak van { $moment } ging niet door
timeline-appointments-open = Afspraak, niet ingevuld
timeline-nights-held = Bed vastgehouden tot { $moment }
timeline-nights-stayed = Kwam binnen in de opvang
timeline-nights-left = Ging weg uit de opvang
timeline-nights-expired = Vastgehouden bed verlopen
timeline-nights-cancelled = Vastgehouden bed losgelaten
timeline-nights-no-show = Kwam niet voor het bed
timeline-nights-closed = Bed losgelaten: de opvang ging dicht
timeline-notes-note = Notitie
timeline-notes-removed = Notitie weggehaald
timeline-tasks-raised = Taak: { $more }
timeline-tasks-done = Taak klaar: { $more }
timeline-record-handed-over = Overgedragen aan { $more }
timeline-record-name = Naam was { $words }, nu { $more }
timeline-record-municipality = Gemeente was { $words }, nu { $more }
timeline-record-language = Taal was { $words }, nu { $more }
timeline-record-channel = Kanaal losgekoppeld: { $words }
timeline-record-invite = Uitnodiging gemaakt of ingetrokken
timeline-record-person-merged = Samengevoegd met een ander dossier
timeline-record-person-merge-undone = Samenvoegen teruggedraaid
timeline-looks-conversation-read = Las het gesprek
timeline-looks-person-read = Bekeek deze pagina

## People around somebody
card-title = Mensen eromheen
card-none = Nog niemand. Vraag wie deze persoon erbij wil hebben: familie, huisarts, verhuurder.
card-hint = Alleen wie de deelnemer er zelf bij wil hebben.
card-add = Iemand toevoegen
card-name = Naam
card-role = Wie is dat (mag leeg)
card-roles = moeder, vader, zus, broer, partner, vriend, huisarts, verhuurder, bewindvoerder, begeleider
card-phone = Telefoon (mag leeg)
card-note = Notitie (mag leeg)
card-may-call = Mogen we deze persoon bellen?
card-yes = Ja
card-no = Nee
card-may = Mag gebeld worden
card-may-not = Niet bellen
card-said-on = sinds { $day }
card-keep = Bewaren
card-change = Veranderen
card-end = Hoort er niet meer bij
card-ended = Eerder erbij: { $count }
card-ended-on = Tot { $day }
card-no-name = Vul een naam in.
card-too-long = Dat is te lang. Maak het korter.
card-no-number = Dit nummer klopt niet. Een nummer heeft tien cijfers, met de nul vooraan.
card-may-call-unsaid = Kies of we deze persoon mogen bellen. Weet je het niet, kies dan nee.
person-note-card-kept = Bewaard.
person-note-card-ended = Deze persoon staat er niet meer bij. De geschiedenis blijft.

## Channels and invites
channel-title = Kanalen
channel-none = Nog geen chat gekoppeld. Maak hieronder een uitnodiging.
channel-works = Werkt
channel-blocked = Werkt niet sinds { $day }
channel-since = Sinds { $day }
channel-used = { $span } geleden gebruikt
channel-end = Loskoppelen
channel-end-hint = Telefoon kwijt of van iemand anders? Wie daar schrijft, is dan een onbekende. Het gesprek blijft hier.
channel-end-sure = Koppel dit kanaal los
invite-title = Uitnodiging
invite-hint = Een link en een QR-code voor de telefoon van deze persoon. Werkt één keer, zeven dagen.
invite-make = Maak een uitnodiging
invite-open = Gemaakt op { $made }, werkt tot en met { $day }
invite-withdraw = Intrekken
invite-for = Uitnodiging voor { $name }
invite-back = Terug naar { $name }
invite-how = Richt de camera van de telefoon op dit blok. Tik daarna op de link.
invite-code = QR-code met de link naar de chat
invite-until = Werkt één keer, tot en met { $day }.
invite-link = Of stuur deze link
invite-once = Je ziet deze link alleen nu.
person-note-channel-ended = Het kanaal is losgekoppeld.
person-note-invite-withdrawn = De uitnodiging werkt niet meer.

## What somebody agreed to
consent-title = Toestemmingen
consent-since = Sinds { $day }.
consent-ended = Ingetrokken op { $day }.
consent-withdrawn = Ingetrokken
consent-messages = Berichten van Stapje uit zichzelf
consent-check-ins = Vragen hoe het gaat
consent-recap = Ook elke vrijdag een weekoverzicht
consent-money = Elke week een vraag over leefgeld
consent-money-when = Op { $day }
consent-cold = Bericht bij extra bedden in de kou
consent-debt-help = Schuldhulp: doorgeven aan { $to }
consent-part-name = naam
consent-part-debt-types = soort schulden
consent-part-threat = wat er dreigt
consent-part-municipality = gemeente
consent-part-administration = wie helpt met geld
consent-part-letters = foto van de brief
consent-part-words = eigen woorden

## The record
record-title = In het dossier
record-correct = Naam of gemeente verbeteren
record-name = Naam
record-keep = Bewaren
record-language = Taal veranderen
record-language-label = Stapje schrijft in het
record-history = Wat er veranderde
person-name-wrong = Vul een naam in van hooguit 80 tekens. De gemeente mag leeg.
person-note-corrected = Verbeterd. Wat er eerst stond, blijft te lezen.
person-note-language = De taal is bewaard.
