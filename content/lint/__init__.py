"""What is wrong or weak in the course as written: one set of rules for files, pages and authors."""

from .course import remarks_on_course
from .remarks import Remark
from .unit import remarks_on_unit

__all__ = ["Remark", "remarks_on_course", "remarks_on_unit"]
