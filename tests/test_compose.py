"""The deployed line: no container engine is at hand, so the files are held to a schema and to the code."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from intake.models import TaskKind
from intake.settings import Settings

ROOT = Path(__file__).parent.parent
NAMES = {"type": "array", "items": {"type": "string"}, "uniqueItems": True}
WORDS = {"type": "array", "items": {"type": "string"}, "minItems": 1}
NOTHING = {"type": ["object", "null"], "additionalProperties": False}
TIME = {"type": "string", "pattern": r"^\d+(s|m|h)$"}
SIZE = {"type": "string", "pattern": r"^\d+(k|m|g)$"}


def shape(required: list[str] | None = None, **properties: Any) -> dict[str, Any]:
    """An object of these properties and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": required or [],
        "additionalProperties": False,
    }


def named(each: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": each, "minProperties": 1}


HEALTH = {
    "oneOf": [
        shape(["disable"], disable={"const": True}),
        shape(["test", "interval", "timeout", "retries"], test=WORDS, interval=TIME, timeout=TIME,
              start_period=TIME, retries={"type": "integer", "minimum": 1}),
    ]
}  # fmt: skip
CONDITION = {"enum": ["service_healthy", "service_completed_successfully"]}
SERVICE = shape(
    ["image", "restart", "networks", "healthcheck"],
    image={"type": "string", "pattern": r"^[a-z0-9/.-]+:v?\d[\w.-]*$", "not": {"pattern": "latest"}},
    build={"const": "."},
    command=WORDS,
    init={"const": True},
    restart={"enum": ["unless-stopped", "on-failure:3"]},
    read_only={"const": True},
    tmpfs=NAMES,
    cap_drop={"const": ["ALL"]},
    security_opt={"const": ["no-new-privileges:true"]},
    environment=named({"type": "string"}),
    secrets=NAMES,
    volumes=NAMES,
    networks=NAMES,
    depends_on=named(shape(["condition"], condition=CONDITION)),
    ports={"type": "array", "items": {"type": "string", "pattern": r"^127\.0\.0\.1:\d+:\d+$"}},
    stop_grace_period=TIME,
    mem_limit=SIZE,
    shm_size=SIZE,
    healthcheck=HEALTH,
)
COMPOSE = shape(
    ["name", "services", "networks", "volumes", "secrets"],
    **{"name": {"const": "casefax"}, "x-casefax": {"type": "object"}},
    services=named(SERVICE),
    networks=named(shape(internal={"type": "boolean"})),
    volumes=named(NOTHING),
    secrets=named(shape(["file"], file={"type": "string", "pattern": r"^\./secrets/[\w.]+$"})),
)


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    plain: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))
    return plain


