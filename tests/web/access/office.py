"""Who gets which page: editions and people, the Office's own. The letters are explained in asking.py."""

from .asking import read

ROWS = read(
    """
    #                                 any str coo may off of2 gua gu2 adv ad2 aud  foreign
    GET  programmes:list                     s   g   g   g   g   g   g   g   g   g   g    -
    GET  programmes:edition                  s   n   n   n   g   g   g   g   n   n   g    n
    GET  programmes:open                     s   n   n   n   g   g   f   f   n   n   f    n
    POST programmes:open                     s   n   n   n   d   d   f   f   n   n   f    n
    GET  programmes:archive                  s   n   n   n   g   g   f   f   n   n   f    n
    POST programmes:archive                  s   n   n   n   d   d   f   f   n   n   f    n
    GET  programmes:announce                 s   n   n   n   g   g   f   f   n   n   f    n
    POST programmes:announce                 s   n   n   n   w   w   f   f   n   n   f    n
    GET  programmes:part                     s   n   n   n   g   g   g   g   n   n   g    n
    GET  programmes:people                   s   n   n   n   g   g   n   n   n   n   n    n
    POST programmes:add_membership           s   n   n   n   w   w   n   n   n   n   n    n
    POST programmes:add_guardianship         s   n   n   n   w   w   n   n   n   n   n    n
    GET  programmes:end_membership           s   n   n   n   g   g   n   n   n   n   n    n
    POST programmes:end_membership           s   n   n   n   w   w   n   n   n   n   n    n
    GET  programmes:end_guardianship         s   n   n   n   g   g   n   n   n   n   n    n
    POST programmes:end_guardianship         s   n   n   n   w   w   n   n   n   n   n    n
    """
)
