# Debt help: no blame, no amounts, one question at a time. The plan for today stands in first_aid.ftl.

debt-first = Goed dat je hulp vraagt bij schulden. Dat is een stap.
debt-urgent-first = Goed dat je dit nu zegt. Je hoeft dit niet alleen te doen.

## The questions
debt-which-kind = Waar gaat het om? Typen mag ook, of een foto van een brief.
debt-which-kind-more = Wat komt er nog bij?
debt-which-letter = Kan een van deze dingen binnenkort gebeuren?
debt-which-letter-again =
    Kies wat het beste past. Weet je het niet? Dat is ook goed.
debt-when = Wanneer is dat?
debt-when-again = Een dag is genoeg, zoals 3 december. Weet je het ongeveer, of niet?
debt-day-passed = Het is nu na { $day }. Bedoel je toch die dag?
debt-which-municipality = In welke gemeente woon of slaap je?
debt-which-municipality-again = Je dorp of stad is genoeg. In welke gemeente woon of slaap je?
debt-which-area = In welke wijk woon of slaap je?
debt-who-minds-money = Helpt iemand je al met je geld?
debt-who-minds-money-again = Wie helpt je met je geld? Niemand is ook goed.
debt-consent =
    Dit wil ik doorgeven aan { $to }:
    { $list }
    Dan kan iemand je helpen. Mag ik dit doorgeven?
debt-consent-means =
    Schuldhulp leest dit en praat dan met jou.
    Bij nee krijgt niemand dit. Stoppen kan later ook.
debt-consent-again =
    Ik geef alleen iets door als je ja zegt. Dit gaat naar { $to }:
    { $list }
    Mag dat?

## Said between the questions
debt-day-on = Ik schrijf op: { $day }.
debt-day-from = Ik schrijf op: vanaf { $day }.
debt-day-by = Ik schrijf op: uiterlijk { $day }.
debt-changed = Goed dat je het zegt. Ik heb het veranderd.
debt-not-alone = Dat is goed. Je hoeft die brief niet alleen te openen.
debt-human-looks = Ik vraag een mens om mee te kijken.
debt-human-today = Dit kan niet wachten. Ik roep er een mens bij.
debt-reads-today = Een mens leest dit vandaag.
debt-reads-later =
    Nu leest er niemand mee. Dat kan weer op { $day } om { $clock }.
    Bij gevaar: bel 112.
debt-minder-decides = Wie je geld beheert, beslist mee. Je vraag gaat wel door.
debt-letter-kept = Dank je. Een mens bekijkt deze brief. De foto blijft in Stapje.

## What is passed on, each a line of debt-consent
debt-share-name = je naam
debt-share-debt-types = waar het om gaat: { $what }
debt-share-threat = wat er dreigt: { $what }
debt-share-municipality = waar je woont of slaapt: { $what }
debt-share-administration = hulp met je geld: { $what }
debt-share-letters = je foto van de brief
debt-share-words = wat je hier zelf schreef
debt-to-contact = je contactpersoon

## At the end
debt-passed-on = Het is doorgegeven aan { $to }. Iemand daar neemt contact met je op.
debt-passed-on-urgent = Het is met spoed doorgegeven aan { $to }. Iemand daar neemt snel contact met je op.
debt-brought = Je contactpersoon brengt je vraag naar { $to }.
debt-brought-urgent = Je contactpersoon brengt je vraag met spoed naar { $to }.
debt-with-contact = Je contactpersoon heeft je vraag nu. Die zoekt de goede hulp voor je.
debt-with-contact-urgent = Je contactpersoon heeft je vraag nu, met spoed. Die zoekt de goede hulp voor je.
debt-due = Volgens de wet is het eerste gesprek uiterlijk op { $day }.
debt-due-asked = Ik vraag om een eerste gesprek uiterlijk op { $day }.
debt-what-is-next = Bewaar je brieven. Nieuws lees je hier.
debt-not-passed-on = Dat is goed. Ik geef niets door.
debt-not-passed-on-near =
    Dat is goed. Schuldhulp hoort niets van mij.
    Je contactpersoon kijkt wel mee, omdat het zo dichtbij is.
debt-stopped = Goed, we stoppen. Schuldhulp hoort niets van mij. Later verder gaan kan altijd.
debt-visitor = Een mens kan met je meekijken. Wil je iemand spreken?

## More about a request that runs
debt-added = Ik heb dit bij je aanvraag gezet.
debt-added-urgent = Goed dat je dit zegt. Je aanvraag heeft nu spoed.
debt-due-first-talk = Het eerste gesprek is uiterlijk op { $day }.

## Kinds of debts, as buttons and (in small letters) in debt-share-debt-types
debt-type-huur = Huur
debt-type-energie = Energie
debt-type-water = Water
debt-type-zorgverzekering = Zorgverzekering
debt-type-boetes = Boetes
debt-type-belasting = Belasting
debt-type-telefoon = Telefoon
debt-type-lening = Lening
debt-type-alimentatie = Alimentatie
debt-type-webwinkel = Webwinkel
debt-type-overig = Iets anders
debt-type-post = Post die nog dicht is

## What may be about to happen, as buttons
debt-threat-none = Nee, geen van deze
debt-threat-bailiff = Deurwaarder of rechter
debt-threat-eviction = Ik moet mijn huis uit
debt-threat-cut-off = Energie of water gaat dicht
debt-threat-insurance = Mijn zorgverzekering stopt
debt-threat-unknown = Ik weet het niet

## The same in a list
debt-loss-bailiff = deurwaarder of rechter
debt-loss-attachment = beslag op geld of spullen
debt-loss-eviction = je huis uit
debt-loss-cut-off = energie of water dicht
debt-loss-insurance = zorgverzekering stopt
debt-loss-unknown = een brief die nog niet duidelijk is

## Who looks after the money, as buttons and (in small letters) in debt-share-administration
debt-money-none = Niemand
debt-money-administrator = Een bewindvoerder
debt-money-budget = Budgetbeheer
debt-money-guardianship = Een curator
debt-money-wsnp = Wsnp
debt-money-unknown = Weet ik niet

button-not-known = Weet ik niet
button-day-right = Ja, die dag
button-day-other = Nee, een andere dag
button-one-more = Er is nog een schuld
button-that-is-all = Dat is alles
button-other-place = Andere gemeente
button-my-request = Mijn aanvraag
button-add-letter = Zet bij mijn aanvraag

## Municipalities, as buttons
municipality-almelo = Almelo
municipality-hellendoorn = Hellendoorn
municipality-rijssen-holten = Rijssen-Holten
municipality-tubbergen = Tubbergen
municipality-twenterand = Twenterand
municipality-wierden = Wierden

## What staff read
debt-task-words = Dreigt: { $what }. Nog geen toestemming om door te geven. Kijk mee in de chat.
debt-task-day-words = Dreigt: { $what }, { $day }. Nog geen toestemming om door te geven. Kijk mee in de chat.
debt-task-new-words = Nieuwe aanvraag schuldhulp. Toestemming gegeven.
debt-task-bring-words = Breng naar { $to }. Toestemming gegeven. { $said }