@pytest.fixture(scope="module")
def ours(compose: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The services that run our own image."""
    return {name: each for name, each in compose["services"].items() if "build" in each}


def test_the_file_has_the_shape_of_a_compose_file(compose: dict[str, Any]) -> None:
    faults = [
        f"{list(e.absolute_path)}: {e.message}" for e in Draft202012Validator(COMPOSE).iter_errors(compose)
    ]
    assert faults == []


def test_every_queue_has_a_worker_of_its_own(ours: dict[str, dict[str, Any]]) -> None:
    workers = [each["command"][2:] for each in ours.values() if each["command"][:2] == ["casefax", "worker"]]
    assert sorted(workers) == sorted([kind.value] for kind in TaskKind)


@pytest.mark.parametrize("part", [["web"], ["dispatcher"], ["db", "upgrade"]])
def test_every_other_part_of_the_line_runs_once(ours: dict[str, dict[str, Any]], part: list[str]) -> None:
    assert [each["command"] for each in ours.values()].count(["casefax", *part]) == 1


def test_every_command_is_one_that_casefax_knows(ours: dict[str, dict[str, Any]]) -> None:
    casefax = Path(sys.executable).with_name("casefax")
    for each in ours.values():
        asked = subprocess.run([casefax, *each["command"][1:], "--help"], capture_output=True, timeout=60)
        assert asked.returncode == 0, each["command"]


def test_nothing_starts_before_the_tables_are_there(ours: dict[str, dict[str, Any]]) -> None:
    for name, each in ours.items():
        needed = {other: how["condition"] for other, how in each["depends_on"].items()}
        if name == "migrate":
            assert needed == {"postgres": "service_healthy"}
        else:
            assert needed == {"migrate": "service_completed_successfully", "redis": "service_healthy"}


def test_every_name_that_is_used_is_defined(compose: dict[str, Any]) -> None:
    for each in compose["services"].values():
        assert set(each.get("secrets", [])) <= set(compose["secrets"])
        assert set(each["networks"]) <= set(compose["networks"])
        assert set(each.get("depends_on", {})) <= set(compose["services"])
        places = {volume.split(":")[0] for volume in each.get("volumes", []) if not volume.startswith("$")}
        assert places <= set(compose["volumes"])
        files = [v for v in each.get("environment", {}).values() if v.startswith("/run/secrets/")]
        assert {file.removeprefix("/run/secrets/") for file in files} <= set(each.get("secrets", []))


def test_every_setting_is_one_that_casefax_reads(ours: dict[str, dict[str, Any]]) -> None:
    known = {f"CASEFAX_{name}".upper() for name in Settings.model_fields} | {"DATABASE_URL", "REDIS_URL"}
    for each in ours.values():
        assert {name.removesuffix("_FILE") for name in each["environment"]} <= known


def test_secrets_come_from_files_and_only_from_files(compose: dict[str, Any]) -> None:
    secret = re.compile(r"PASSWORD|TOKEN|SECRET|DATABASE_URL|REDIS_URL")
    for each in compose["services"].values():
        for name, value in each.get("environment", {}).items():
            assert not secret.search(name) or (name.endswith("_FILE") and value.startswith("/run/secrets/"))


def test_the_settings_can_be_read_as_the_file_gives_them(
    ours: dict[str, dict[str, Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in ours["web"]["environment"].items():
        if name.endswith("_FILE"):
            (tmp_path / name).write_text(f"secret of {name}\n")
            monkeypatch.setenv(name, str(tmp_path / name))
        else:
            monkeypatch.setenv(name, re.sub(r"\$\{\w+:-(.*)\}", r"\1", value))
    settings = Settings.load()
    assert settings.demo is False
    assert settings.database == "secret of DATABASE_URL_FILE"
    assert settings.redis_url == "secret of REDIS_URL_FILE"
    assert settings.secret == "secret of CASEFAX_SECRET_KEY_FILE"


def test_the_demo_with_its_known_logins_is_off(ours: dict[str, dict[str, Any]]) -> None:
    assert {each["environment"]["CASEFAX_DEMO"] for each in ours.values()} == {"0"}
    assert "CASEFAX_DEMO=0" in (ROOT / "Dockerfile").read_text("utf-8")


def test_the_queue_forgets_nothing(compose: dict[str, Any]) -> None:
    command = " ".join(compose["services"]["redis"]["command"])
    assert "--appendonly yes" in command
    assert "--maxmemory-policy noeviction" in command


def test_readers_of_strange_files_reach_nothing_outside(compose: dict[str, Any]) -> None:
    assert compose["networks"]["inside"] == {"internal": True}
    for name in ("read", "assess", "postgres", "redis"):
        assert compose["services"][name]["networks"] == ["inside"]


def test_only_what_the_product_needs_goes_into_the_image() -> None:
    kept = (ROOT / ".dockerignore").read_text("utf-8").split()
    assert "*" in kept
    assert not {"!secrets", "!data", "!tests", "!.git", "!."} & set(kept)
    assert "secrets/" in (ROOT / ".gitignore").read_text("utf-8").split()


@pytest.mark.parametrize("file", ["Dockerfile", "docker-compose.yml", "requirements.txt"])
def test_no_package_host_is_written_down(file: str) -> None:
    text = (ROOT / file).read_text("utf-8")
    assert not re.search(r"--(extra-)?index-url|--find-links|--trusted-host|pypi\.", text)


def test_the_image_runs_as_nobody_in_particular() -> None:
    lines = (ROOT / "Dockerfile").read_text("utf-8").splitlines()
    assert "USER casefax" in lines
    assert any("--require-hashes -r requirements.txt" in line for line in lines)
