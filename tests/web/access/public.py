"""Who gets which page: what everybody reads, the API and the health pages. The letters are explained in asking.py."""

from .asking import read

ROWS = read(
    """
    #                                 any str coo may off of2 gua gu2 adv ad2 aud  foreign
    GET  live                                g   g   g   g   g   g   g   g   g   g   g    -
    GET  ready                               g   g   g   g   g   g   g   g   g   g   g    -
    GET  api:openapi-json                    g   g   g   g   g   g   g   g   g   g   g    -
    GET  api:cities                          g   g   g   g   g   g   g   g   g   g   g    -
    GET  api:goals                           g   g   g   g   g   g   g   g   g   g   g    -
    GET  api:hours                           g   g   g   g   g   g   g   g   g   g   g    -
    GET  api:certificates                    g   g   g   g   g   g   g   g   g   g   g    -
    GET  api:tools                           g   g   g   g   g   g   g   g   g   g   g    -
    GET  api:api-root                        n   n   n   n   n   n   n   n   n   n   n    -
    GET  styleguide                          g   g   g   g   g   g   g   g   g   g   g    -
    GET  portal:home                         g   g   g   g   g   g   g   g   g   g   g    -
    GET  portal:programme                    g   g   g   g   g   g   g   g   g   g   g    -
    GET  portal:call                         g   g   g   g   g   g   g   g   g   g   g    -
    GET  portal:results                      g   g   g   g   g   g   g   g   g   g   g    -
    GET  portal:goals                        g   g   g   g   g   g   g   g   g   g   g    -
    GET  portal:goal                         g   g   g   g   g   g   g   g   g   g   g    g
    GET  portal:cities                       g   g   g   g   g   g   g   g   g   g   g    -
    GET  portal:cities_csv                   g   g   g   g   g   g   g   g   g   g   g    -
    GET  portal:cities_json                  g   g   g   g   g   g   g   g   g   g   g    -
    GET  portal:cities_geojson               g   g   g   g   g   g   g   g   g   g   g    -
    GET  portal:city                         g   g   g   g   g   g   g   g   g   g   g    g
    GET  portal:milestones                   g   g   g   g   g   g   g   g   g   g   g    g
    GET  portal:evidence                     g   g   g   g   g   g   g   g   g   g   g    g
    GET  portal:report                       g   g   g   g   g   g   g   g   g   g   g    g
    GET  portal:report_version               g   g   g   g   g   g   g   g   g   g   g    g
    GET  portal:report_pdf                   g   g   g   g   g   g   g   g   g   g   g    g
    GET  portal:plan                         g   g   g   g   g   g   g   g   g   g   g    -
    GET  portal:chapter                      g   g   g   g   g   g   g   g   g   g   g    g
    GET  portal:plan_edition                 g   g   g   g   g   g   g   g   g   g   g    g
    GET  portal:plan_pdf                     g   g   g   g   g   g   g   g   g   g   g    g
    GET  portal:plan_chapter                 g   g   g   g   g   g   g   g   g   g   g    g
    GET  portal:toolbox                      g   g   g   g   g   g   g   g   g   g   g    -
    GET  portal:tool                         g   g   g   g   g   g   g   g   g   g   g    g
    GET  portal:news                         g   g   g   g   g   g   g   g   g   g   g    -
    GET  portal:news_item                    g   g   g   g   g   g   g   g   g   g   g    g
    GET  portal:search                       g   g   g   g   g   g   g   g   g   g   g    -
    GET  portal:data                         g   g   g   g   g   g   g   g   g   g   g    -
    GET  portal:dataset_csv                  g   g   g   g   g   g   g   g   g   g   g    g
    GET  portal:dataset_csvw                 g   g   g   g   g   g   g   g   g   g   g    g
    GET  portal:dataset_json                 g   g   g   g   g   g   g   g   g   g   g    g
    GET  portal:check                        g   g   g   g   g   g   g   g   g   g   g    -
    GET  portal:certificate                  g   g   g   g   g   g   g   g   g   g   g    g
    GET  portal:certificate_pdf              g   g   g   g   g   g   g   g   g   g   g    g
    GET  portal:accessibility                g   g   g   g   g   g   g   g   g   g   g    -
    GET  portal:privacy                      g   g   g   g   g   g   g   g   g   g   g    -
    GET  portal:contact                      g   g   g   g   g   g   g   g   g   g   g    -
    GET  portal:sitemap                      g   g   g   g   g   g   g   g   g   g   g    -
    GET  portal:sitemap_xml                  g   g   g   g   g   g   g   g   g   g   g    -
    GET  portal:robots                       g   g   g   g   g   g   g   g   g   g   g    -
    """
)
