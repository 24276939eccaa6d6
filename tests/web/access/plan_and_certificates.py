"""Who gets which page: the Plan and certificates. The letters are explained in asking.py."""

from .asking import read

ROWS = read(
    """
    #                                 any str coo may off of2 gua gu2 adv ad2 aud  foreign
    GET  plans:list                          s   n   n   n   g   g   g   g   g   g   g    -
    GET  plans:compile                       s   n   n   n   g   g   f   f   f   f   f    n
    POST plans:compile                       s   n   n   n   w   w   f   f   f   f   f    n
    GET  plans:detail                        s   n   n   n   g   g   g   g   g   g   g    n
    GET  plans:download                      s   n   n   n   g   g   g   g   g   g   g    n
    POST plans:freeze                        s   n   n   n   f   d   f   f   f   f   f    n
    POST plans:give_up                       s   n   n   n   d   d   f   f   f   f   f    n
    POST plans:discard                       s   n   n   n   d   d   f   f   f   f   f    n
    GET  certificates:list                   s   g   g   g   g   g   g   g   g   g   g    -
    GET  certificates:checklist              s   n   g   g   g   g   g   n   g   n   g    n
    GET  certificates:complete               s   n   f   f   g   g   f   n   f   n   f    n
    POST certificates:complete               s   n   f   f   d   d   f   n   f   n   f    n
    GET  certificates:give_up                s   n   f   f   f   f   f   n   f   n   f    n
    POST certificates:give_up                s   n   f   f   f   f   f   n   f   n   f    n
    GET  certificates:reopen                 s   n   f   f   g   g   f   n   f   n   f    n
    POST certificates:reopen                 s   n   f   f   w   w   f   n   f   n   f    n
    POST certificates:propose                s   n   f   f   d   d   f   n   f   n   f    n
    GET  certificates:detail                 s   n   g   g   g   g   g   n   g   n   g    n
    POST certificates:issue                  s   n   f   f   f   d   f   n   f   n   f    n
    POST certificates:drop                   s   n   f   f   d   d   f   n   f   n   f    n
    GET  certificates:revoke                 s   n   f   f   g   g   f   n   f   n   f    n
    POST certificates:revoke                 s   n   f   f   w   w   f   n   f   n   f    n
    GET  certificates:download               s   n   g   g   g   g   g   n   g   n   g    n
    """
)
