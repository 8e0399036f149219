# The week's money and post that waits to be opened. No amounts, no orders, no blame.
# $tone is 1 to 4: the same in other words. $first is a day: "donderdag 26 november".

nudge-money-check-in = Hoi { $name }. Is er genoeg leefgeld voor deze week?
money-enough = { $tone ->
    [1] Fijn dat je het zegt. Dat geeft wat rust.
    [2] Dank je. Goed om te weten.
    [3] Mooi, dan is dat voor deze week duidelijk.
   *[4] Fijn. Daar hoef je nu niet over na te denken.
}
money-tight = Dank je dat je het zegt. Je staat er niet alleen voor. Wat helpt je nu het meest?
money-out = Ik laat dit een mens weten. Eerst kijken we wat vandaag helpt.
money-which = Goed dat je het zegt. Is het krap, of is het op?
money-explain = Leefgeld is je geld voor elke dag, zoals eten. Is er genoeg voor deze week?
money-tell = Vertel maar. Alles mag.
money-told = Dank je. Ik heb het erbij gezet, een mens leest het.
money-not-now = Dat is goed. Je kunt het mij altijd nog schrijven.
money-no-numbers = Je bankrekening of burgernummer heb ik hier niet nodig. Ik doe er niets mee.

## Wanting it, seeing it, changing it
money-offer = Goed dat je dit vraagt. Ik vraag dan elke week of er genoeg leefgeld is.
money-which-day = Welke dag past het beste?
money-which-hour = Hoe laat past het beste?
money-begun = Ik vraag het elke { $day } om { $clock }. De eerste keer: { $first }.
money-human-knows = Je contactpersoon hoort ervan. Die kan er meer over met je afspreken.
money-changed = Dat is goed. Ik vraag het elke { $day } om { $clock }. De volgende keer: { $first }.
money-rests = Dat is goed. Ik vraag er even niet naar. De eerste keer weer: { $first }.
money-stopped = Dat is goed. Ik vraag niet meer naar je leefgeld. Je kunt mij altijd schrijven.
money-not-asked = Ik vraag nu niet naar je leefgeld.
money-no-plan = Over je geld staat hier nog niets. Zal ik elke week vragen of er genoeg leefgeld is?
money-line-when = Ik vraag elke { $day } om { $clock } naar je leefgeld.
money-line-rest = Nu even niet, tot { $day }.
money-line-keeper = Hulp bij je geld: { $who }.
money-line-agreed = Afgesproken: { $what }.
money-line-since = Dat is afgesproken op { $day }.
money-right-question = Klopt dit voor jou?
money-wrong = Goed dat je het zegt. Ik geef het door aan je contactpersoon. Wat klopt er niet?
money-passed-on = Dank je. Ik heb het erbij gezet. Je contactpersoon kijkt ernaar.
money-set-up =
    { $who } heeft opgeschreven wat jullie afspraken.
    Ik vraag elke { $day } om { $clock } of er genoeg leefgeld is. Is dat goed?
money-set-anew =
    { $who } heeft de afspraak over je leefgeld veranderd.
    Ik vraag het elke { $day } om { $clock }. Is dat goed?
money-ended-by = { $who } zegt dat het klaar is. Ik vraag niet meer naar je leefgeld.
money-agreed = Fijn. Dan vraag ik het je zo.

## What Stapje does not do
money-no-sums =
    Dat bedrag reken ik hier niet uit. Het is te belangrijk voor een gok.
    Een mens kan het met je nakijken. Wil je iemand spreken?
money-no-orders = Ik kan geen geld sturen of betalen. Zal ik helpen met een vraag aan wie dat wel kan?

## A question for the administrator
draft-first = We maken er samen een korte vraag van. Jij kiest wie hem stuurt.
draft-what = Wat wil je vragen?
draft-what-again = Schrijf het zoals je het zou zeggen. Wat wil je vragen?
draft-when = Wanneer helpt een antwoord je?
draft-when-again = Deze week of later: allebei is goed. Wanneer helpt een antwoord je?
draft-ask = Ik wil graag vragen { $what }.
draft-ask-about = Ik wil graag iets vragen: { $what }.
draft-soon = Kun je mij deze week laten weten of dat kan?
draft-whenever = Kun je mij laten weten of dat kan?
draft-here = Dit is je vraag:
draft-who-question = Wie stuurt hem?
draft-passed-on = Ik heb je vraag aan je contactpersoon gegeven.
draft-self = Dat is goed. Neem de zinnen over, of maak ze mooier. Vragen mag altijd.

