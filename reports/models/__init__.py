"""What the room keeps: reports and their versions, certificates, and who may see whose learning."""

from .certificates import Certificate
from .editions import Edition
from .evidence import EvidenceConsent, EvidenceQuarter
from .links import PrivateLink
from .reports import Report

__all__ = ["Certificate", "Edition", "EvidenceConsent", "EvidenceQuarter", "PrivateLink", "Report"]
