"""Who gets which page: advice and hours. The letters are explained in asking.py."""

from .asking import read

ROWS = read(
    """
    #                                 any str coo may off of2 gua gu2 adv ad2 aud  foreign
    GET  advisory:start                      s   d   g   g   g   g   g   g   g   g   g    -
    GET  advisory:city                       s   n   g   g   g   g   g   n   g   n   g    n
    POST advisory:open_stage                 s   n   f   f   d   d   f   n   f   n   f    n
    GET  advisory:withdraw                   s   n   f   g   g   g   f   n   f   n   f    n
    POST advisory:withdraw                   s   n   f   w   w   w   f   n   f   n   f    n
    GET  advisory:end_adviser                s   n   f   f   g   g   g   n   f   n   f    n
    POST advisory:end_adviser                s   n   f   f   w   w   w   n   f   n   f    n
    GET  advisory:ask                        s   n   g   f   f   f   f   n   f   n   f    n
    POST advisory:ask                        s   n   w   f   f   f   f   n   f   n   f    n
    GET  advisory:arrange                    s   n   f   f   f   f   f   n   g   n   f    n
    POST advisory:arrange                    s   n   f   f   f   f   f   n   w   n   f    n
    GET  advisory:request                    s   n   g   g   g   g   g   n   g   n   n    n
    POST advisory:accept                     s   n   f   f   w   w   w   n   f   n   n    n
    GET  advisory:decline                    s   n   f   f   g   g   g   n   f   n   n    n
    POST advisory:decline                    s   n   f   f   w   w   w   n   f   n   n    n
    POST advisory:cancel_request             s   n   d   f   f   f   f   n   f   n   n    n
    POST advisory:close_request              s   n   d   f   d   d   d   n   d   n   n    n
    GET  advisory:session                    s   n   g   g   g   g   g   n   g   n   n    n
    GET  advisory:record                     s   n   f   f   f   f   f   n   g   n   n    n
    POST advisory:record                     s   n   f   f   f   f   f   n   w   n   n    n
    POST advisory:confirm                    s   n   d   f   f   f   f   n   f   n   n    n
    GET  advisory:contest                    s   n   g   f   f   f   f   n   f   n   n    n
    POST advisory:contest                    s   n   w   f   f   f   f   n   f   n   n    n
    GET  advisory:settle                     s   n   f   f   g   g   g   n   f   n   n    n
    POST advisory:settle                     s   n   f   f   w   w   w   n   f   n   n    n
    GET  advisory:cancel                     s   n   g   f   g   g   g   n   g   n   n    n
    POST advisory:cancel                     s   n   w   f   w   w   w   n   w   n   n    n
    GET  advisory:accounts                   s   g   g   g   g   g   g   g   g   g   g    -
    GET  advisory:accounts_csv               s   g   g   g   g   g   g   g   g   g   g    -
    GET  advisory:account                    s   n   g   g   g   g   g   n   g   n   g    n
    GET  advisory:grant                      s   n   f   f   g   g   f   n   f   n   f    n
    POST advisory:grant                      s   n   f   f   w   w   f   n   f   n   f    n
    GET  advisory:reverse                    s   n   f   f   g   g   f   n   f   n   f    n
    POST advisory:reverse                    s   n   f   f   w   w   f   n   f   n   f    n
    """
)