## Post
post-kept = Ik heb hem bij je post gelegd. Alleen dat al is een stap. Je hoeft dit niet alleen te doen.
post-kept-already = Deze brief ligt al bij je post.
post-urgent = In je bericht staat een woord met haast. Zullen we vandaag hulp regelen?
post-open-question = Zullen we een moment kiezen om hem te openen?
post-one-question = Er ligt post. Zullen we samen één brief openmaken?
post-step = één brief openmaken
post-step-first = de brief en een pen op tafel leggen
post-none = Er ligt geen post bij mij. Je kunt een foto sturen, dan leg ik hem erbij.
post-list =
    Dit ligt bij je post:
    { $said }
post-line = brief van { $day }
post-line-photo = foto van { $day }
post-line-seen = (bekeken)
post-number-open = Brief { $number } is open
post-opened = De brief is open. Knap, dat is het moeilijkste deel. Wil je dat iemand meekijkt?
post-done-already = Deze brief is al klaar.
post-seen-by = { $who } heeft naar je post gekeken. Je hoort nog wat handig is.
post-done-by = { $count ->
    [one] { $who } heeft je brief bekeken. Daar hoef je nu niets meer mee.
   *[other] { $who } heeft { $count } brieven van je bekeken. Daar hoef je nu niets meer mee.
}
post-still-there = { $count ->
    [one] Er ligt nog { $count } brief.
   *[other] Er liggen nog { $count } brieven.
}

button-money-enough = Genoeg
button-money-tight = Het is krap
button-money-out = Het is op
button-money-post = Post bekijken
button-money-begin = Ja, elke week
button-money-begin-again = Toch weer elke week
button-money-right = Dat klopt
button-money-wrong = Dat klopt niet
button-money-fine = Dat is goed
button-money-no = Liever niet
button-money-other-day = Liever een andere dag
button-money-what = Wat is afgesproken?
button-money-stop = Niet meer vragen
button-money-draft = Vraag schrijven
button-draft-soon = Deze week
button-draft-whenever = Het maakt niet uit
button-draft-human = Mijn contactpersoon
button-draft-self = Ik stuur hem zelf
button-draft-again = Anders schrijven
button-post-keep = Bij mijn post leggen
button-post-open = Eén brief openmaken
button-post-later = Later
button-post-help-now = Ja, vandaag hulp

## Beside a thread, for staff
inbox-badge-money = Leefgeld
inbox-badge-post = Post
inbox-nudge-money-check-in = Vraag over leefgeld
inbox-money = Leefgeld en post
inbox-money-enough = genoeg
inbox-money-tight = krap
inbox-money-out = op
inbox-money-other = anders
inbox-money-none = nu niet
inbox-money-no-answer = geen antwoord
inbox-money-next = Volgende vraag: { $day }
inbox-money-none-planned = Er staat geen vraag gepland.
inbox-money-silent = Al { $count } keer geen antwoord op de vraag over leefgeld. Stapje vraagt het nu om de week.
inbox-money-wants = Wil elke week een vraag over leefgeld. Spreek af wat erbij hoort.
inbox-money-stopped = Wil geen vraag meer over leefgeld.
inbox-money-wrong = Afspraak over geld klopt niet, zegt de deelnemer
inbox-money-draft = Vraag voor de bewindvoerder, graag doorsturen: “{ $said }”
inbox-money-set-up = Leefgeld: elke week vragen
inbox-money-change = Afspraak over leefgeld
inbox-money-hint = Samen afspreken. De deelnemer leest mee. Geen bedragen, geen rekeningnummers.
inbox-money-weekday = Dag
inbox-money-at = Hoe laat
inbox-money-administrator = Bewindvoerder of budgethulp (mag leeg)
inbox-money-agreement = Wat is afgesproken (mag leeg)
inbox-money-agreed-on = Afgesproken op
inbox-money-rest = Niet vragen tot (mag leeg)
inbox-money-save = Bewaren en laten weten
inbox-money-end = Stoppen met vragen
inbox-money-not-set = Controleer dag, tijd (8:00 tot 20:30) en datum.
inbox-money-number = Haal het rekeningnummer of BSN eruit. Dat is hier niet nodig.
inbox-note-money-kept = De afspraak is bewaard. De deelnemer kreeg een bericht.
inbox-note-money-ended = Stapje vraagt niet meer naar leefgeld. De deelnemer weet het.
inbox-post = Post die wacht
inbox-post-photo = Foto bekijken
inbox-post-seen = bekeken
inbox-post-mark = Post bijwerken
inbox-post-hint = De deelnemer krijgt één bericht.
inbox-post-mark-seen = Bekeken
inbox-post-mark-done = Klaar
inbox-post-none-chosen = Kies eerst een brief.
inbox-note-post-marked = Bijgewerkt. De deelnemer kreeg een bericht.
