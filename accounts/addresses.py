"""E-mail addresses in one spelling, so that the same box is the same text, and why a text is none. Pure."""

import re

from saying import _

LONGEST, LONGEST_BOX = 254, 64
EDGES = " \t\u00a0\u200b\u200c\u200d\u2060\ufeff"  # what comes along when an address is copied from a page
BOX = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
# Where anybody gets an address: such a domain keeps nobody out.
OPEN_TO_ALL = re.compile(
    r"(aol|fastmail|gmail|googlemail|hotmail|icloud|live|mac|mail|me|msn|naver|outlook|pm|proton|protonmail|qq"
    r"|ymail|zoho|126|163)\.(com|me)"
    r"|(gmx|t-online|web|freenet)\.(at|ch|de|net)|(yahoo|hotmail|live|outlook)(\.co|\.com)?\.[a-z]{2,3}"
    r"|(free|laposte|orange|sfr|wanadoo)\.fr|(libero|virgilio)\.it|(mail|yandex)\.(ru|com)|bluewin\.ch"
)
LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")


class Unfit(ValueError):
    """The text is not an address; the message says why, in a sentence."""


def plain_address(text: str) -> str:
    """The address in lower case, with its domain as the mail servers write it; raises Unfit.

    Two addresses lead to the same box here exactly if their plain forms are equal. Everywhere else in the
    product, too, upper and lower case of an address are the same.
    """
    box, at, domain = text.strip(EDGES).rpartition("@")
    if not at:
        raise Unfit(_("There is no @ in it."))
    if not box or not domain:
        raise Unfit(_("Something is missing before or after the @."))
    # Before the lower case is made: some signs of other scripts turn into plain letters by it.
    if not box.isascii() or not BOX.fullmatch(box.lower()) or len(box) > LONGEST_BOX:
        raise Unfit(_("What stands before the @ is not the name of a mail box."))
    address = f"{box.lower()}@{plain_domain(domain)}"
    if len(address) > LONGEST:
        raise Unfit(_("It is longer than %(most)s characters.") % {"most": LONGEST})
    return address


def plain_domain(text: str) -> str:
    """The mail domain in lower case and in the ASCII form that mail is sent to; raises Unfit.

    The form is Python's own, which Django sends mail by: whoever confirmed an address read mail there.
    """
    try:
        domain = text.strip(EDGES).encode("idna").decode("ascii").lower()
    except UnicodeError:
        domain = ""
    labels = domain.split(".")
    if (
        len(domain) > LONGEST
        or len(labels) < 2
        or labels[-1].isdigit()
        or not all(LABEL.fullmatch(label) for label in labels)
    ):
        raise Unfit(_("What stands after the @ is not a mail domain."))
    return domain


def closed_domain(text: str) -> str:
    """The plain domain, where one organisation gives out the addresses; raises Unfit with what to do."""
    try:
        domain = plain_domain(text.strip(EDGES).removeprefix("@"))
    except Unfit as unfit:
        raise Unfit(
            _("Write what stands after the @ in your addresses, for example northwind.com.")
        ) from unfit
    if OPEN_TO_ALL.fullmatch(domain):
        raise Unfit(
            _("Anybody can get an address at %(domain)s. Invite these people by address instead.")
            % {"domain": domain}
        )
    return domain


def domain_of(address: str) -> str:
    """Of a plain address."""
    return address.rpartition("@")[2]
