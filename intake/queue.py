"""The doorbell: RQ queues that carry a task's id and attempt, and nothing else."""

from __future__ import annotations

from redis import Redis
from rq import Queue
from rq.serializers import JSONSerializer

from intake.models import TaskKind

JOB = "intake.worker.ring_task"
HARD_LIMIT = {TaskKind.READ: 4 * 3600, TaskKind.ASSESS: 300, TaskKind.SEND: 300}
"""Seconds after which RQ ends a job. What notices a death is the lease that the running job renews."""


def connect(redis_url: str) -> Redis:
    """A connection by URL (`redis://`, `rediss://` or `unix://`)."""
    return Redis.from_url(redis_url, socket_connect_timeout=5, health_check_interval=30)


def open_queue(redis: Redis, kind: TaskKind) -> Queue:
    """The queue of one kind of task. JSON only: whoever can write to Redis must not run code here."""
    return Queue(kind, connection=redis, serializer=JSONSerializer, default_timeout=HARD_LIMIT[kind])


def ring(redis: Redis, kind: TaskKind, task_id: int, attempt: int) -> None:
    """Tell the workers of a queue that a task waits. Raises redis.RedisError when nobody can be told."""
    open_queue(redis, kind).enqueue_call(
        JOB,
        args=[task_id, attempt],
        job_id=f"{task_id}-{attempt}",
        description="task",
        result_ttl=0,
        failure_ttl=60,
    )
