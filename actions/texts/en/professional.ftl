# For professionals: telegram short.

request-fast-fund = Request to the versnelfonds passed on, in your words. A human decides.
request-case-table = Noted for the case table (casuïstiektafel). Nothing has been shared yet.
request-signal = Signal passed on for the prevention lead. Nothing has been shared yet.
