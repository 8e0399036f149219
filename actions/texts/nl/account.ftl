# Signing in and forms; the words on the login page itself are in web.ftl.

account-too-many = Het is te vaak niet gelukt. Wacht tien minuten en probeer het dan opnieuw.
account-form-old = Deze pagina is te lang open geweest. Ga terug, ververs de pagina en probeer het opnieuw.
