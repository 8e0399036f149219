# Signing in and forms; the words on the login page itself are in web.ftl.

account-too-many = That went wrong too often. Wait ten minutes and then try again.
account-form-old = This page has been open too long. Go back, refresh the page and try again.
