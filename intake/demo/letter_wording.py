"""What offices write in letters to a plan, in many wordings.

No sentence about one required element says anything about another: behavior
names no place or hour, efforts name no behavior, and so on, so that any one of
them can be missing from a letter that still reads like a letter. Slots:
`{he} {him} {his}` the member, `{member} {cin} {dr} {practice}`, `{date} {time}`.
"""

from __future__ import annotations

from typing import Final

SUBJECTS: Final = (
    "Member non-compliance",
    "Formal complaint concerning a member",
    "Report of member non-compliance",
    "Notice of non-compliance",
    "Request for the plan's help with a member",
    "Concern about an assigned member",
    "Member conduct report",
    "Non-compliant member",
    "Incident report to the health plan",
    "Complaint regarding assigned patient",
)

SALUTATIONS: Final = (
    "To whom it may concern:",
    "Dear Member Services:",
    "Dear Non-Compliance Unit,",
    "To the Non-Compliance Unit:",
    "Dear Sir or Madam:",
    "Dear Colleagues,",
)

OPENINGS: Final = (
    "I am writing to report a problem with {member}, a patient assigned to {practice}.",
    "Please accept this letter as a formal complaint about {member}, assigned to us for primary care.",
    "This office wishes to report {member} to the plan. I have cared for {him} since {since}.",
    "We are sorry to have to write about {member}, one of your members on our panel.",
    "{member} has been a patient of {practice} since {since}, and we need the plan's guidance.",
    "On behalf of {practice} I would like to make you aware of events involving {member}.",
    "My office has had serious difficulty with your member {member} and I ask the plan to step in.",
    "This letter documents non-compliance by {member}, CIN {cin}.",
    "I am the primary care provider of {member} (Medi-Cal ID {cin}) and must report the following.",
    "As required, {practice} is giving the plan a written account of events with {member}.",
)

BEHAVIOURS: Final = {
    "verbal_abuse": (
        "{he} swore at our medical assistant and called her a string of filthy names",
        "{he} screamed insults at the nurse because a refill was not ready",
        "{he} used racial slurs against two members of our staff",
        "{he} called me a fraud and a quack and cursed at me",
        "{he} yelled profanity at the receptionist and mocked her accent",
        "{he} was verbally abusive to the nurse, with insults too crude to repeat here",
        "{he} berated our biller with vulgar language and called her stupid",
        "{he} cursed at the medical assistant and told her she was worthless",
        "{he} shouted obscenities at our referral clerk",
        "{he} hurled foul language at the doctor and at a nurse",
    ),
    "disruptive": (
        "{he} would not let anybody else check in, and for half an hour our work stood still",
        "{he} pounded on the doors until the nurses had to stop seeing patients",
        "{he} stood in the way of two other patients, who could not be seen and had to be rebooked",
        "{he} played loud music and would not turn it down, and we had to halt the afternoon schedule",
        "{he} tore up our sign-in sheets, and the staff lost most of an hour putting things right",
        "{he} would not leave when {his} visit was over, which held up every visit after it",
        "{he} walked into other patients' visits and brought the clinic's work to a stop",
        "{he} set off the fire alarm on purpose, and we had to send everybody out and cancel visits",
    ),
    "missed_appointments": (
        "{he} did not come to {his} visit and did not cancel",
        "{he} was a no-show for a follow-up visit",
        "{he} failed to keep a scheduled visit and gave no notice",
        "{he} missed {his} appointment without a word to us",
        "{he} did not show up for lab review",
        "{he} no-showed again",
        "{his} appointment went unkept",
        "{he} never arrived for {his} check-up",
        "{he} skipped a booked physical examination",
        "{he} did not appear for a visit that {he} had asked for",
    ),
    "care_noncompliance": (
        "{he} told us that {he} had stopped taking {his} blood pressure tablets against advice",
        "{he} refused the insulin that was prescribed and said {he} would not take it",
        "{he} again declined the treatment that was ordered for {his} heart failure",
        "{he} admitted that {he} has not taken {his} seizure medicine as prescribed",
        "{he} would not follow the wound care plan, and the ulcer is getting worse",
        "{he} refused dialysis although {he} was told what that means for {his} health",
        "{he} had not filled any of the prescribed asthma medicines and refused to start them",
        "{he} declined to follow the treatment plan for {his} diabetes",
    ),
    "physical_assault": (
        "{he} struck our medical assistant in the face with {his} fist",
        "{he} pushed the nurse hard against the wall and she was hurt",
        "{he} kicked a member of my staff and grabbed her by the hair",
        "{he} drew a knife and told the doctor that {he} would use it",
        "{he} threw a chair at our biller, which hit her on the shoulder",
        "{he} pulled out a handgun and pointed it at our office manager",
        "{he} punched the doctor in the chest",
        "{he} slapped the receptionist and choked her until others pulled {him} off",
    ),
    "id_card_fraud": (
        "{he} gave {his} Medi-Cal card to a cousin, who tried to be seen under it",
        "another person came for a visit with {his} plan card and said that {he} had lent it",
        "{he} let somebody else use {his} ID card to pick up medicines",
        "we found that {his} plan card had been used by {his} neighbor to get care",
    ),
    "unauthorized_out_of_network_use": (
        "{he} went to a clinic outside the network again for care that was no emergency and not authorized",
        "{he} had an elective MRI at a non-contracted facility with no authorization",
        "{he} saw an out-of-network specialist for a routine matter without any referral",
        "{he} once more used a provider who is not affiliated with the plan, without authorization",
    ),
}

