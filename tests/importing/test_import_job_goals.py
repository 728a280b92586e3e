"""Job goals, and wishes with a referral, come in with the other facts of the citizens."""

from datetime import date
from pathlib import Path

import pytest

from cases.models import JobGoal, Referral
from tests.importing.files import bring_in, put, refusal, town

pytestmark = pytest.mark.django_db
GOALS = "nøgle;sagsnr;jobmål;stilling;fra;til"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    town(tmp_path)
    return tmp_path


def test_goals_by_letter_with_their_days(folder: Path) -> None:
    put(folder, "jobmaal.csv", [GOALS, "J1;F1;a;Tømrer;01-09-2026;30-09-2026", "J2;F1;A;Murer;01-10-2026;"])
    report = bring_in(folder)
    assert report.counts["jobmaal.csv"]["new"] == 2
    rows = JobGoal.objects.order_by("from_on").values_list("letter", "occupation", "from_on", "to_on")
    assert list(rows) == [
        ("A", "Tømrer", date(2026, 9, 1), date(2026, 9, 30)),
        ("A", "Murer", date(2026, 10, 1), None),
    ]
    assert bring_in(folder).counts["jobmaal.csv"] == {"new": 0, "changed": 0, "same": 2, "left": 0}


def test_two_of_one_letter_in_the_same_days_are_refused(folder: Path) -> None:
    put(
        folder,
        "jobmaal.csv",
        [GOALS, "J1;F1;A;Tømrer;01-09-2026;", "J2;F1;A;Murer;01-10-2026;", "J3;F1;D;Maler;01-10-2026;", "J4;F1;B;;;"],
    )
    words = "\n".join(refusal(folder))
    assert "jobmaal.csv" in words and "linje 4" in words
    put(folder, "jobmaal.csv", [GOALS, "J1;F1;A;Tømrer;01-09-2026;", "J2;F1;A;Murer;01-10-2026;"])
    (only,) = refusal(folder)
    assert "jobmålet overlapper et andet: linje 2" in only
    put(folder, "jobmaal.csv", [GOALS, "J1;F1;A;Tømrer;01-10-2026;30-09-2026"])
    assert "slutdatoen ligger før startdatoen" in "".join(refusal(folder))
    assert not JobGoal.objects.exists()


def test_the_wishes_of_a_referral(folder: Path) -> None:
    put(
        folder,
        "visitationer.csv",
        ["nøgle;sagsnr;dato;til;ønsker", "V1;F1;02-09-2026;jobkonsulent;Tæt på bus", "V2;F2;02-09-2026;jobkonsulent;"],
    )
    bring_in(folder)
    assert list(Referral.objects.order_by("source_key").values_list("wishes", flat=True)) == ["Tæt på bus", ""]
