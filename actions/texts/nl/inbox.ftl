# The shared inbox, for staff.

inbox-title = Berichten
inbox-visitor = Onbekende bezoeker …{ $number }
inbox-empty = Er zijn nog geen gesprekken.
inbox-choose = Kies een gesprek in de lijst.
inbox-more = Meer gesprekken
inbox-unread = { $count ->
    [one] { $count } ongelezen bericht
   *[other] { $count } ongelezen berichten
}
inbox-no-messages = Nog geen berichten
inbox-from-bot = Stapje:
inbox-from-colleague = Collega:
inbox-attachment = Bijlage
inbox-waits = wacht { $span }
inbox-mode-human = Mens
inbox-mode-bot = Bot
inbox-trouble = Dat lukte niet. Je tekst staat er nog. Controleer de verbinding en probeer het opnieuw.

inbox-span-minutes = { $count } min
inbox-span-hours = { $count } uur
inbox-span-days = { $count ->
    [one] { $count } dag
   *[other] { $count } dagen
}

## What a conversation asks for
inbox-badge-crisis = Crisis
inbox-badge-talk-to-human = Wil mens spreken
inbox-badge-check-in-bad = Gaat niet goed
inbox-badge-debt-referral = Schuldhulp
inbox-badge-appointment = Afspraak
inbox-badge-privacy = Privacyverzoek
inbox-badge-complaint = Klacht
inbox-badge-not-understood = Niet begrepen
inbox-badge-need-basics = Eerste levensbehoeften
inbox-badge-housing = Wonen
inbox-badge-unreachable = Niet bereikbaar
inbox-badge-failed = Bericht niet verwerkt
inbox-badge-request = Vraag
inbox-badge-attachment = Bijlage

## One thread
inbox-back = Alle gesprekken
inbox-about = Over deze persoon
inbox-bot-answers = Stapje antwoordt.
inbox-human-answers = Een mens antwoordt. Stapje zwijgt.
inbox-taken-by = { $name } antwoordt. Stapje zwijgt.
inbox-take-over = Overnemen
inbox-hand-back = Teruggeven aan Stapje
inbox-tasks = Wat er te doen is
inbox-since = { $span } geleden
inbox-due = Uiterlijk { $moment }
inbox-done = Afgehandeld
inbox-log = Gesprek met { $name }
inbox-earlier = Eerdere berichten
inbox-today = Vandaag
inbox-understood = Stapje begreep: “{ $meaning }”.
inbox-correct = Klopt dat niet?
inbox-meaning-title = Wat werd hier bedoeld?
inbox-meaning-why = Je keuze leert Stapje deze woorden. Aan het gesprek verandert niets.
inbox-meaning-label = Er werd bedoeld
inbox-meaning-keep = Bewaren
inbox-back-to-thread = Terug naar het gesprek
inbox-open-file = Bijlage bekijken: { $name }
inbox-file-gone = Dit bestand is niet meer op te halen.
inbox-buttons = Knoppen:
inbox-delivery-due = Wordt verstuurd
inbox-delivery-sent = Verstuurd
inbox-delivery-cancelled = Niet verstuurd: geannuleerd
inbox-delivery-no-channel = Klaargezet. Er is nog geen telefoon of chat gekoppeld.

## Answering
inbox-reply-label = Jouw antwoord
inbox-reply-hint = Als je antwoordt, zwijgt Stapje. Ctrl+Enter verstuurt.
inbox-reply-empty = Er staat nog geen tekst in je antwoord.
inbox-reply-too-long = Je antwoord is te lang. Deel het in tweeën.
inbox-send = Verstuur

## Beside the thread
inbox-visitor-about = Van deze bezoeker weten we niets. Vraag alleen wat nodig is.
inbox-contact-person = Contactpersoon
inbox-municipality = Gemeente
inbox-unknown = Onbekend
inbox-opted-out = Wil sinds { $day } geen berichten uit zichzelf van Stapje.
inbox-appointments = Afspraken
inbox-appointment-proposed = Voorstel
inbox-appointment-planned = Gepland
inbox-appointment-confirmed = Komt
inbox-accept = Akkoord
inbox-refuse = Kan niet
inbox-call-off = Afzeggen
inbox-steps = Stapjes
inbox-step-done = Gedaan
inbox-step-partly = Deels gedaan
inbox-moods = Hoe het ging
inbox-mood-good = goed
inbox-mood-so-so = gaat wel
inbox-mood-bad = niet goed
inbox-referrals = Schuldhulp
inbox-urgent = Spoed
inbox-referral-due = Eerste gesprek uiterlijk { $day }
inbox-referral-closed = Afgerond
inbox-referral-asked = Aangevraagd op { $day }.
inbox-nudges = Wat Stapje gaat sturen
inbox-nudge-check-in = Vragen hoe het gaat
inbox-nudge-step-reminder = Herinnering aan een stapje
inbox-nudge-appointment-day-before = Herinnering: een dag voor de afspraak
inbox-nudge-appointment-two-hours = Herinnering: op de dag van de afspraak
inbox-nudge-hold-reminder = Herinnering aan een vastgehouden bed
inbox-cancel-nudge = Niet sturen

## Planning an appointment
inbox-plan = Afspraak maken
inbox-plan-date = Datum
inbox-plan-time = Tijd
inbox-plan-place = Plek (mag leeg)
inbox-plan-topic = Onderwerp, voor jezelf (mag leeg)
inbox-plan-submit = Zet in de agenda
inbox-plan-unreadable = Vul een datum en een tijd in.
inbox-plan-past = Dat moment is al voorbij. Kies een later moment.
inbox-plan-booked = Je hebt op dat moment al een afspraak. Kies een andere tijd.

## What just happened
inbox-note-taken = Je hebt het gesprek overgenomen.
inbox-note-handed-back = Stapje antwoordt weer.
inbox-note-learnt = Bewaard. Stapje kan hiervan leren.
inbox-note-done = Afgehandeld.
inbox-note-planned = De afspraak staat. De herinneringen zijn gepland.
inbox-note-accepted = De afspraak gaat door. De deelnemer weet het.
inbox-note-called-off = De afspraak gaat niet door. De deelnemer weet het.
inbox-note-nudge-cancelled = Stapje stuurt dit niet.
