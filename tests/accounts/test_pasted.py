"""Pasted lists and CSV: who is read, and which lines are named with which reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.addresses import Unfit, plain_address
from accounts.pasted import MOST, Pasted, Row, read_pasted

ADA, BOB = "ada@example.org", "bob@example.org"
ROLES = ("exec", "it")


def people(pasted: Pasted) -> list[tuple[str, ...]]:
    assert not pasted.faults
    return [(row.email, row.name, row.role) for row in pasted.rows]


@pytest.mark.parametrize(
    "text",
    [
        "ada@example.org\nbob@example.org",
        "\ufeffada@example.org\r\nbob@example.org\r\n",
        "ada@example.org, bob@example.org",
        "ada@example.org;bob@example.org;",
        "ada@example.org, bob@example.org; ada@example.org",
        " Ada@Example.ORG \n\n,\nBOB@example.org\rADA@EXAMPLE.org",
        "\u200bada@example.org\u00a0\n<bob@example.org>",
        "E-mail\nada@example.org\nbob@example.org",
    ],
)
def test_addresses_alone(text: str) -> None:
    assert people(read_pasted(text)) == [(ADA, "", ""), (BOB, "", "")]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Lovelace <ada@example.org>",
        '"Ada Lovelace" <ada@example.org>;',
        "ada@example.org,Ada Lovelace",
        "ada@example.org\tAda Lovelace",
        'ada@example.org;"Ada Lovelace";',
        "email,name\nada@example.org,Ada Lovelace",
        "Role;Name;E-mail address\n;Ada Lovelace;ada@example.org",
        'Name,Country,Email\nAda Lovelace,"UK, London",ada@example.org',
    ],
)
def test_an_address_with_its_name(text: str) -> None:
    assert people(read_pasted(text)) == [(ADA, "Ada Lovelace", "")]


def test_the_way_a_mail_program_copies_recipients() -> None:
    text = "Lovelace, Ada <ada@example.org>; Bell, Bob <bob@example.org>"
    assert people(read_pasted(text)) == [(ADA, "Lovelace, Ada", ""), (BOB, "Bell, Bob", "")]
    assert people(read_pasted("Lovelace, Ada <ada@example.org>")) == [(ADA, "Lovelace, Ada", "")]


@pytest.mark.parametrize(
    "text",
    [
        "ada@example.org,Ada,exec",
        "ada@example.org;Ada;EXEC",
        "role,email,name\nexec,ada@example.org,Ada",
        "Ada <ada@example.org>,,exec",
    ],
)
def test_a_role_is_read_where_roles_are_given(text: str) -> None:
    assert people(read_pasted(text, ROLES)) == [(ADA, "Ada", "exec")]
    assert people(read_pasted(text)) == [(ADA, "Ada", "")]


def test_the_second_column_may_be_the_role() -> None:
    assert people(read_pasted("ada@example.org, it", ROLES)) == [(ADA, "", "it")]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("ada.example.org", "no @"),
        ("@example.org", "missing before or after"),
        ("ada@", "missing before or after"),
        ("ada lovelace@example.org", "before the @"),
        ("ada..l@example.org", "before the @"),
        ("\u212aada@example.org", "before the @"),  # the sign for kelvin, whose lower case is a plain k
        ("ada@example", "not a mail domain"),
        ("ada@example.org.", "not a mail domain"),
        ("ada@-example.org", "not a mail domain"),
        ("ada@10.0.0.1", "not a mail domain"),
        ("ada@exam ple.org", "not a mail domain"),
        (f"ada@{'a' * 70}.org", "not a mail domain"),
        (f"{'a' * 65}@example.org", "before the @"),
        ("a\x00da@example.org", "not text"),
        ('"Ada <ada@example.org>', "not closed"),
        (f"{'A' * 121} <ada@example.org>", "name is longer"),
        ("ada@example.org, Ada, boss", "none of the roles: exec, it"),
        ("Cc: everyone", "no @"),
    ],
)
def test_a_bad_line_is_named_with_its_reason_and_the_good_ones_stay(text: str, reason: str) -> None:
    pasted = read_pasted(f"bob@example.org\n{text}\ncleo@example.org", ROLES)
    assert [row.email for row in pasted.rows] == [BOB, "cleo@example.org"]
    (fault,) = pasted.faults
    assert fault.line == 2
    assert reason in fault.reason


def test_two_roles_for_one_address_are_a_fault_and_a_repetition_is_none() -> None:
    pasted = read_pasted("ada@example.org,,exec\nADA@example.org,,exec\nada@example.org,,it", ROLES)
    assert pasted.rows == (Row(1, ADA, "", "exec"),)
    assert [fault.line for fault in pasted.faults] == [3]


def test_a_domain_of_another_script_is_read_as_mail_servers_write_it() -> None:
    assert plain_address("Ada@BÜCHER.example") == plain_address("ada@xn--bcher-kva.example")
    with pytest.raises(Unfit):
        plain_address("ada@example。")


def test_two_thousand_are_read_and_no_more() -> None:
    many = "\n".join(f"p{number}@example.org" for number in range(MOST + 5))
    pasted = read_pasted(many)
    assert len(pasted.rows) == MOST
    assert [(fault.line, fault.text) for fault in pasted.faults] == [(MOST + 1, f"p{MOST}@example.org")]


@pytest.mark.parametrize(
    "text", ["x\n" * 50_000, "\x00\n" * 50_000, '"' * 99_999, "a,;" * 50_000, "@," * 50_000]
)
def test_a_large_text_of_rubbish_makes_a_short_list(text: str) -> None:
    assert len(read_pasted(text).faults) <= MOST + 2


@given(st.text(alphabet=st.sampled_from('ab@.,;<>"\t\n\r \x00ö'), max_size=60))
def test_any_text_is_read_without_an_error(text: str) -> None:
    pasted = read_pasted(text, ROLES)
    assert all(plain_address(row.email) == row.email for row in pasted.rows)
    assert len({row.email for row in pasted.rows}) == len(pasted.rows)
