"""Who gets which page: city reports. The letters are explained in asking.py."""

from .asking import read

ROWS = read(
    """
    #                                 any str coo may off of2 gua gu2 adv ad2 aud  foreign
    GET  reports:list                        s   g   g   g   g   g   g   g   g   g   g    -
    POST reports:start                       s   n   d   f   f   f   f   n   f   n   f    n
    GET  reports:detail                      s   n   g   g   g   g   g   n   g   n   n    n
    GET  reports:send                        s   n   g   f   f   f   f   n   f   n   n    n
    POST reports:send                        s   n   d   f   f   f   f   n   f   n   n    n
    POST reports:revise                      s   n   d   f   d   d   f   n   f   n   n    n
    GET  reports:history                     s   n   g   g   g   g   g   n   g   n   n    n
    GET  reports:review                      s   n   g   g   g   g   g   n   g   n   n    n
    POST reports:pass_on                     s   n   f   f   f   f   d   n   f   n   n    n
    POST reports:send_back                   s   n   f   f   f   f   d   n   f   n   n    n
    GET  reports:links                       s   n   g   g   g   g   f   n   f   n   n    n
    POST reports:links                       s   n   w   f   w   w   f   n   f   n   n    n
    POST reports:revoke_link                 s   n   d   d   d   d   f   n   f   n   n    n
    GET  reports:approval                    g   g   g   g   g   g   g   g   g   g   g    g
    POST reports:approval                    w   w   w   w   w   w   w   w   w   w   w    w
    POST reports:keep_words                  s   n   f   f   c   c   f   n   f   n   n    n
    GET  reports:section                     s   n   g   f   f   f   f   n   f   n   n    n
    POST reports:section                     s   n   w   f   f   f   f   n   f   n   n    n
    GET  reports:version                     s   n   g   g   g   g   g   n   g   n   g    n
    GET  reports:download                    s   n   g   g   g   g   g   n   g   n   g    n
    """
)
