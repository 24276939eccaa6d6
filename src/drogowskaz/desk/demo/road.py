"""The road of one invented city, step by step, by the same deeds real people do."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.core.files.base import ContentFile

from drogowskaz.advisory import actions as advisory
from drogowskaz.advisory.models import Account, AdvisoryRequest, AdvisorySession, Form
from drogowskaz.desk import publishing
from drogowskaz.documents import actions as documents
from drogowskaz.documents.press import press
from drogowskaz.participation import actions as participations
from drogowskaz.participation.documents import TEMPLATE as AGREEMENT
from drogowskaz.participation.models import Participation
from drogowskaz.participation.printing import agreement
from drogowskaz.people.models import User
from drogowskaz.programmes import queries as programmes
from drogowskaz.projects import actions as projects
from drogowskaz.projects.actions import Given
from drogowskaz.projects.cards import Card
from drogowskaz.projects.models import Project
from drogowskaz.reports import actions as reports
from drogowskaz.reports import queries as written
from drogowskaz.reports.models import Report

from . import words
from .cities import InventedCity
from .projects import Idea
from .stage import Stage

SATURDAY = 5  # as date.weekday() counts
KEYS = UUID("6f1d3b52-6a0e-4c1b-9d53-0b1f5c0e7a11")
TOPICS = (
    "Jak zmierzyć punkt wyjścia",
    "Rozmowy z mieszkańcami, które coś zmieniają",
    "Koszt utrzymania po zakończeniu projektu",
    "Wybór rozwiązania i mała próba",
    "Umowy i zamówienia krok po kroku",
    "Jak opowiedzieć o wyniku",
)
NOTE = "Ustaliliśmy trzy następne kroki. Miasto przygotuje dane, doradca sprawdzi obliczenia przed kolejnym spotkaniem."
INTERNAL = "Miasto potrzebuje wsparcia przy pomiarze. Wrócić do tego na następnym spotkaniu."


@dataclass
class Traveller:
    """An invented city on its way, with the people who act for it and those who help it."""

    row: InventedCity
    idea: Idea
    participation: Participation
    coordinator: User
    mayor: User
    guardian: User
    adviser: User
    number: int


class Roads:
    """Leads cities along; keeps each adviser's diary, so that nobody is in two places at once."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.clock = stage.clock
        self.busy: Counter[tuple[int, int]] = Counter()
        # Accepted requests whose session is still to come, by city.
        self.asked: dict[int, AdvisoryRequest] = {}

    def key(self, *names: object) -> UUID:
        """A key of a form, the same each time the story is told."""
        return uuid5(KEYS, "/".join(str(name) for name in (self.clock.today, *names)))

    def agree(self, who: Traveller, *, days: int) -> None:
        """Sign and record the agreement, `days` from today."""
        at = self.clock.at(days, 12)
        pdf = press(AGREEMENT, agreement(who.participation), at=at).pdf
        file = documents.receive(
            ContentFile(pdf, name=f"porozumienie-{who.row.name}.pdf"), by=self.stage.office, at=at
        )
        participations.record_agreement(
            who.participation,
            number=f"P/{who.number + 1:03}/{self.clock.today.year}",
            city_signatory=who.mayor.name,
            city_function="burmistrz",
            city_signed_on=self.clock.on(days - 5),
            institution_signatory="Ewa Modrzew",
            institution_function="kierowniczka programu",
            institution_signed_on=self.clock.on(days - 1),
            file=file,
            by=self.stage.office,
            at=at,
        )

    def name_coordinator(self, who: Traveller, *, days: int, confirmed: bool = True) -> None:
        """The Mayor's side names the coordinator; the Office confirms two days later."""
        naming = participations.propose_coordinator(
            who.participation,
            name=who.coordinator.name,
            email=who.coordinator.email,
            position="inspektor, wydział rozwoju",
            public_name=who.number % 2 == 0,
            by=who.mayor,
            at=self.clock.at(days, 9),
        )
        if confirmed:
            participations.confirm_coordinator(naming, by=self.stage.office, at=self.clock.at(days + 2, 9))

    def open_stage(self, who: Traveller, number: int, *, days: int) -> Account:
        """The Office opens a stage of advice for the city."""
        stage = self.stage.edition.stages.get(number=number)
        return advisory.open_stage(
            who.participation,
            stage,
            by=self.stage.office,
            at=self.clock.at(days, 8),
            key=self.key("open", who.number, number),
        )

    def slot(self, adviser: User, days: int) -> datetime:
        """A free morning of the adviser on a working day, the one asked for or soon after."""
        while self.busy[adviser.pk, days] or self.clock.on(days).weekday() >= SATURDAY:
            days += 1
        self.busy[adviser.pk, days] += 1
        return self.clock.at(days, 8)

    def ask(self, who: Traveller, *, days: int, accepted: bool = True) -> None:
        """The city asks for advice; the Guardian accepts and names the Adviser."""
        request = advisory.ask(
            who.participation,
            topic=TOPICS[who.number % len(TOPICS)],
            purpose="Chcemy zdecydować, od czego zacząć. Potrzebujemy porównania dwóch rozwiązań i ich kosztów.",
            preferred_dates="wtorki i czwartki przed południem",
            by=who.coordinator,
            at=self.clock.at(days, 9),
        )
        if accepted:
            advisory.accept_request(
                request,
                adviser=who.adviser,
                answer="Tak, to dobry moment. Spotkanie poprowadzi nasz doradca.",
                by=who.guardian,
                at=self.clock.at(days + 1, 9),
            )
            self.asked[who.number] = request

    def meet(
        self, who: Traveller, *, days: int, minutes: int, recorded: bool = True, confirmed: bool = True
    ) -> AdvisorySession:
        """A session: arranged, recorded by the Adviser, confirmed by the city – as far as asked for."""
        starts = self.slot(who.adviser, days)
        count = self.busy[who.adviser.pk, -10_000 - who.number]
        self.busy[who.adviser.pk, -10_000 - who.number] += 1
        session = advisory.arrange(
            who.participation,
            topic=TOPICS[(who.number + count) % len(TOPICS)],
            form=(Form.ONLINE, Form.ON_SITE, Form.WORKSHOP, Form.DESK)[(who.number + count) % 4],
            starts_at=starts,
            ends_at=starts + timedelta(minutes=minutes),
            minutes=minutes,
            place="ratusz, sala 12" if count % 2 else "spotkanie przez internet",
            by=who.adviser,
            at=min(starts - timedelta(days=6), self.clock.at(-1, 15)),  # nobody has done anything tomorrow
            key=self.key("arrange", who.number, count),
            request=self.asked.pop(who.number, None),
        )
        if recorded:
            ended = starts + timedelta(minutes=minutes + 30)
            advisory.record_session(
                session,
                minutes=minutes,
                note=NOTE,
                internal_note=INTERNAL if count == 0 else "",
                participants=3 + who.number % 9,
                by=who.adviser,
                at=ended,
            )
            if confirmed:
                advisory.confirm_session(
                    session,
                    by=who.coordinator,
                    at=ended + timedelta(days=1),
                    key=self.key("confirm", who.number, count),
                )
        return session

    def plan_project(self, who: Traveller, *, days: int, started: bool = True) -> Project:
        """The city writes down its project with four milestones and begins."""
        idea, at = who.idea, self.clock.at(days, 10)
        card = Card(
            title=idea.title,
            short_title=idea.title[:80],
            improves=idea.improves,
            aim=idea.aim,
            actions=words.ACTIONS,
            groups=idea.groups,
            partners=idea.partners,
            place=f"{who.row.name}, śródmieście",
        )
        project = projects.plan(who.participation, card=card, by=who.coordinator, at=at)
        steps = (
            ("Pomiar punktu wyjścia", days + 14, True),
            ("Uzgodnienie rozwiązania z mieszkańcami", days + 28, True),
            ("Mała próba w jednym miejscu", 20 + who.number % 40, False),
            ("Całość gotowa i udostępniona", 150 + who.number % 90, who.number % 3 == 0),
        )
        for title, due, critical in steps:
            projects.add_milestone(
                project,
                title=title,
                criterion="Widać to na miejscu i w danych miasta.",
                due_on=self.clock.on(due),
                critical=critical,
                by=who.coordinator,
                at=at,
            )
        if started:
            projects.start(project, by=who.coordinator, at=self.clock.at(days + 1, 10))
        return project

    def reach(
        self, who: Traveller, project: Project, *, days: int, steps: int, done: int = 0, accepted: bool = True
    ) -> None:
        """The first `steps` milestones but the `done` ones are reported with evidence, and accepted by the Guardian."""
        for place, milestone in enumerate(
            project.milestones.order_by("due_on", "pk")[done:steps], start=done
        ):
            projects.report_milestone(
                milestone,
                evidence=(
                    Given(
                        shows="Opis i zdjęcia na stronie miasta",
                        url=f"https://demo.example/{who.number}/{place + 1}",
                        public=True,
                    ),
                ),
                by=who.coordinator,
                at=self.clock.at(days + place, 11),
            )
            if accepted:
                projects.accept_milestone(
                    milestone,
                    remark="Widać wynik. Dziękuję.",
                    by=who.guardian,
                    at=self.clock.at(days + place, 15),
                )

    def complete_project(self, who: Traveller, project: Project, *, days: int) -> None:
        """The city reports that the project is done; the Guardian accepts."""
        project.refresh_from_db()
        projects.report_completion(
            project,
            text=f"Zrobiliśmy to, co było w planie: {who.idea.aim[0].lower()}{who.idea.aim[1:]}.",
            by=who.coordinator,
            at=self.clock.at(days, 10),
        )
        projects.accept_completion(
            project,
            remark="Projekt zakończony zgodnie z kartą.",
            by=who.guardian,
            at=self.clock.at(days + 1, 10),
        )

    def write(self, who: Traveller, *, days: int, share: float = 1.0) -> Report:
        """The coordinator writes the report, all sections or a share of them."""
        report = reports.start(who.participation, by=who.coordinator, at=self.clock.at(days, 9))
        sections = programmes.report_template(self.stage.edition).sections
        for section in sections[: max(1, round(len(sections) * share))]:
            reports.save_section(
                report,
                section.key,
                language="pl",
                text=words.section(section.key, who.row, who.idea),
                version=0,
                by=who.coordinator,
                at=self.clock.at(days + 1, 9),
            )
        return report

    def review(
        self, who: Traveller, report: Report, *, days: int, until: str = "published", note: str = ""
    ) -> None:
        """Send the report along the edition's steps, as far as `until`: a step, "ready" or "published"."""
        reports.send(report, note=note, by=who.coordinator, at=self.clock.at(days, 10))
        readers = {"guardian": who.guardian, "mayor": who.mayor, "language": self.stage.office}
        for place, step in enumerate(programmes.report_template(self.stage.edition).steps, start=1):
            if step == until:
                return
            version = written.latest(report)
            if version is not None:
                reports.pass_on(
                    report,
                    version_sha256=version.sha256,
                    by=readers[step],
                    at=self.clock.at(days + 2 * place, 10),
                )
        version = written.latest(report)
        if until == "published" and version is not None:
            at = self.clock.at(days + 8, 10)
            reports.publish(
                report,
                version_sha256=version.sha256,
                printed=publishing.printed(version, at=at),
                by=self.stage.office,
                at=at,
            )

    def new_round(self, who: Traveller, report: Report, *, days: int) -> None:
        """The city writes on in a published report; the Guardian has read it, and the Mayor is to approve it."""
        report.refresh_from_db()
        reports.revise(report, by=who.coordinator, at=self.clock.at(days, 9))
        section = report.sections.filter(language="pl").order_by("pk").last()
        if section:
            reports.save_section(
                report,
                section.key,
                language="pl",
                text=f"{section.text}\n\n{words.NEWS}",
                version=section.version,
                by=who.coordinator,
                at=self.clock.at(days, 10),
            )
        self.review(who, report, days=days + 1, until="mayor", note="Dopisaliśmy, czego nauczyła nas próba.")

    def send_back(self, who: Traveller, report: Report, *, days: int) -> None:
        """The Guardian gives the report back with remarks."""
        reports.send(report, by=who.coordinator, at=self.clock.at(days, 10))
        version = written.latest(report)
        if version is not None:
            reports.send_back(
                report,
                version_sha256=version.sha256,
                remarks="Dopisz, skąd pochodzą liczby w części o wynikach, i powiedz, co się nie udało.",
                by=who.guardian,
                at=self.clock.at(days + 3, 10),
            )
