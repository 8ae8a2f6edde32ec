"""Words that people searched for and told the editors are missing: a count a day, nobody's name."""

from django.db import models


class MissingWords(models.Model):
    words = models.CharField(max_length=120)
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["words", "day"], name="missing_words_once_a_day")]

    def __str__(self) -> str:
        return self.words
