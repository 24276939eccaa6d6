"""Who gets which page: applications. The letters are explained in asking.py."""

from .asking import read

ROWS = read(
    """
    #                                 any str coo may off of2 gua gu2 adv ad2 aud  foreign
    GET  applications:list                   s   g   g   g   g   g   g   g   g   g   g    -
    GET  applications:export                 s   g   g   g   g   g   g   g   g   g   g    -
    GET  applications:start                  s   g   g   g   g   g   g   g   g   g   g    g
    POST applications:start                  s   n   n   n   n   n   n   n   n   n   n    n
    GET  applications:extend                 s   n   n   n   g   g   n   n   n   n   n    n
    POST applications:extend                 s   n   n   n   w   w   n   n   n   n   n    n
    GET  applications:detail                 s   n   g   g   n   n   n   n   n   n   n    n
    GET  applications:step                   s   n   g   g   n   n   n   n   n   n   n    n
    POST applications:step                   s   n   c   c   n   n   n   n   n   n   n    n
    GET  applications:check                  s   n   g   g   n   n   n   n   n   n   n    n
    POST applications:submit                 s   n   d   d   n   n   n   n   n   n   n    n
    GET  applications:withdraw               s   n   g   g   n   n   n   n   n   n   n    n
    POST applications:withdraw               s   n   d   d   n   n   n   n   n   n   n    n
    GET  applications:attachment             s   n   g   g   n   n   n   n   n   n   n    n
    GET  applications:copy                   s   n   g   g   g   g   n   n   n   n   g    n
    GET  applications:accept                 s   n   f   f   g   g   n   n   n   n   f    n
    POST applications:accept                 s   n   f   f   w   w   n   n   n   n   f    n
    GET  applications:reject                 s   n   f   f   g   g   n   n   n   n   f    n
    POST applications:reject                 s   n   f   f   w   w   n   n   n   n   f    n
    """
)
