"""What is refused, with the code of the specification's section 15."""


class BadMessage(ValueError):
    """A message, or a part of one, breaks a rule."""

    def __init__(self, sentence: str, code: str = "bad_message") -> None:
        super().__init__(sentence)
        self.code = code
