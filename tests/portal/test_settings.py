"""The settings of production: refused when something is missing, without a warning when all is there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GIVEN = {
    "DJANGO_SETTINGS_MODULE": "portal.settings.production",
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "ALLOWED_HOSTS": "portal.example",
    "BASE_URL": "https://portal.example",
    "EMAIL_URL": "smtp://mail.example:25",
    "MAIL_FROM": "Portal <portal@portal.example>",
}


def python(*arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], **GIVEN, **changes}
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True
    )


def test_check_deploy_finds_nothing(tmp_path: Path) -> None:
    checked = python(
        "manage.py", "check", "--deploy", "--fail-level", "WARNING", SOUNDINGS_DATA=str(tmp_path)
    )
    assert checked.returncode == 0, checked.stderr
    assert "no issues (1 silenced)" in checked.stdout + checked.stderr


@pytest.mark.parametrize(
    "missing",
    [
        {"SECRET_KEY": ""},
        {"SECRET_KEY": "too short"},
        {"ALLOWED_HOSTS": ""},
        {"BASE_URL": ""},
        {"BASE_URL": "http://portal.example"},
        {"EMAIL_URL": ""},
    ],
)
def test_production_does_not_start_on_a_guess(missing: dict[str, str]) -> None:
    started = python("-c", "import portal.settings.production", **missing)
    assert "ImproperlyConfigured: Set SECRET_KEY" in started.stderr


def test_the_embedded_key_is_made_once_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    show = "from portal.settings.embedded import SECRET_KEY; print(SECRET_KEY)"
    first, second = (
        python("-c", show, SECRET_KEY="", EMAIL_URL="", SOUNDINGS_DATA=str(tmp_path)).stdout for _ in range(2)
    )
    assert len(first) > 50
    assert first == second
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0
