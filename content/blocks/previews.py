"""What the chooser of blocks shows of a kind: a block of the shipped course as a page shows it."""

from typing import Any, ClassVar

from .samples import sample_of


class Shown:
    """A block that is shown by the sample of its name; `example` takes the place of what is not shipped."""

    is_previewable = True
    example: ClassVar[dict[str, Any]] = {}
    name: str

    def get_preview_value(self) -> Any:
        sample, _sources = sample_of(self.name)
        return self.to_python(sample if sample is not None else self.example)

    def get_preview_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        _sample, sources = sample_of(self.name)
        return {**(parent_context or {}), "value": value, "sources": sources}
