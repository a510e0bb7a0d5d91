"""Every kind of paper is known by what it says, in anybody's layout."""

from __future__ import annotations

import pytest

from tests.forms.pages import Desk

POLICE = """
CITY OF EXAMPLE POLICE
OFFENSE REPORT
Case No.: 26-88123        Date/Time Occurred: 03/30/2026 1405
Reporting Officer: K. Stone #441
Victim: (withheld)        Suspect: Sample, Ana
Narrative: I responded to a report of an assault with a stapler.
"""
CHART = """
Example Family Clinic
Patient: Ana Sample    DOB: 01/02/1960    MRN 55123
Chief complaint: chest pain
HPI: 66 y/o with stable angina. BP 150/90.
Assessment/Plan: continue metoprolol. Follow up in 3 months.
"""
AGREEMENT = """
Example Family Clinic
Opioid Treatment Agreement
Patient Name: Ana Sample
I will not sell or share my medication.
I agree to random urine tests and pill counts.
Lost or stolen prescriptions will not be replaced.
Patient Signature: ASmple            Date: 11/03/2025
"""
REFERRAL = """
Sunny Coast Health Plan          ENHANCED CARE MANAGEMENT REFERRAL
Member Name: Ana Sample       Member ID (CIN): 91234567A      DOB: 2/3/1970
Referring Individual: Lee Example, LCSW       Organization: Example House
Preferred ECM Provider: Bridge Example
ICD-10 codes: F33.1 Z59.00
POPULATION OF FOCUS - select all
[x] Individual experiencing homelessness (adult)
[ ] Families experiencing homelessness
[x] SMI / SUD
[ ] Birth equity
"""
COVER = """
FACSIMILE TRANSMISSION
TO: Provider Services Dept.            FAX: 831-555-0100
FROM: Front office, Example Clinic     DATE: 4/3/26
RE: member reassignment request
NUMBER OF PAGES INCLUDING COVER: 6
"""
DISCHARGE = """
Example Family Clinic
April 3, 2026

Ana Sample
12 Elm St
Fresno, CA 93701

Ms. Sample:

Please be advised that we have decided to end our professional relationship with you. We will be
available for emergency care for the next 30 days. You should contact your health plan to select a
new physician. Upon your written request a copy of your medical records will be forwarded.

Lee Example, MD
"""
BENEFITS = """
EXPLANATION OF BENEFITS
Member: Ana Sample  ID 91234567A   Claim 123-44
Amount billed  $200.00   Plan paid $120.00
This is not a bill.
"""
MEMBERS_OWN = """
Request to change my primary care doctor
This form is for members. Please print.
My name: Ana Sample        My ID number: 91234567A
The doctor I want: Dr. Example
Member signature: ASmple   Date: 6/1/26
"""


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk()


@pytest.mark.parametrize(
    ("text", "doc_type"),
    [
        (POLICE, "police_report"),
        (CHART, "chart_notes"),
        (AGREEMENT, "medication_agreement"),
        (REFERRAL, "ecm_referral"),
        (COVER, "fax_cover_sheet"),
        (DISCHARGE, "member_notice_letter"),
        (BENEFITS, "other"),
        (MEMBERS_OWN, "other"),
        ("", "other"),
    ],
)
def test_a_paper_is_known_by_what_it_says(desk: Desk, text: str, doc_type: str) -> None:
    assert desk.one(text).doc_type == doc_type


def test_companions_and_referrals_give_their_fields(desk: Desk) -> None:
    assert desk.one(POLICE).values["police_report_number"].value == "26-88123"
    assert desk.one(CHART).values["member_name"].value == "Ana Sample"
    agreement = desk.one(AGREEMENT).values
    assert (agreement["member_name"].value, agreement["signed_on"].value) == ("Ana Sample", "2025-11-03")
    notice = desk.one(DISCHARGE).values
    assert (notice["member_name"].value, notice["signed_on"].value) == ("Ana Sample", "2026-04-03")
    referral = desk.one(REFERRAL).values
    assert referral["populations_of_focus"].value == ["1a", "3"]
    assert referral["referrer_name"].value == "Lee Example"
    assert referral["diagnosis_codes"].value == ["F33.1", "Z59.00"]
