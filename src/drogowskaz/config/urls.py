"""Every address of the product: Polish without a prefix, English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from drogowskaz.common.views import styleguide
from drogowskaz.portal import api

from . import health

urlpatterns = [
    path("-/live", health.live, name="live"),
    path("-/ready", health.ready, name="ready"),
    path("api/v1/", api.urls),
    *i18n_patterns(
        path("panel/", include("drogowskaz.desk.urls")),
        path("panel/edycje/", include("drogowskaz.programmes.urls")),
        path("panel/zgloszenia/", include("drogowskaz.applications.urls")),
        path("panel/miasta/", include("drogowskaz.participation.urls")),
        path("panel/doradztwo/", include("drogowskaz.advisory.urls")),
        path("panel/projekty/", include("drogowskaz.projects.urls")),
        path("panel/raporty/", include("drogowskaz.reports.urls")),
        path("panel/plan/", include("drogowskaz.plans.urls")),
        path("panel/certyfikaty/", include("drogowskaz.certificates.urls")),
        path("panel/ludzie/", include("drogowskaz.people.urls")),
        path("panel/ludzie/", include("drogowskaz.applications.acting_urls")),
        path("konto/", include("allauth.urls")),
        path("wzornik/", styleguide, name="styleguide"),
        path("", include("drogowskaz.portal.urls")),
        prefix_default_language=False,
    ),
]
handler400 = "drogowskaz.common.errors.bad_request"
handler403 = "drogowskaz.common.errors.forbidden"
handler404 = "drogowskaz.common.errors.not_found"
handler500 = "drogowskaz.common.errors.server_error"
