"""Wat er staat als aanmelden niet lukt. De adapters van allauth nemen deze zinnen op in `error_messages`."""

ACCOUNTZINNEN = {
    "account_inactive": "Dit account is gesloten. Vraag de beheerder van Zicht om het te openen.",
    "enter_current_password": "Vul uw wachtwoord van nu in.",
    "incorrect_code": "Deze code klopt niet. Kijk of u de nieuwste code hebt en probeer het nog een keer.",
    "incorrect_password": "Dit wachtwoord klopt niet. Probeer het nog een keer.",
    "invalid_login": "Inloggen lukte niet. Probeer het nog een keer.",
    "same_as_current": "Dit is uw wachtwoord van nu. Kies een ander.",
    "too_many_login_attempts": "Er is te vaak een verkeerd wachtwoord ingevuld. Wacht een kwartier en probeer het dan nog een keer.",
    "username_password_mismatch": "De gebruikersnaam of het wachtwoord klopt niet. Kijk ze na en probeer het nog een keer.",
    "rate_limited": "Dit ging te snel achter elkaar. Wacht een paar minuten en probeer het dan nog een keer.",
}
MFAZINNEN = {
    "cannot_delete_authenticator": "Dit is uw laatste bewijs naast het wachtwoord. Koppel eerst een ander.",
    "cannot_generate_recovery_codes": "Koppel eerst een app of een sleutel. Daarna kunt u herstelcodes maken.",
    "incorrect_code": ACCOUNTZINNEN["incorrect_code"],
}
