"""What a case can end with, and what the letter says of each (procedures, sections 1 and 7)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """The first four end a reassignment request, the next four a letter of non-compliance, the last any."""

    APPROVED = "approved"
    DEFERRED = "deferred"
    DENIED = "denied"
    WITHDRAWN = "withdrawn"
    GUIDANCE_GIVEN = "guidance_given"
    PCP_REASSIGNED = "pcp_reassigned"
    SENT_TO_STATE = "sent_to_state"
    NO_LETTER = "no_letter"
    CLOSED_INCOMPLETE = "closed_incomplete"


@dataclass(frozen=True, slots=True)
class Wording:
    """`says` may use {request}. `ends_care`: the member leaves this practice, so duties last until then.

    `stays`: what holds meanwhile, or from now on, where the member does not leave.
    """

    title: str
    says: str
    ends_care: bool = False
    stays: str = ""


_STAYS = "The member stays with your practice, and your practice goes on giving care as before."

WORDINGS: dict[Outcome, Wording] = {
    Outcome.APPROVED: Wording(
        "Your request is approved", "We have approved your {request} for this member.", ends_care=True
    ),
    Outcome.DEFERRED: Wording(
        "Your request is deferred",
        "We have not decided on your {request} yet. We have put the decision off for the reason below.",
        stays="Until we decide, the member stays with your practice, and your practice goes on giving "
        "care as before.",
    ),
    Outcome.DENIED: Wording(
        "Your request is not approved", "We have not approved your {request} for this member.", stays=_STAYS
    ),
    Outcome.WITHDRAWN: Wording(
        "Your request is withdrawn", "As your office asked, we have taken back your {request}.", stays=_STAYS
    ),
    Outcome.GUIDANCE_GIVEN: Wording(
        "Your letter: guidance given",
        "We have looked into your {request}, spoken with those concerned, and given guidance. "
        "With that, the case is closed.",
        stays=_STAYS,
    ),
    Outcome.PCP_REASSIGNED: Wording(
        "Your letter: a new primary care provider",
        "After looking into your {request} we are giving this member another primary care provider.",
        ends_care=True,
    ),
    Outcome.SENT_TO_STATE: Wording(
        "Your letter is with the state",
        "We have sent your {request} on to the state, which alone decides whether a member leaves a plan. "
        "This may take 30 days. We will write to you when we have its answer.",
        stays="Until then the member stays in our plan and with your practice, and we stay responsible "
        "for the member's care.",
    ),
    Outcome.NO_LETTER: Wording(
        "Your report is closed",
        "You reported an incident to us. As no letter about it reached us within 30 days, we have closed "
        "the report. It can be opened again when you send the letter.",
        stays=_STAYS,
    ),
    Outcome.CLOSED_INCOMPLETE: Wording(
        "Your request is closed",
        "We have closed your {request}, because what was missing has not reached us. It can be opened again "
        "when you send it with our reference.",
        stays=_STAYS,
    ),
}

DUTIES = (
    "give or arrange all the care the member needs, with the same access as your other patients,",
    "refill prescriptions, so that no treatment stops, and",
    "ask for the specialty authorizations the member needs, and keep those that are open going.",
)
"""What the practice still owes until the member leaves (procedures, section 7)."""
