"""Pages of the Plan in the workspace: readiness, compiling, proof, freeze."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from drogowskaz.common.forms import unanswered
from drogowskaz.common.verdict import require
from drogowskaz.documents import web
from drogowskaz.participation.models import Participation
from drogowskaz.people.web import SignedIn, asks_again
from drogowskaz.programmes.lifecycle import EditionState
from drogowskaz.programmes.models import Edition

from . import actions, policies, queries
from .forms import CompileForm
from .lifecycle import State
from .models import PlanEdition, editions_read_by


def _editions(request: SignedIn) -> list[Edition]:
    """Running editions of the programmes the reader works in, newest first."""
    running = editions_read_by(request.user).filter(state=EditionState.RUNNING)
    return list(running.select_related("programme").order_by("-starts_on"))


@require_safe
def overview(request: SignedIn) -> HttpResponse:
    """What is ready for the Plan, chapter by chapter, and the editions compiled so far."""
    editions = _editions(request)
    if not editions:
        raise Http404
    chosen = next((one for one in editions if str(one.pk) == request.GET.get("edycja")), None)
    edition = chosen or max(editions, key=lambda one: one.participations.count())
    chapters = queries.readiness(edition)
    return render(
        request,
        "plans/list.html",
        {
            "editions": editions,
            "edition": edition,
            "chapters": chapters,
            "known": set(
                Participation.objects.visible_to(request.user)
                .filter(edition=edition)
                .values_list("pk", flat=True)
            ),
            "ready": sum(len(chapter.ready) for chapter in chapters),
            "missing": sum(len(chapter.missing) for chapter in chapters),
            "plans": PlanEdition.objects.visible_to(request.user)
            .filter(edition=edition)
            .select_related("compiled_by", "issued")
            .defer("snapshot", "issued__snapshot")
            .order_by("-compiled_at"),
            "may_compile": policies.can_compile(request.user, edition, at=timezone.now()),
        },
    )


def compile(request: SignedIn, pk: int) -> HttpResponse:
    """Order a proof of the Plan."""
    edition = next((one for one in _editions(request) if one.pk == pk), None)
    if edition is None:
        raise Http404
    require(policies.can_compile(request.user, edition, at=timezone.now()))
    form = CompileForm(request.POST if request.method == "POST" else None)
    if page := unanswered(request, "plans/compile.html", {"edition": edition, "form": form}):
        return page
    try:
        plan = actions.compile(edition, by=request.user, at=timezone.now(), **form.cleaned_data)
    except actions.AlreadyCompiling as running:
        messages.info(request, running.message)
        return redirect("plans:detail", running.plan.pk) if running.plan else redirect("plans:list")
    messages.success(
        request, _("The proof is being pressed. It takes about ten seconds; you can leave this page.")
    )
    return redirect("plans:detail", plan.pk)


def _plan(request: SignedIn, pk: int) -> PlanEdition:
    visible = PlanEdition.objects.visible_to(request.user).select_related(
        "edition__programme", "compiled_by", "frozen_by", "issued"
    )
    return get_object_or_404(visible, pk=pk)


@require_safe
def detail(request: SignedIn, pk: int) -> HttpResponse:
    """One proof or edition: state, inputs with their hashes, and what can be done with it."""
    plan = _plan(request, pk)
    now = timezone.now()
    return render(
        request,
        "plans/detail.html",
        {
            "plan": plan,
            "slow": plan.state == State.COMPILING and now >= plan.compiled_at + queries.PATIENCE,
            "may_give_up": policies.can_give_up(request.user, plan, at=now),
            "may_freeze": policies.can_freeze(request.user, plan, at=now),
            "may_discard": policies.can_discard(request.user, plan, at=now),
        },
    )


@require_safe
def download(request: SignedIn, pk: int) -> HttpResponse:
    """The pressed file: of a proof, or of a frozen edition."""
    plan = _plan(request, pk)
    if plan.issued:
        return web.send(plan.issued)
    if not plan.pdf_sha256:
        raise Http404
    return web.send_pdf(plan.pdf_sha256, name=f"{plan.edition.slug}-plan-{_('proof')}.pdf")


@require_POST
@asks_again
def freeze(request: SignedIn, pk: int) -> HttpResponse:
    """The second person freezes a proof."""
    plan = _plan(request, pk)
    actions.freeze(plan, by=request.user, at=timezone.now())
    messages.success(
        request, _("Edition %(number)s of the Plan is frozen and public.") % {"number": plan.number}
    )
    return redirect("plans:detail", pk)


@require_POST
def give_up(request: SignedIn, pk: int) -> HttpResponse:
    """Somebody of the Office stops waiting for the worker."""
    plan = _plan(request, pk)
    actions.give_up(plan, by=request.user, at=timezone.now())
    messages.success(request, _("Nobody waits for this proof any more. You can compile a new one."))
    return redirect("plans:detail", pk)


@require_POST
def discard(request: SignedIn, pk: int) -> HttpResponse:
    """A proof is set aside."""
    plan = _plan(request, pk)
    actions.discard(plan, by=request.user, at=timezone.now())
    messages.success(request, _("The proof is set aside. It stays in the list."))
    return redirect("plans:list")
