"""Why a document is not taken."""


class Unfit(ValueError):
    """`code` names the reason (content.uploads.document_words); `value` is what was found."""

    def __init__(self, code: str, value: str = "") -> None:
        super().__init__(code)
        self.code, self.value = code, value