INCIDENTS: Final = (
    "On {date}, {time}, {behaviour}.",
    "On {date} {time} {behaviour}.",
    "{time} on {date}, {behaviour}.",
    "The record for {date}, {time}, says that {behaviour}.",
)
NEXT_INCIDENTS: Final = (
    "Then, on {date} {time}, {behaviour}.",
    "Again on {date}, {time}, {behaviour}.",
    "On {date} {time} {behaviour}.",
    "Next, on {date}, {time}, {behaviour}.",
)
TIME_PHRASES: Final = (
    "at about {time}",
    "at {time}",
    "around {time}",
    "at approximately {time}",
    "shortly after {time}",
)
LISTED: Final = ("{date}, {time}: {behaviour}", "{date} {time} - {behaviour}", "{date} ({time}): {behaviour}")
LIST_INTROS: Final = (
    "These are the events, as our staff wrote them down:",
    "What happened, by date:",
    "The details are these:",
    "Our log shows:",
    "Please note the following:",
)

PLACES: Final = (
    "at the front desk of our clinic",
    "in the waiting room of our {town} office",
    "in exam room {number}",
    "at our office, {address}, {town}",
    "at the check-out window of our clinic",
    "in the lobby of our building on {street}",
    "in the hallway outside the laboratory",
    "at our {town} clinic",
    "at the nurses' station",
    "in our office on {street}",
)
OFFICES: Final = (
    "at our {town} clinic",
    "at our office, {address}, {town}",
    "in our office on {street}",
    "at our main office in {town}",
    "in our {town} office",
)
OF_VISITS: Final = ("missed_appointments", "care_noncompliance")
"""Reasons that are about visits, which happen at an office and not in its hallway."""

PLACE_SENTENCES: Final = (
    "This took place {place}.",
    "All of this happened {place}.",
    "The location was the same throughout: {place}.",
    "It happened {place}.",
    "Everything described here occurred {place}.",
    "The events took place {place}.",
    "For your record, this was {place}.",
    "This occurred {place}, in the presence of staff.",
    "Where it happened: {place}.",
    "The place was as follows: {place}.",
)

EFFORT_INTROS: Final = (
    "We have made the following efforts.",
    "Before writing to you we tried to put things right.",
    "Our office did not let the matter rest.",
    "What we have done about it:",
    "Steps that our office has taken:",
    "We have tried to work with {him}.",
    "To help {him} keep {his} place with us, we did this:",
    "We have not stood by.",
    "The practice has responded as follows.",
    "Our attempts to correct the matter:",
)
EFFORTS: Final = {
    "phone_call": (
        "Our nurse telephoned {him} {when} to talk things over.",
        "I called {him} at home {when}.",
        "The office manager phoned {him} {when} and left a message.",
        "Staff reached {him} by phone {when} and asked {him} to work with us.",
        "We made a telephone call to {him} {when}.",
    ),
    "reminder_letter": (
        "We mailed {him} a reminder letter {when}.",
        "A reminder card went out to {him} {when}.",
        "Written reminders were posted to {his} address {when}.",
        "{when} we sent {him} a reminder by mail.",
    ),
    "education": (
        "We counseled {him} {when} and went over {his} rights and responsibilities as a patient.",
        "{when} I educated {him} about what the plan and the practice expect.",
        "{he} received counseling and educational handouts from our nurse {when}.",
        "Our health educator sat down with {him} {when} and explained the rules of the practice.",
        "Education was given to {him} {when} and {he} said that {he} understood.",
    ),
    "warning": (
        "{he} was given a verbal warning {when}.",
        "We gave {him} a written warning {when}.",
        "I warned {him} {when} that we would have to tell the plan.",
        "A final warning was handed to {him} {when}.",
    ),
    "behavior_agreement": (
        "{he} signed a behavior agreement with us {when}.",
        "We drew up a behavior contract, which {he} signed {when}.",
        "{when} {he} agreed in writing to a patient behavior agreement.",
    ),
    "pain_management_referral": (
        "I referred {him} to pain management {when}.",
        "A referral to a pain management specialist was made {when}.",
        "We sent {him} to a pain clinic {when} by referral.",
    ),
    "case_management_referral": (
        "We referred {him} to the plan's case management program {when}.",
        "A referral to case management was placed {when}.",
        "I asked for a case manager by referral to care management {when}.",
    ),
    "mental_health_referral": (
        "We referred {him} to mental health services {when}.",
        "A behavioral health referral was made for {him} {when}.",
        "I offered {him} a referral to psychiatry {when} and placed it.",
    ),
}

POLICE_SENTENCES: Final = (
    "We made a police report; the report number is {number}.",
    "The {town} Police Department took a report, number {number}.",
    "This was reported to the police (report no. {number}).",
    "Law enforcement was notified, and charges are being brought. Police report #{number}.",
    "A police report was filed under number {number}.",
)

BACKGROUNDS: Final = (
    "My staff and I have always tried to treat every patient with respect.",
    "We serve a large number of families and need your cooperation.",
    "Our practice has been contracted with the plan for many years.",
    "We would not write if we saw another way.",
    "We understand that the plan must hear both sides.",
)
CLOSINGS: Final = (
    "Please review this matter and let us know how to proceed.",
    "We ask for the plan's guidance and an answer in writing.",
    "Please tell us what the next steps are.",
    "We will go on caring for {him} until we hear from you.",
    "Thank you for looking into this matter.",
    "I would be glad to answer any questions you have.",
)
VALEDICTIONS: Final = (
    "Sincerely,",
    "Respectfully,",
    "Yours truly,",
    "Kind regards,",
    "Thank you,",
    "Respectfully submitted,",
)
