"""Who gets which page: one's account, and rights to act for a city. The letters are explained in asking.py."""

from .asking import read

ROWS = read(
    """
    #                                 any str coo may off of2 gua gu2 adv ad2 aud  foreign
    GET  people:account                      s   g   g   g   g   g   g   g   g   g   g    -
    POST people:account                      s   w   w   w   w   w   w   w   w   w   w    -
    GET  acting:choose_city                  s   g   g   g   g   g   g   g   g   g   g    -
    GET  acting:ask                          s   g   g   g   g   g   g   g   g   g   g    g
    POST acting:ask                          s   w   w   w   w   w   w   w   w   w   w    w
    GET  acting:city                         s   n   g   g   g   g   n   n   n   n   n    snnnggnnnnn
    POST acting:city                         s   n   w   w   w   w   n   n   n   n   n    snnnwwnnnnn
    GET  acting:requests                     s   f   f   f   g   g   f   f   f   f   f    -
    POST acting:confirm                      s   f   f   f   d   d   f   f   f   f   f    sfffddfffff
    GET  acting:refuse                       s   f   f   f   g   g   f   f   f   f   f    sfffggfffff
    POST acting:refuse                       s   f   f   f   w   w   f   f   f   f   f    sfffwwfffff
    GET  acting:invitations                  s   f   f   f   g   g   f   f   f   f   f    -
    GET  acting:received                     s   d   d   d   d   d   d   d   d   d   d    -
    POST acting:revoke                       s   n   d   d   d   d   n   n   n   n   n    snnnddnnnnn
    POST acting:accept                       s   n   d   n   n   n   n   n   n   n   n    n
    GET  acting:invitation                   g   g   g   g   g   g   g   g   g   g   g    g
    POST acting:invitation                   g   f   f   f   f   f   f   f   f   f   f    gffffffffff
    GET  acting:end                          s   n   g   g   g   g   n   n   n   n   n    snnnggnnnnn
    POST acting:end                          s   n   d   d   d   d   n   n   n   n   n    snnnddnnnnn
    """
)
