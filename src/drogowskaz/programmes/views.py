"""Pages of the Office: editions and what they are made of, the call, and who works in the programme."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from drogowskaz.common.forms import invalid
from drogowskaz.common.verdict import require
from drogowskaz.people.web import SignedIn, asks_again

from . import actions, policies, queries
from .forms import CallForm, EndForm, GuardianshipForm, MembershipForm
from .lifecycle import EditionState
from .models import Call, Edition, Guardianship, Membership, PresetPart, Programme
from .roles import Role

Kind = PresetPart.Kind
# address → (kind, heading, how it is read)
PARTS: dict[str, tuple[str, str | Promise, Callable[[Edition], Any]]] = {
    "pytania": (Kind.QUESTIONNAIRE, gettext_lazy("Questions of the application"), queries.questionnaire),
    "kryteria": (Kind.CRITERIA, gettext_lazy("Criteria of evaluation"), queries.criteria),
    "listy": (Kind.LETTERS, gettext_lazy("Letters"), lambda edition: list(queries.letters(edition).values())),
    "raport": (Kind.REPORT, gettext_lazy("Template of the report"), queries.report_template),
    "plan": (Kind.PLAN, gettext_lazy("Words of the Plan"), queries.plan_template),
    "warunki": (Kind.FULFILMENT, gettext_lazy("Conditions of the certificate"), queries.rule_set),
    "porozumienie": (Kind.AGREEMENT, gettext_lazy("Text of the agreement"), queries.agreement),
    "slowa": (Kind.LABELS, gettext_lazy("Words of the programme"), queries.labels),
}


def edition_of(request: SignedIn, pk: int) -> Edition:
    """The edition, if the reader may see its settings.

    Raises:
        Http404: it does not exist, or is none of the reader's business.
    """
    visible = Edition.objects.visible_to(request.user).select_related("programme", "opened_by")
    return get_object_or_404(visible, pk=pk)


def programme_of(request: SignedIn, pk: int) -> Programme:
    """The programme, if the reader works in its Office.

    Raises:
        Http404: it does not exist, or the reader does not.
    """
    return get_object_or_404(Programme.objects.visible_to(request.user), pk=pk)


def list_(request: SignedIn) -> HttpResponse:
    """Every edition the reader may see, the newest first, and the programmes whose people they may change."""
    editions = (
        Edition.objects.visible_to(request.user)
        .select_related("programme", "call")
        .order_by("-starts_on", "-pk")
    )
    programmes = Programme.objects.visible_to(request.user).order_by("name_pl", "pk")
    return render(request, "programmes/list.html", {"editions": editions, "programmes": programmes})


def edition(request: SignedIn, pk: int) -> HttpResponse:
    """One edition: its state, its call, its stages, paths and themes, and the parts of its preset."""
    found = edition_of(request, pk)
    now = timezone.now()
    call = Call.objects.filter(edition=found).first()
    guardianships = Guardianship.objects.current().select_related("user").order_by("starts_on", "pk")
    themes = found.themes.order_by("number").prefetch_related(Prefetch("guardianships", guardianships))
    there = set(found.parts.values_list("kind", flat=True))
    stages = list(found.stages.order_by("number"))
    return render(
        request,
        "programmes/edition.html",
        {
            "edition": found,
            "call": call,
            "last_moment": call.last_moment if call else None,
            "call_is_open": bool(call and call.is_open(now)),
            "extensions": _extensions(call),
            "stages": [(stage, queries.amount(found, stage.minutes)) for stage in stages],
            "total": queries.amount(found, sum(stage.minutes for stage in stages)),
            "paths": found.paths.order_by("position"),
            "themes": themes,
            "parts": [(key, heading) for key, (kind, heading, _read) in PARTS.items() if kind in there],
            "may_open": policies.can_open_edition(request.user, found, at=now),
            "may_archive": policies.can_archive_edition(request.user, found, at=now),
            "may_announce": policies.can_announce_call(request.user, found, at=now),
            "may_extend": call and policies.can_extend(request.user, call, at=now),
            "may_see_people": policies.can_see_people(request.user, found.programme, at=now),
        },
    )


def _extensions(call: Call | None) -> list[dict[str, Any]]:
    """Each moved deadline with its last moments before and after, as people say them."""
    if call is None:
        return []
    rows = call.extensions.select_related("extended_by").order_by("extended_at", "pk")
    minute = actions.ONE_MINUTE
    return [{"row": row, "old": row.from_at - minute, "new": row.to_at - minute} for row in rows]


def part(request: SignedIn, pk: int, key: str) -> HttpResponse:
    """One part of the preset of an edition, to be read."""
    found = edition_of(request, pk)
    if key not in PARTS:
        raise Http404
    kind, heading, read = PARTS[key]
    version = found.parts.filter(kind=kind).order_by("-version").values_list("version", flat=True).first()
    if version is None:
        raise Http404
    context = {"edition": found, "heading": heading, "part": read(found), "version": version}
    return render(request, f"programmes/part_{kind}.html", context)


def open_(request: SignedIn, pk: int) -> HttpResponse:
    """Open a prepared edition, after saying what that means."""
    found = edition_of(request, pk)
    require(policies.can_open_edition(request.user, found, at=timezone.now()))
    if request.method != "POST":
        return render(request, "programmes/open.html", {"edition": found})
    actions.open_edition(found, by=request.user, at=timezone.now())
    messages.success(request, _("The edition is running. The public site shows it. Announce the call now."))
    return redirect("programmes:edition", pk)


def archive(request: SignedIn, pk: int) -> HttpResponse:
    """Archive an edition, after saying what that means."""
    found = edition_of(request, pk)
    require(policies.can_archive_edition(request.user, found, at=timezone.now()))
    if request.method != "POST":
        return render(request, "programmes/archive.html", {"edition": found})
    actions.archive_edition(found, by=request.user, at=timezone.now())
    messages.success(request, _("The edition is archived. Everybody can read it, nobody can change it."))
    return redirect("programmes:edition", pk)


def announce(request: SignedIn, pk: int) -> HttpResponse:
    """Announce the call of an edition."""
    found = edition_of(request, pk)
    require(policies.can_announce_call(request.user, found, at=timezone.now()))
    form = CallForm(request.POST or None)
    context = {"edition": found, "form": form}
    if request.method != "POST":
        return render(request, "programmes/announce.html", context)
    if not form.is_valid():
        return invalid(request, "programmes/announce.html", context)
    actions.announce_call(found, **form.moments(), by=request.user, at=timezone.now())
    messages.success(request, _("The call is announced. Cities see its dates on the public site."))
    return redirect("programmes:edition", pk)


def _people(request: SignedIn, programme: Programme, **forms: Any) -> dict[str, Any]:
    now = timezone.now()
    editions = list(programme.editions.exclude(state=EditionState.ARCHIVED).order_by("-starts_on", "-pk"))
    wanted = str(forms.get("edition") or request.GET.get("edycja"))
    edition = next((one for one in editions if str(one.pk) == wanted), editions[0] if editions else None)
    memberships = programme.memberships.select_related("user", "programme")
    current = list(memberships.filter(ends_on=None).order_by("role", "user__name", "pk"))
    guardianships = Guardianship.objects.filter(theme__edition=edition).select_related(
        "user", "theme__edition"
    )
    current_guards = guardianships.current().order_by("theme__number", "user__name", "pk")
    return {
        "programme": programme,
        "edition": edition,
        "editions": editions,
        "memberships": current,
        "office": sum(membership.role == "office" for membership in current),
        "former": memberships.exclude(ends_on=None).order_by("-ends_on", "pk"),
        "guardianships": current_guards if edition else [],
        "unguarded": edition.themes.exclude(
            guardianships__ends_on=None, guardianships__isnull=False
        ).order_by("number")
        if edition
        else [],
        "may_add": policies.can_add_membership(request.user, programme, at=now),
        "role_form": forms.get("role_form") or MembershipForm(),
        "guardian_form": forms.get("guardian_form")
        or (GuardianshipForm(edition=edition) if edition else None),
    }


def people(request: SignedIn, pk: int) -> HttpResponse:
    """Who works in a programme, with forms to add somebody."""
    programme = programme_of(request, pk)
    return render(request, "programmes/people.html", _people(request, programme))


@require_POST
@asks_again
def add_membership(request: SignedIn, pk: int) -> HttpResponse:
    """Give a person a role; a place in the Office only after saying what that means."""
    programme = programme_of(request, pk)
    form = MembershipForm(request.POST)
    now = timezone.now()
    if form.is_valid():
        person = form.cleaned_data["user"]
        facts = {"role": form.cleaned_data["role"], "starts_on": timezone.localdate(now)}
        if facts["role"] == Role.OFFICE and person != request.user and "sure" not in request.POST:
            require(policies.can_add_membership(request.user, programme, at=now))
            context = {"programme": programme, "person": person, "form": form}
            return render(request, "programmes/make_office.html", context)
        try:
            actions.add_membership(programme, person, **facts, by=request.user, at=now)
        except (actions.NotToOneself, actions.HasItAlready) as refusal:
            form.add_error("user", str(refusal))
        else:
            messages.success(request, _("%(name)s now has this role.") % {"name": person.name})
            return redirect("programmes:people", pk)
    return invalid(
        request, "programmes/people.html", _people(request, programme, role_form=form) | {"form": form}
    )


@require_POST
@asks_again
def add_guardianship(request: SignedIn, pk: int, edition: int) -> HttpResponse:
    """Make a person Guardian of a theme."""
    programme = programme_of(request, pk)
    found = get_object_or_404(programme.editions, pk=edition)
    form = GuardianshipForm(request.POST, edition=found)
    now = timezone.now()
    if form.is_valid():
        person, theme = form.cleaned_data["user"], form.cleaned_data["theme"]
        try:
            actions.add_guardianship(
                theme, person, starts_on=timezone.localdate(now), by=request.user, at=now
            )
        except (actions.NotToOneself, actions.HasItAlready) as refusal:
            form.add_error("user", str(refusal))
        else:
            facts = {"name": person.name, "theme": theme}
            messages.success(request, _("%(name)s now looks after %(theme)s.") % facts)
            return redirect(f"{reverse('programmes:people', args=[pk])}?edycja={found.pk}")
    context = _people(request, programme, guardian_form=form, edition=found.pk) | {"form": form}
    return invalid(request, "programmes/people.html", context)


@asks_again
def end_membership(request: SignedIn, pk: int) -> HttpResponse:
    """End a role, after saying what that means and why."""
    programmes = Programme.objects.visible_to(request.user)
    membership = get_object_or_404(
        Membership.objects.filter(programme__in=programmes).select_related("programme", "user"), pk=pk
    )
    now = timezone.now()
    require(policies.can_end_membership(request.user, membership, at=now))
    form = EndForm(request.POST or None)
    context = {"membership": membership, "programme": membership.programme, "form": form}
    if request.method != "POST":
        return render(request, "programmes/end_membership.html", context)
    if not form.is_valid():
        return invalid(request, "programmes/end_membership.html", context)
    actions.end_membership(membership, reason=form.cleaned_data["reason"], by=request.user, at=now)
    messages.success(request, _("The role of %(name)s has ended today.") % {"name": membership.user.name})
    if membership.user == request.user and membership.role == Role.OFFICE:
        return redirect("desk:home")
    return redirect("programmes:people", membership.programme_id)


@asks_again
def end_guardianship(request: SignedIn, pk: int) -> HttpResponse:
    """End a Guardian's care for a theme, after saying what that means and why."""
    programmes = Programme.objects.visible_to(request.user)
    guardianship = get_object_or_404(
        Guardianship.objects.filter(theme__edition__programme__in=programmes).select_related(
            "theme__edition__programme", "user"
        ),
        pk=pk,
    )
    now, edition = timezone.now(), guardianship.theme.edition
    require(policies.can_end_guardianship(request.user, guardianship, at=now))
    form = EndForm(request.POST or None)
    context = {"guardianship": guardianship, "programme": edition.programme, "form": form}
    if request.method != "POST":
        return render(request, "programmes/end_guardianship.html", context)
    if not form.is_valid():
        return invalid(request, "programmes/end_guardianship.html", context)
    actions.end_guardianship(guardianship, reason=form.cleaned_data["reason"], by=request.user, at=now)
    facts = {"name": guardianship.user.name, "theme": guardianship.theme}
    messages.success(request, _("%(name)s no longer looks after %(theme)s.") % facts)
    return redirect(f"{reverse('programmes:people', args=[edition.programme_id])}?edycja={edition.pk}")
