"""What is wrong or weak in the course as written: one set of rules for files, pages and authors."""

from . import needed as needed
from . import questions as questions
from .course import Others, links, remarks_beside, remarks_on_course
from .remarks import Remark
from .unit import remarks_on_unit, takes

__all__ = ["Others", "Remark", "links", "remarks_beside", "remarks_on_course", "remarks_on_unit", "takes"]
