"""Who gets which page: the first page, letters, journal, publishing. The letters are explained in asking.py."""

from .asking import read

ROWS = read(
    """
    #                                 any str coo may off of2 gua gu2 adv ad2 aud  foreign
    GET  desk:home                           s   g   g   g   g   g   g   g   g   g   g    -
    GET  desk:city                           s   n   g   g   g   g   g   n   g   n   g    n
    GET  desk:letters                        s   g   g   g   g   g   g   g   g   g   g    -
    GET  desk:letter                         s   n   g   n   n   n   n   n   n   n   n    n
    GET  desk:outbox                         s   n   n   n   g   g   n   n   n   n   n    -
    POST desk:release                        s   n   n   n   d   d   n   n   n   n   n    -
    GET  desk:outgoing                       s   n   n   n   g   g   n   n   n   n   n    n
    POST desk:cancel                         s   n   n   n   d   d   n   n   n   n   n    n
    POST desk:retry                          s   n   n   n   d   d   n   n   n   n   n    n
    GET  desk:journal                        s   g   g   g   g   g   g   g   g   g   g    -
    GET  desk:journal_csv                    s   n   n   n   g   g   n   n   n   n   g    -
    POST desk:enter                          n   n   n   n   n   n   n   n   n   n   n    -
    GET  desk:publish_report                 s   n   f   f   g   g   f   n   f   n   n    n
    POST desk:publish_report                 s   n   f   f   d   d   f   n   f   n   n    n
    """
)
