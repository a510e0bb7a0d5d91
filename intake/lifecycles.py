"""The lives of a case, few and flat. Only these machines say what may follow what."""

from __future__ import annotations

import types
from typing import Any

from statemachine import State, StateMachine
from statemachine.exceptions import TransitionNotAllowed

from intake.errors import Refused
from intake.models import Case, CaseState

WORDS = {
    CaseState.NEW: "just came in",
    CaseState.CLERK: "is with a clerk",
    CaseState.WAITING_ON_PROVIDER: "waits for the provider",
    CaseState.REVIEW: "is in review",
    CaseState.DECISION: "waits for a decision",
    CaseState.CARRYING_OUT: "is being carried out",
    CaseState.CLOSED: "is closed",
}


def _lifecycle(name: str, *, decided: bool, guided: bool) -> type[StateMachine]:
    """The line that every case walks, with a director's decision, with the plan's own guidance, or both.

    Built rather than inherited: python-statemachine shares inherited states, so that
    an event added to one lifecycle would be allowed in the others.
    """
    new = State(initial=True, value=CaseState.NEW.value)
    clerk = State(value=CaseState.CLERK.value)
    waiting = State(value=CaseState.WAITING_ON_PROVIDER.value)
    review = State(value=CaseState.REVIEW.value)
    decision = State(value=CaseState.DECISION.value)
    carrying_out = State(value=CaseState.CARRYING_OUT.value)
    closed = State(value=CaseState.CLOSED.value, final=True)
    parts: dict[str, Any] = {
        "new": new,
        "clerk": clerk,
        "waiting_on_provider": waiting,
        "review": review,
        "closed": closed,
        "hold_for_clerk": new.to(clerk) | clerk.to(clerk) | waiting.to(clerk),
        "ask_provider": new.to(waiting) | clerk.to(waiting) | waiting.to(waiting),
        "send_to_review": new.to(review) | clerk.to(review) | waiting.to(review) | review.to(review),
    }
    back = review.to(clerk)
    if guided:
        parts |= {"give_guidance": review.to(closed)}
    if decided:
        parts |= {
            "decision": decision,
            "carrying_out": carrying_out,
            "forward": review.to(decision),
            "approve": decision.to(carrying_out),
            "deny": decision.to(closed),
            "carry_out": carrying_out.to(closed),
        }
        back |= decision.to(review)
    # A transition that no event names would happen by itself: each is made once, and named.
    parts["send_back"] = back
    return types.new_class(name, (StateMachine,), exec_body=lambda namespace: namespace.update(parts))


LIFECYCLES = {
    "reassignment": _lifecycle("Reassignment", decided=True, guided=False),
    "noncompliance": _lifecycle("Noncompliance", decided=True, guided=True),
    "referral": _lifecycle("Referral", decided=False, guided=True),
}
"""A request is decided by the director; a letter may also end in guidance; nobody decides a referral."""


def move(case: Case, event: str) -> None:
    """Let `event` happen to the case. Raises Refused where its state does not allow it."""
    machine = _machine(case, event)
    try:
        machine.send(event)
    except TransitionNotAllowed as error:
        raise Refused(f"This cannot be done now: the case {WORDS[CaseState(case.state)]}.") from error


def allows(case: Case, event: str) -> bool:
    """Whether `event` may happen to the case now."""
    return any(allowed.id == event for allowed in _machine(case, event).allowed_events)


def _machine(case: Case, event: str) -> Any:
    """The case's machine. An event that no lifecycle knows is a mistake in the code: raises ValueError."""
    machine: Any = LIFECYCLES[case.lifecycle]
    if not any(hasattr(lifecycle, event) for lifecycle in LIFECYCLES.values()):
        raise ValueError(f"no lifecycle knows the event {event}")
    return machine(model=case, state_field="state")
