# For professionals: telegram short.

request-fast-fund = Aanvraag versnelfonds doorgezet, in jouw woorden. Een mens beslist.
request-case-table = Genoteerd voor de casuïstiektafel. Er is nog niets gedeeld.
request-signal = Signaal doorgezet voor de preventieregisseur. Er is nog niets gedeeld.
