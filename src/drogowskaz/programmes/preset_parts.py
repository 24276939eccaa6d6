"""The parts of a preset that are words and rules: criteria, letters, templates, conditions, labels."""

from typing import Any

from django.utils.translation import gettext as _

from .letters import AGREEMENT_WORDS, CERTIFICATE_WORDS, LETTERS
from .parts import (
    GATE_CHECKS,
    LABELS,
    REPORT_PARTS,
    REVIEW_STEPS,
    AgreementTemplate,
    Criteria,
    Criterion,
    Gate,
    Labels,
    LetterTemplate,
    PlanTemplate,
    ReportSection,
    ReportTemplate,
    RuleSet,
)
from .reading import Folder

MARKS = 6  # a scale goes from 0 to 5
WHOLE = 100


def read_criteria(source: Folder) -> Criteria:
    """The criteria of evaluation, from criteria.toml; their weights make 100."""
    file = source.table("criteria.toml")
    criteria: list[Criterion] = []
    for table in file.each("criteria"):
        scale = table.inside("scale", required=False)
        scale_pl, scale_en = (scale.texts(language, required=False) for language in ("pl", "en"))
        words: dict[str, Any] = {**table.both("name", at_most=200), **table.both("question", at_most=500)}
        criterion = Criterion(
            key=table.slug("key"),
            weight=table.number("weight", least=1, most=WHOLE),
            scale_pl=scale_pl,
            scale_en=scale_en,
            **words,
        )
        table.once("key", criterion.key, [other.key for other in criteria])
        for language, levels in (("pl", scale_pl), ("en", scale_en)):
            if levels and len(levels) != MARKS:
                scale.fault(_("A scale describes six levels, from 0 to 5."), language)
        scale.done()
        criteria.append(criterion)
    total = sum(criterion.weight for criterion in criteria)
    if criteria and total != WHOLE:
        file.fault(_("The weights make %(total)s; they must make 100.") % {"total": total}, "criteria")
    file.done()
    return Criteria(tuple(criteria))


def read_letters(source: Folder) -> dict[str, LetterTemplate]:
    """Every letter the product sends, from letters/<key>.<language>.md."""
    letters = {}
    for key, words in LETTERS.items():
        subject_pl, body_pl = source.titled(f"letters/{key}.pl.md", words=words)
        subject_en, body_en = source.titled(f"letters/{key}.en.md", words=words, required=False)
        letters[key] = LetterTemplate(key, subject_pl, body_pl, subject_en, body_en)
    return letters


def read_report(source: Folder) -> ReportTemplate:
    """The template of the city report, from report.toml and report/<key>.<language>.md."""
    file = source.table("report.toml")
    steps = file.texts("steps")
    for number, step in enumerate(steps):
        if step not in REVIEW_STEPS:
            known = ", ".join(REVIEW_STEPS)
            file.fault(
                _("“%(step)s” is no step of review. Known: %(known)s.") % {"step": step, "known": known},
                "steps",
                number,
            )
        elif step in steps[:number]:
            file.fault(_("“%(value)s” stands here a second time.") % {"value": step}, "steps", number)
    if steps and "mayor" not in steps:
        file.fault(_("The mayor approves every report; the step “mayor” is missing."), "steps")
    link_days = file.maybe_number("link_days", least=1, most=90) or ReportTemplate.link_days
    sections: list[ReportSection] = []
    for table in file.each("sections"):
        key = table.slug("key")
        table.once("key", key, [other.key for other in sections])
        sections.append(
            ReportSection(
                key=key,
                required=table.flag("required", default=True),
                limit=table.maybe_number("limit", least=1, most=50_000),
                part=table.choice("part", REPORT_PARTS, default="") if table.has("part") else "",
                guidance_pl=source.markdown(f"report/{key}.pl.md", required=bool(key)),
                guidance_en=source.markdown(f"report/{key}.en.md", required=False),
                **table.both("title", at_most=200),
            )
        )
    file.done()
    return ReportTemplate(steps, tuple(sections), link_days)


def read_plan(source: Folder) -> PlanTemplate:
    """The words of the Plan, from plan.toml and plan/."""
    file = source.table("plan.toml")
    title = file.both("title", at_most=200)
    file.done()
    return PlanTemplate(
        foreword_pl=source.markdown("plan/foreword.pl.md"),
        foreword_en=source.markdown("plan/foreword.en.md", required=False),
        reading_pl=source.markdown("plan/reading.pl.md"),
        reading_en=source.markdown("plan/reading.en.md", required=False),
        **title,
    )


def read_fulfilment(source: Folder) -> RuleSet:
    """The conditions of the certificate, from fulfilment.toml."""
    file = source.table("fulfilment.toml")
    sentence = file.both("sentence", at_most=1000)
    for language in ("pl", "en"):
        text = sentence[f"sentence_{language}"]
        source.words(file.file, text, CERTIFICATE_WORDS, line=file.line("sentence", language))
    gates: list[Gate] = []
    for table in file.each("gates"):
        check = table.choice("check", GATE_CHECKS)
        gate = Gate(
            key=table.text("key", at_most=20),
            check=check,
            threshold=table.maybe_number("threshold", least=0, most=WHOLE),
            **table.both("name", at_most=200),
            **table.both("help", required=False, at_most=500),
        )
        table.once("key", gate.key, [other.key for other in gates])
        table.once("check", check, [other.check for other in gates])
        if check == "advice" and gate.threshold is None:
            table.fault(_("The condition “advice” needs a threshold in per cent."), "check")
        if check != "advice" and gate.threshold is not None:
            table.fault(_("Only the condition “advice” has a threshold."), "threshold")
        gates.append(gate)
    rules = RuleSet(
        version=file.text("version", at_most=20),
        gates=tuple(gates),
        **file.both("certificate_name", at_most=200),
        **sentence,
        **file.both("disclaimer", required=False, at_most=500),
    )
    file.done()
    return rules


def read_agreement(source: Folder) -> AgreementTemplate:
    """The text of the agreement, from agreement.<language>.md."""
    title_pl, body_pl = source.titled("agreement.pl.md", words=AGREEMENT_WORDS)
    title_en, body_en = source.titled("agreement.en.md", words=AGREEMENT_WORDS, required=False)
    for language, title, body in (("pl", title_pl, body_pl), ("en", title_en, body_en)):
        source.words(f"agreement.{language}.md", title, ())
        if body and not body.startswith("## "):
            reason = _(
                "Below the title, the text begins with the first paragraph's heading: ## What it is about"
            )
            source.fault(f"agreement.{language}.md", 3, reason)
    return AgreementTemplate(title_pl, body_pl, title_en, body_en)


def read_labels(source: Folder) -> Labels:
    """The words of the programme, from labels.toml."""
    file = source.table("labels.toml")
    words = {}
    for key in LABELS:
        said = file.both(key, at_most=60)
        words[key] = (said[f"{key}_pl"], said[f"{key}_en"])
    file.done()
    return Labels(words)
