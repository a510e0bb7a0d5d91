"""What plans print on reassignment request forms, and what offices write into them.

As in letters, no sentence of one element states another: the narrative's
neutral half names no reason, and efforts name none either.
"""

from __future__ import annotations

from typing import Final

TITLES: Final = (
    "Request for Member Reassignment",
    "Member Reassignment Request Form",
    "Request to Reassign a Member",
    "PCP Request for Member Reassignment",
    "Primary Care Provider: Request for Reassignment of a Member",
)
PLANS: Final = (
    "Golden Counties Health Plan",
    "Central Sierra Health Plan",
    "Poppy Coast Health Plan",
    "Tri-County Community Health Plan",
    "Valley Sun Health Plan",
)
INSTRUCTIONS: Final = (
    "One form for each member. Attach your letter to the member.",
    "Use a separate form for every member and send a copy of the letter you sent to the member.",
    "Fill in every part. Fax this form with the letter to the member to Provider Services.",
)
MEMBER_HEADINGS: Final = ("Member", "Member information", "About the member", "Patient information")
PROVIDER_HEADINGS: Final = (
    "Provider",
    "Provider information",
    "Requesting provider",
    "Primary care provider",
)
REASON_HEADINGS: Final = (
    "Reason for the request (check all that apply)",
    "Reason(s) for request",
    "Why do you ask for the change?",
    "Reason for reassignment: mark each that applies",
)
NAMES: Final = ("Member name", "Member's full name", "Patient name", "Name of member", "Full name")
CINS: Final = ("CIN", "Medi-Cal ID (CIN)", "Client Index Number", "Member ID (CIN)", "Medi-Cal CIN #")
BIRTHS: Final = ("Date of birth", "DOB", "Birth date", "Member DOB")
PROVIDERS: Final = ("Provider name", "PCP name", "Requesting provider", "Name of provider", "Physician")
NPIS: Final = ("NPI", "Provider NPI", "NPI number", "NPI #")
PRACTICES: Final = ("Practice", "Practice name", "Clinic", "Office / clinic name", "Group or clinic")
PHONES: Final = ("Phone", "Telephone", "Office phone", "Tel.")
FAXES: Final = ("Fax", "Office fax", "Fax number")
REASONS: Final = {
    "fraud": ("Member fraud", "Fraud by the member", "Fraud"),
    "non_necessary_medications": (
        "Requests for non-medically necessary medications",
        "Asks for medications that are not medically necessary",
        "Seeking medications without medical need",
    ),
    "medication_agreement_violation": (
        "Violation of Medication Management Agreement (attach copy)",
        "Broke the Medication Management Agreement",
        "Medication Management Agreement violated",
    ),
    "abusive_or_disruptive": (
        "Abusive or disruptive behavior",
        "Abusive/disruptive behavior",
        "Behavior: abusive or disruptive",
    ),
    "ineffective_relationship": (
        "Ineffective relationship",
        "Ineffective provider-member relationship",
        "Relationship with the member is ineffective",
    ),
    "care_noncompliance": (
        "Refuses case management or recommended treatment",
        "Non-compliance with case management or treatment",
        "Does not comply with recommended treatment",
    ),
    "missed_appointments": (
        "Failure to keep appointments (3 in 12 months)",
        "Missed appointments: give three dates below",
        "Failure to keep scheduled appointments",
    ),
}
DATES: Final = (
    "Dates of missed appointments:",
    "Missed appointment dates:",
    "If appointments were missed, dates:",
)
NARRATIVES: Final = (
    "Narrative: describe what happened",
    "Describe the problem in detail",
    "Please explain your request",
    "Explanation of events",
)
EFFORTS: Final = (
    "What has your office done to correct the problem?",
    "Efforts to correct the problem",
    "Steps taken by your office",
    "Describe your efforts to work with the member",
)
LETTER_DATES: Final = (
    "Date of letter to member",
    "Letter sent to member on",
    "Date your letter was sent to the member",
    "Member was notified by letter dated",
)
SIGNATURES: Final = ("Provider signature", "Signature", "Signature of provider", "Signed")
SIGNED_DATES: Final = ("Date", "Date signed", "Date:")
SMALL_PRINT: Final = (
    "Incomplete requests may be delayed or denied. The member stays with you until the plan sets a date.",
    "Please keep a copy. The plan will tell you and the member of its decision.",
    "The provider goes on caring for the member until the plan names the date of the change.",
)

