# A request for debt help on its way: what the client hears and what staff read. $open is empty or begins with " (".

referral-news = Er is nieuws over je aanvraag. Wil je het lezen?
referral-none = Bij mij loopt nu geen aanvraag voor schuldhulp. Wil je er een doen?

## Who has it
referral-a-desk = schuldhulp
referral-with-colleague = { $name } van { $desk } helpt je met je aanvraag.
referral-with-desk = Je aanvraag ligt bij { $desk }. Daar kijkt iemand ernaar.
referral-with-contact-person = Je contactpersoon heeft je aanvraag. Die zoekt met je uit wat past.
referral-call = Bellen kan ook: { $phone }{ $open }.

## Where it is
referral-in-registration = Hierna komt een eerste gesprek.
referral-in-crisis = Eerst wordt geregeld wat haast heeft. Hierna komt een eerste gesprek.
referral-in-intake = Je eerste gesprek is geweest. Hierna komt een besluit over de hulp.
referral-in-decision = Er is een besluit over de hulp. Hierna maak je samen een plan.
referral-in-plan = Er is een plan. Hierna komt er rust in je geldzaken.
referral-in-stabilisation = Nu komt er eerst rust in je geldzaken. Hierna komt een oplossing.
referral-in-solution = Er is een oplossing voor je schulden. Die loopt nu.
referral-in-aftercare = Je schulden zijn geregeld. Er kijkt nog een tijd iemand met je mee.

## By when
referral-by = Dat is uiterlijk op { $day }.
referral-late = Dat zou uiterlijk op { $day } zijn. Het duurt langer. Dat ligt niet aan jou.
referral-no-term = Wanneer dat is, weet ik nog niet. Een mens kan het voor je vragen.

## What was passed on
referral-passed-on = Doorgegeven op { $day }: { $what }.
referral-what-name = je naam
referral-what-debt-types = je soort schulden
referral-what-threat = wat er dreigt
referral-what-municipality = je gemeente
referral-what-administration = wie je helpt met geld
referral-what-letters = je foto van de brief
referral-what-words = wat je hierover schreef

## How it ended
referral-closed-done = De hulp bij je schulden is klaar. Wat knap dat je dit hebt gedaan.
referral-closed-withdrawn = Je aanvraag is gestopt, zoals je wilde. Opnieuw beginnen kan altijd.
referral-closed-not-appeared = Jullie spraken elkaar nog niet. Daarom is de aanvraag gestopt. Opnieuw beginnen kan altijd.
referral-closed-moved = Je woont nu ergens anders. Daarom is de aanvraag hier gestopt. Een mens kan helpen met een nieuwe.
referral-closed-elsewhere = Je krijgt hulp op een andere plek. Daarom is deze aanvraag klaar.

## Something more
referral-more-ask = Wat wil je erbij zetten? Schrijf het maar op.
referral-more-kept = Goed dat je dit vertelt. Ik heb het erbij gezet.
referral-more-stopped = Goed, ik zet er niets bij. Je aanvraag loopt gewoon door.

## The consent
referral-withdraw-means =
    Je mag altijd stoppen. Je aanvraag stopt dan.
    Wat al is doorgegeven, kan ik niet terughalen.
referral-withdraw-sure = Wil je stoppen met deze aanvraag?
referral-goes-on = Goed. Je aanvraag loopt gewoon door.
referral-withdrawn =
    Je aanvraag is gestopt.
    Ik heb gevraagd om je gegevens niet meer te gebruiken.
referral-withdrawn-later = Kom je erop terug? Dat kan altijd.

## Buttons
button-referral-news = Ja, laat zien
button-referral-more = Iets erbij zetten
button-referral-withdraw = Toestemming intrekken
button-referral-stop = Ja, stop de aanvraag
button-referral-go-on = Nee, ga door

## What staff read in the inbox
referral-clock-first-talk = eerste gesprek
referral-clock-decision = besluit
referral-clock-unaccepted = Schuldhulp: nog niet opgepakt. Uiterlijk { $day }: { $what }.
referral-clock-week = Schuldhulp: over een week { $what }, uiterlijk { $day }.
referral-clock-two-days = Schuldhulp: nog 2 werkdagen. Uiterlijk { $day }: { $what }.
referral-clock-today = Schuldhulp: vandaag laatste dag voor { $what }, { $day }.
referral-clock-breach = Schuldhulp: te laat. Uiterlijk { $day } was: { $what }.
referral-clock-coordinator = Schuldhulp: nog steeds te laat. Uiterlijk { $day } was: { $what }.
referral-task-returned = Schuldhulp: teruggegeven door { $name }. Reden: { $reason }
referral-task-no-term = Schuldhulp: termijn van het besluit onbekend. Vul hem in bij het bureau.
referral-task-withdrawn = Schuldhulp: aanvraag ingetrokken door deelnemer. Gegevens niet meer gebruiken.
referral-refused-taken = Een collega heeft deze aanvraag al.
referral-refused-closed = Deze aanvraag is afgesloten. Een coördinator kan hem openen, behalve na intrekken.
referral-refused-reason = Vul een reden in.
referral-refused-date = Kies een dag vanaf de aanvraag, niet na vandaag. Eerder dan de vorige stap: met reden.
referral-refused-stage = Kies een stap uit de lijst.
referral-refused-running = Er loopt al een nieuwere aanvraag.
inbox-nudge-referral-news = Nieuws over de aanvraag
inbox-referral-decision-due = Besluit uiterlijk { $day }
inbox-referral-running = Loopt
