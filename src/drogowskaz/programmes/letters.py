"""Every letter the product can send, with the words it fills in; a preset must bring a text for each."""

EVERYWHERE = frozenset({"name", "city", "institution", "programme", "edition", "link", "contact"})

LETTERS: dict[str, frozenset[str]] = {
    key: EVERYWHERE | frozenset(words.split())
    for key, words in {
        "invitation": "capacity until",
        "representation_asked": "person capacity",
        "representation_confirmed": "capacity",
        "representation_refused": "capacity reason",
        "call_extended": "old new reason",
        "application_submitted": "number moment sha256",
        "application_withdrawn": "number",
        "application_accepted": "number theme reason",
        "application_rejected": "number reason",
        "participation_admitted": "theme path",
        "participation_withdrawn": "reason",
        "participation_completed": "remark",
        "participation_not_completed": "reason",
        "participation_reopened": "reason",
        "agreement_recorded": "number day",
        "adviser_assigned": "",
        "adviser_ended": "adviser reason",
        "coordinator_proposed": "coordinator",
        "coordinator_confirmed": "coordinator",
        "coordinator_refused": "coordinator reason",
        "stage_opened": "stage hours until",
        "advice_requested": "topic",
        "advice_accepted": "topic adviser answer",
        "advice_declined": "topic answer",
        "advice_assigned": "topic",
        "advice_cancelled": "topic",
        "advice_unanswered": "topic",
        "session_arranged": "topic moment hours left",
        "session_cancelled": "topic moment reason",
        "session_to_confirm": "topic hours",
        "session_reminder": "topic hours until",
        "session_unanswered": "topic hours",
        "session_confirmed": "topic hours",
        "session_contested": "topic reason",
        "session_settled": "topic hours reason",
        "hours_added": "stage hours left reason",
        "hours_reversed": "stage hours topic reason",
        "report_to_review": "step",
        "report_to_approve": "sha256",
        "report_to_approve_by_link": "version sha256 person email until",
        "report_approved_by_link": "version person email",
        "report_returned": "step remarks",
        "report_published": "",
        "milestone_reported": "milestone",
        "milestone_accepted": "milestone remark",
        "milestone_returned": "milestone remark",
        "project_reported": "",
        "project_accepted": "remark",
        "project_returned": "remark",
        "project_stopped": "reason",
        "plan_proof": "reports",
        "plan_failed": "trouble",
        "plan_frozen": "number sha256",
        "certificate_proposed": "person",
        "certificate_dropped": "person",
        "certificate_issued": "number code",
        "certificate_revoked": "number reason",
    }.items()
}

AGREEMENT_WORDS = frozenset(
    {"city", "institution", "programme", "edition", "theme", "path", "project", "hours", "stages", "until"}
    | {"coordinator", "contact"}
)
"""What the text of the agreement, below its title, may fill in; `stages` names each stage with its hours and end."""

CERTIFICATE_WORDS = frozenset({"city", "programme", "edition", "project", "theme", "date", "rules"})
"""What the sentence of the certificate may fill in; `rules` is the version of the rule set."""