TOLD: Final = {
    "missed_appointments": (
        "{he} keeps missing {his} appointments without calling us.",
        "{he} books visits and does not come.",
        "{he} was a no-show each of these days.",
        "Repeated no-shows, never cancels.",
        "{he} does not keep {his} appointments.",
    ),
    "medication_agreement_violation": (
        "{he} broke the pain medication agreement by getting opioids from another doctor.",
        "Urine screens do not match the medicines in {his} agreement.",
        "{he} violated the medication agreement and took early refills twice.",
        "{he} did not keep to the signed medication agreement.",
    ),
    "abusive_or_disruptive": (
        "{he} curses at my staff and threw papers at the nurse.",
        "{he} screamed at the receptionist and disturbed the whole clinic.",
        "{he} is abusive to my nurses and yells insults.",
    ),
    "ineffective_relationship": (
        "We cannot agree on anything and {he} does not trust me any more.",
        "The relationship between us has broken down.",
    ),
    "care_noncompliance": (
        "{he} refuses the insulin and {his} sugar is dangerously high.",
        "{he} will not take {his} heart medicine and was hospitalized because of it.",
    ),
    "non_necessary_medications": (
        "{he} asks for opioids that {he} does not need at every visit.",
        "{he} demands sedatives for which there is no medical reason.",
    ),
    "fraud": ("{he} let a relative use {his} card to be seen here.", "{he} altered a prescription."),
}
NEUTRAL: Final = (
    "{he} has been my patient since {since}. I do not think that we can go on.",
    "We saw {him} first in {since}. Things have not changed and I ask for another doctor for {him}.",
    "{he} came to us in {since}. It would be better for {him} to have a new PCP.",
    "This has gone on for months and we see no other way.",
    "I have thought about this carefully. A different practice may serve {him} better.",
)
TRIED: Final = {
    "phone_call": (
        "Called {him} {count}.",
        "Phoned {him} at home {count}.",
        "Staff telephoned {him} {count}.",
    ),
    "reminder_letter": ("Sent reminder letters.", "Mailed {him} a reminder card.", "Reminder letter mailed."),
    "education": (
        "Counseled {him} in person.",
        "Explained our office rules to {him}.",
        "Gave {him} education.",
    ),
    "warning": ("Gave a written warning.", "Verbal warning given.", "Warned {him} in writing."),
    "behavior_agreement": (
        "{he} signed a behavior contract with us.",
        "Made a behavior agreement with {him}.",
    ),
    "pain_management_referral": ("Referred {him} to pain management.", "Pain management referral made."),
    "case_management_referral": ("Referred {him} to case management.", "Case management referral sent."),
    "mental_health_referral": ("Referred {him} to mental health.", "Behavioral health referral made."),
}
COUNTS: Final = ("twice", "three times", "several times", "last month")
EFFORT_BOXES: Final = {
    "phone_call": ("Phone calls", "Telephone calls to member"),
    "reminder_letter": ("Reminder letters", "Reminders by mail"),
    "education": ("Education or counseling", "Member education"),
    "warning": ("Verbal or written warning", "Warnings"),
    "behavior_agreement": ("Behavior agreement", "Behavior contract"),
    "pain_management_referral": ("Pain management referral", "Referred to pain management"),
    "case_management_referral": ("Case management referral", "Referred to case management"),
    "mental_health_referral": ("Mental health referral", "Referred to behavioral health"),
}
