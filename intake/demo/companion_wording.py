"""What stands on the papers that travel with a request, in several wordings."""

from __future__ import annotations

from typing import Final

NOTICE_OPENINGS: Final = (
    "I am asking your health plan to give you a new primary care provider.",
    "This letter is to tell you that we are starting the steps to have you reassigned to another doctor.",
    "I can no longer be your primary care provider and have asked the plan to assign you to another one.",
    "We are writing to let you know that {practice} has asked your health plan to move you to a new doctor.",
    "Our office has decided to ask that you be reassigned to a different primary care provider.",
)
NOTICE_ENDS_CARE: Final = (
    "As of today you are no longer a patient of {practice}. We will not see you again.",
    "Effective immediately, I will no longer provide care to you.",
)
NOTICE_BODY: Final = (
    "Until the plan tells you the date of the change, we will go on giving you care and refills.",
    "Your health plan will help you to choose a new doctor. Call the number on your ID card.",
    "You will be able to see us for urgent needs until the plan has made the change.",
    "With your written permission we will send your records to your new doctor.",
    "Please call us at {phone} if you have questions about this letter.",
    "You have the right to file a complaint with your health plan.",
)
AGREEMENT_TITLES: Final = (
    "Medication Management Agreement",
    "Pain Medication Agreement",
    "Controlled Medication Agreement",
    "Agreement for Long-Term Controlled Medications",
)
AGREEMENT_HEADINGS: Final = (
    "I agree to the following:",
    "By signing I agree that",
    "Terms of this agreement",
)
AGREEMENT_TERMS: Final = (
    "I will take my medicine only as it is prescribed.",
    "I will get controlled medicines from this office alone.",
    "I will use one pharmacy for all of my refills.",
    "I will not share, sell or trade my medicine.",
    "Lost or stolen medicine will not be replaced.",
    "I will give a urine sample whenever I am asked.",
    "I will bring my pill bottles to each visit.",
    "Refills are given during office hours only, never on weekends.",
    "I know that this agreement may end if I do not keep it.",
)
POLICE_TITLES: Final = ("Incident Report", "Crime Report", "Report of Incident")
POLICE_SUMMARIES: Final = (
    "Officers came to a medical office. Staff stated that the suspect struck an employee.",
    "A patient used force on a member of staff, who wishes to press charges.",
    "On arrival the suspect had left. The victim had a visible bruise. Photographs were taken.",
)
CHART_TITLES: Final = ("Progress notes", "Chart notes", "Encounter notes", "Patient chart: notes")
CHART_ENTRIES: Final = (
    "S: {he} reports pain 6/10. O: BP 138/84. A: chronic low back pain. P: continue, back in 4 weeks.",
    "Nurse note: {he} was told again how to take {his} medicine and repeated it back.",
    "S: follow-up of diabetes. O: A1c 9.1. A: not at goal. P: dietitian, recheck in three months.",
    "Phone note: left a message for {him} about lab results.",
    "S: no new complaints. O: lungs clear. A: hypertension. P: labs ordered, refills given.",
)
COVER_TITLES: Final = ("FAX", "Fax Cover Sheet", "Facsimile Transmittal", "FAX TRANSMISSION")
COVER_TO: Final = ("Provider Services", "Health plan, intake", "Non-Compliance Unit", "Member Services")
COVER_ABOUT: Final = ("Your member", "Request, see attached", "Documents for review", "Confidential")
COVER_MESSAGES: Final = (
    "Please see the attached pages.",
    "Attached are the papers for your review. Call us if a page is missing.",
    "Please confirm receipt by phone. Thank you.",
)
COVER_NOTICES: Final = (
    "This fax may hold confidential health information. If you got it by mistake, call us.",
    "CONFIDENTIAL: for the named recipient only. Disclosure by anybody else is prohibited by law.",
)
RESTAURANTS: Final = ("Rosita's Corner Grill", "Noodle House 88", "Papa Gino's Oven", "The Green Fork Deli")
LUNCHES: Final = (
    "Chicken teriyaki bowl",
    "Carne asada burrito",
    "Turkey club with fries",
    "Vegetable lo mein",
    "Large pizza, two toppings",
    "Cobb salad",
    "Fish tacos, three",
    "Lentil soup and bread",
)
