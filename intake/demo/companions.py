"""Papers that travel with a request or a letter: notice to the member, agreement, police report, notes."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from intake.demo import companion_wording as wording
from intake.demo.blocks import Block, Cut, blank, flow, random_look
from intake.demo.dates import LONG_DATES, SHORT_DATES, random_time
from intake.demo.form_sheet import Cell, FormSheet, random_style
from intake.demo.letterhead import PHONE_STYLES, letterhead, phone_text
from intake.demo.paper import Part
from intake.demo.pen import Align
from intake.demo.people import Member, Office
from intake.demo.sayings import fill, says
from intake.demo.sentences import sentence_case


def notice_letter(
    rng: Random, member: Member, office: Office, written_on: date, *, ends_care_now: bool = False
) -> Part:
    """The provider's letter that tells the member of the request; it gives no reason."""
    name, to_date = says(member.name, "member_name"), rng.choice(LONG_DATES)
    title = "Mr." if member.pronouns[0] == "he" else "Ms."
    body = rng.sample(wording.NOTICE_BODY, 3)
    first = rng.choice(wording.NOTICE_ENDS_CARE if ends_care_now else wording.NOTICE_OPENINGS)
    blocks = [
        *letterhead(rng, office, rng.choice(PHONE_STYLES)),
        Block(says(to_date(written_on)), gap=1.2),
        Block(name, gap=1),
        Block(says(member.address)),
        Block(says(member.city_line)),
        Block(fill("Dear {title} {name}:", title=title, name=says(member.last_name, "member_name")), gap=1),
        *(
            Block(
                fill(row, practice=office.practice_name, phone=phone_text("{0}-{1}-{2}", office.phone)),
                gap=0.6,
            )
            for row in (first, *body)
        ),
        Block(says(rng.choice(("Sincerely,", "Respectfully,", "Yours truly,"))), gap=1),
        Block(blank(), signature=""),
        Block(says(office.signed_name, "provider_name")),
    ]
    fields = {
        "member_name": member.name,
        "provider_name": office.provider_name,
        "signed_on": written_on.isoformat(),
    }
    return Part("member_notice_letter", flow(blocks, random_look(rng)), fields)


def medication_agreement(rng: Random, member: Member, office: Office, signed_on: date) -> Part:
    """The agreement that the member signed."""
    form = FormSheet(random_style(rng, by_hand=rng.random() < 0.5), rng)
    to_date = rng.choice(SHORT_DATES)
    form.title(office.practice_name, rng.choice(wording.AGREEMENT_TITLES))
    form.row(
        Cell("Patient name", says(member.name, "member_name"), 1.5),
        Cell("Date of birth", says(to_date(member.birth_date))),
    )
    form.row(Cell("Prescribing provider", says(office.provider_name, "provider_name")))
    form.heading(rng.choice(wording.AGREEMENT_HEADINGS))
    for number, term in enumerate(rng.sample(wording.AGREEMENT_TERMS, 6), 1):
        form.paragraph(f"{number}. {term}")
    form.signature("Patient signature", "Date", says(to_date(signed_on)), of="", signed=True)
    fields = {"member_name": member.name, "signed_on": signed_on.isoformat()}
    return Part("medication_agreement", [form.sheet], fields)


def police_report(rng: Random, member: Member, office: Office, happened_on: date, number: str) -> Part:
    """A police department's report of an assault at the office."""
    form = FormSheet(random_style(rng, by_hand=False), rng)
    to_date = rng.choice(SHORT_DATES)
    form.title(f"{office.town.name} Police Department", rng.choice(wording.POLICE_TITLES))
    form.row(
        Cell(rng.choice(("Report number", "Case number", "Report No.")), says(number, "police_report")),
        Cell("Date of report", says(to_date(happened_on + timedelta(days=1)))),
    )
    form.row(
        Cell("Date of occurrence", says(to_date(happened_on))),
        Cell("Time", says(f"{random_time(rng):%H%M}")),
    )
    form.row(
        Cell("Location", says(f"{office.address}, {office.town.name}"), 1.6),
        Cell("Offense", says("PC 242 Battery")),
    )
    form.row(Cell("Suspect", says(member.name, "member_name")), Cell("Reporting party", says("Office staff")))
    form.area("Summary", says(rng.choice(wording.POLICE_SUMMARIES)), 4)
    form.signature("Officer", "Badge", says(str(rng.randrange(1000, 9999))), of="", signed=True)
    return Part("police_report", [form.sheet], {"police_report_number": number})


def chart_notes(rng: Random, member: Member, office: Office, days: list[date]) -> Part:
    """A page of the patient's chart with an entry for each of `days`."""
    to_date = rng.choice(SHORT_DATES)
    blocks = [
        Block(says(office.practice_name), Cut.BOLD, scale=1.2),
        Block(says(rng.choice(wording.CHART_TITLES)), Cut.BOLD, rule=True),
        Block(fill("Patient: {name}", name=says(member.name, "member_name")), gap=0.5),
        Block(says(f"DOB: {member.birth_date:%m/%d/%Y}   Provider: {office.signed_name}", "provider_name")),
    ]
    for day in days:
        he, him, his = member.pronouns
        entry = sentence_case(fill(rng.choice(wording.CHART_ENTRIES), he=he, him=him, his=his))
        blocks += [Block(says(to_date(day)), Cut.BOLD, gap=0.8), Block(entry)]
    return Part("chart_notes", flow(blocks, random_look(rng)), {"member_name": member.name})


def cover_sheet(rng: Random, office: Office, sent_on: date, pages: int) -> Part:
    """A fax cover sheet without any member's data."""
    form = FormSheet(random_style(rng, by_hand=rng.random() < 0.4), rng)
    form.title(
        office.practice_name, rng.choice(wording.COVER_TITLES), f"{office.address}, {office.city_line}"
    )
    fax = phone_text(rng.choice(PHONE_STYLES), office.fax)
    form.row(Cell("To", says(rng.choice(wording.COVER_TO))), Cell("From", says(office.practice_name)))
    form.row(Cell("Date", says(f"{sent_on:%m/%d/%Y}")), Cell("Pages with this one", says(str(pages))))
    form.row(Cell("Our fax", says(fax)), Cell("Re", says(rng.choice(wording.COVER_ABOUT))))
    form.area("Message", says(rng.choice(wording.COVER_MESSAGES)), 3)
    form.note(rng.choice(wording.COVER_NOTICES))
    return Part("fax_cover_sheet", [form.sheet])


def lunch_menu(rng: Random) -> Part:
    """A restaurant's advertisement, which a fax number gets too."""
    rows = rng.sample(wording.LUNCHES, 6)
    blocks = [
        Block(says(rng.choice(wording.RESTAURANTS)), Cut.BOLD, Align.CENTRE, scale=2.1, gap=1),
        Block(
            says("Lunch specials, delivered free to your office!"),
            Cut.ITALIC,
            Align.CENTRE,
            scale=1.3,
            rule=True,
        ),
        *(
            Block(says(f"{row}  ${rng.randrange(9, 17)}.50"), align=Align.CENTRE, scale=1.25, gap=1)
            for row in rows
        ),
        Block(says("Order by fax before 10:30. Ask for our party trays."), align=Align.CENTRE, gap=2),
    ]
    return Part("other", flow(blocks, random_look(rng)))
