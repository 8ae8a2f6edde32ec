"""Words that know their language, for pages that are in another one."""


class Tagged(str):
    """A text as any other; what is made of it, of parts or in a sentence, is a plain one again."""

    language: str

    def __new__(cls, text: str, language: str = "") -> "Tagged":
        made = super().__new__(cls, text)
        made.language = language
        return made

    def lower(self) -> "Tagged":
        return Tagged(super().lower(), self.language)

    def capitalize(self) -> "Tagged":
        return Tagged(super().capitalize(), self.language)
