"""Who gets which page: projects and milestones. The letters are explained in asking.py."""

from .asking import read

ROWS = read(
    """
    #                                 any str coo may off of2 gua gu2 adv ad2 aud  foreign
    GET  projects:list                       s   g   g   g   g   g   g   g   g   g   g    -
    GET  projects:plan                       s   n   g   f   f   f   f   n   f   n   f    n
    POST projects:plan                       s   n   w   f   f   f   f   n   f   n   f    n
    GET  projects:detail                     s   n   g   g   g   g   g   n   g   n   g    n
    GET  projects:change                     s   n   g   f   f   f   f   n   f   n   f    n
    POST projects:change                     s   n   w   f   f   f   f   n   f   n   f    n
    POST projects:start                      s   n   d   f   f   f   f   n   f   n   f    n
    POST projects:report                     s   n   d   f   f   f   f   n   f   n   f    n
    POST projects:accept                     s   n   f   f   d   d   d   n   f   n   f    n
    POST projects:return                     s   n   f   f   w   w   w   n   f   n   f    n
    GET  projects:stop                       s   n   g   f   g   g   f   n   f   n   f    n
    POST projects:stop                       s   n   w   f   w   w   f   n   f   n   f    n
    GET  projects:add_milestone              s   n   g   f   f   f   f   n   f   n   f    n
    POST projects:add_milestone              s   n   w   f   f   f   f   n   f   n   f    n
    GET  projects:milestone                  s   n   g   g   g   g   g   n   g   n   g    n
    GET  projects:change_milestone           s   n   g   f   f   f   f   n   f   n   f    n
    POST projects:change_milestone           s   n   w   f   f   f   f   n   f   n   f    n
    GET  projects:remove_milestone           s   n   g   f   f   f   f   n   f   n   f    n
    POST projects:remove_milestone           s   n   d   f   f   f   f   n   f   n   f    n
    POST projects:report_milestone           s   n   w   f   f   f   f   n   f   n   f    n
    POST projects:accept_milestone           s   n   f   f   d   d   d   n   f   n   f    n
    POST projects:return_milestone           s   n   f   f   w   w   w   n   f   n   f    n
    GET  projects:evidence                   s   n   g   g   g   g   g   n   g   n   g    n
    POST projects:remove_evidence            s   n   d   f   f   f   f   n   f   n   f    n
    """
)
