# Appointments in a colleague's own calendar program. Nothing says who a client is.

calendar-name = Stapje
calendar-title = Afspraak
calendar-title-proposed = Afspraak? Nog niet bevestigd

## The page where a colleague makes or stops their feed
calendar-page = Agenda koppelen
calendar-lead = Zet je afspraken uit Stapje in je eigen agenda: Outlook, Google of je telefoon.
calendar-private = In je agenda staat geen naam en geen onderwerp. De link bij de afspraak brengt je naar het gesprek.
calendar-none = Er is nog geen koppeling.
calendar-make = Maak een koppeling
calendar-since = Koppeling gemaakt op { $day }.
calendar-again = Maak een nieuwe koppeling
calendar-again-hint = De oude stopt dan meteen.
calendar-stop = Stop de koppeling
calendar-address = Jouw adres
calendar-address-once = Kopieer het nu. Stapje laat het maar één keer zien. Wie het heeft, ziet je afspraken.
calendar-how = Kies in je agenda: agenda toevoegen, van internet. Plak daar het adres.
calendar-stopped = De koppeling is gestopt.
