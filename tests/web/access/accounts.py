"""Who gets which page: signing in, passwords, second factors (allauth). The letters are explained in asking.py."""

from .asking import read

ROWS = read(
    """
    #                                 any str coo may off of2 gua gu2 adv ad2 aud  foreign
    GET  account_login                       g   d   d   d   d   d   d   d   d   d   d    -
    GET  account_logout                      d   g   g   g   g   g   g   g   g   g   g    -
    POST account_logout                      d   d   d   d   d   d   d   d   d   d   d    -
    GET  account_inactive                    g   g   g   g   g   g   g   g   g   g   g    -
    GET  account_signup                      g   d   d   d   d   d   d   d   d   d   d    -
    GET  account_reauthenticate              s   f   f   f   f   f   f   f   f   f   f    -
    GET  account_email                       s   g   g   g   g   g   g   g   g   g   g    -
    POST account_email                       s   d   d   d   d   d   d   d   d   d   d    -
    GET  account_email_verification_sent     s   d   d   d   d   d   d   d   d   d   d    -
    GET  account_change_password             s   d   d   d   d   d   d   d   d   d   d    -
    GET  account_set_password                s   g   g   g   g   g   g   g   g   g   g    -
    GET  account_reset_password              g   g   g   g   g   g   g   g   g   g   g    -
    GET  account_confirm_login_code          s   d   d   d   d   d   d   d   d   d   d    -
    GET  account_reset_password_from_key_done g  g   g   g   g   g   g   g   g   g   g    -
    GET  account_reset_password_from_key     g   g   g   g   g   g   g   g   g   g   g    -
    GET  account_reset_password_done         g   g   g   g   g   g   g   g   g   g   g    -
    GET  mfa_index                           s   g   g   g   g   g   g   g   g   g   g    -
    GET  mfa_authenticate                    s   d   d   d   d   d   d   d   d   d   d    -
    GET  mfa_reauthenticate                  s   f   f   f   f   f   f   f   f   f   f    -
    GET  mfa_activate_totp                   s   g   g   g   g   g   g   g   g   g   g    -
    GET  mfa_deactivate_totp                 s   n   n   n   n   n   n   n   n   n   n    -
    GET  mfa_view_recovery_codes             s   n   n   n   n   n   n   n   n   n   n    -
    GET  mfa_generate_recovery_codes         s   g   g   g   g   g   g   g   g   g   g    -
    GET  mfa_download_recovery_codes         s   n   n   n   n   n   n   n   n   n   n    -
    GET  mfa_list_webauthn                   s   g   g   g   g   g   g   g   g   g   g    -
    GET  mfa_add_webauthn                    s   g   g   g   g   g   g   g   g   g   g    -
    GET  mfa_reauthenticate_webauthn         s   f   f   f   f   f   f   f   f   f   f    -
    GET  mfa_remove_webauthn                 s   n   n   n   n   n   n   n   n   n   n    -
    GET  mfa_edit_webauthn                   s   n   n   n   n   n   n   n   n   n   n    -
    GET  mfa_login_webauthn                  s   d   d   d   d   d   d   d   d   d   d    -
    POST mfa_login_webauthn                  s   d   d   d   d   d   d   d   d   d   d    -
    GET  usersessions_list                   s   g   g   g   g   g   g   g   g   g   g    -
    POST usersessions_list                   s   d   d   d   d   d   d   d   d   d   d    -
    """
)
