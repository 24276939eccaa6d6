"""Who gets which page: cities in an edition. The letters are explained in asking.py."""

from .asking import read

ROWS = read(
    """
    #                                 any str coo may off of2 gua gu2 adv ad2 aud  foreign
    GET  participation:list                  s   g   g   g   g   g   g   g   g   g   g    -
    GET  participation:admit                 s   n   n   n   g   g   n   n   n   n   n    -
    POST participation:admit                 s   n   n   n   w   w   n   n   n   n   n    -
    GET  participation:admit_application     s   n   n   n   g   g   n   n   n   n   n    n
    POST participation:admit_application     s   n   n   n   w   w   n   n   n   n   n    n
    GET  participation:detail                s   n   g   g   g   g   g   n   g   n   g    n
    GET  participation:agreement             s   n   f   f   g   g   f   n   f   n   f    n
    POST participation:agreement             s   n   f   f   w   w   f   n   f   n   f    n
    GET  participation:agreement_file        s   n   g   g   g   g   g   n   f   n   f    n
    GET  participation:agreement_text        s   n   g   g   g   g   g   n   f   n   f    n
    GET  participation:coordinator           s   n   g   g   g   g   g   n   g   n   g    n
    POST participation:coordinator           s   n   f   d   f   f   f   n   f   n   f    n
    POST participation:confirm               s   n   f   f   d   d   f   n   f   n   f    n
    GET  participation:refuse                s   n   f   f   g   g   f   n   f   n   f    n
    POST participation:refuse                s   n   f   f   w   w   f   n   f   n   f    n
    GET  participation:assign                s   n   f   f   g   g   g   n   f   n   f    n
    POST participation:assign                s   n   f   f   w   w   w   n   f   n   f    n
    """
)
