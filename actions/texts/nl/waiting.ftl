# The waiting list of a night, and news of extra beds in cold weather.

waiting-joined = { $when ->
    [tonight] Je staat op de lijst voor vannacht.
   *[other] Je staat op de lijst voor de nacht van { $day }.
}
waiting-already = { $when ->
    [tonight] Je stond al op de lijst voor vannacht.
   *[other] Je stond al op de lijst voor de nacht van { $day }.
}
waiting-ahead = { $count ->
    [0] Je bent als eerste aan de beurt.
    [one] Er is { $count } mens voor je.
   *[other] Er zijn { $count } mensen voor je.
}
waiting-i-tell-you = Als er een plek vrijkomt, stuur ik je een bericht.
waiting-left = Je staat niet meer op de lijst.
waiting-on-no-list = Je staat nu op geen lijst.
waiting-night-over = Die nacht is voorbij. Zoek je een plek voor vannacht?

button-waiting-join = Zet mij op de lijst
button-waiting-leave = Haal mij van de lijst
button-waiting-again = Toch weer op de lijst
button-hold-still = Langer vasthouden

## Cold weather
cold-notice-on = Goed. Komen er extra bedden als het koud is, dan stuur ik een bericht.
cold-notice-now = Er zijn nu al extra bedden.
cold-notice-opted-out = Je krijgt nu geen berichten van mij. Wil je ze weer, dan meld ik ook extra bedden.
cold-notice-off = Goed. Ik stuur geen bericht meer over extra bedden bij kou.
cold-notice-visitor =
    Zo'n bericht kan ik alleen sturen als ik weet wie je bent.
    Een mens regelt dat graag met je. Je mag me altijd vragen of er plek is.

button-cold-notice = Bericht bij kou
button-no-cold-notice = Geen bericht bij kou
