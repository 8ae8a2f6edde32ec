"""The voice behind a small interface: say a sentence, and tell when its marks are reached."""

import re
from importlib.metadata import version

import numpy as np
from hibari import Hibari

from content.films_maker.beats import marks, written
from content.films_maker.timing import Spoken

RATE = 24_000
_QUIET = 10 ** (-46 / 20)  # below this level the edge of a sentence counts as silence
_KEEP = 0.03  # seconds of that silence which stay, so that no consonant is cut
_FADE = 0.012


class Voice:
    """hibari's own voice `heart`, which lies inside the package; any other would be downloaded."""

    def __init__(self, speed: float, seed: int, lexicon: dict[str, str]):
        self._engine = Hibari(voice="heart")
        self._speed, self._seed, self._lexicon = speed, seed, lexicon

    def say(self, text: str) -> tuple[np.ndarray, Spoken]:
        """The sound of a sentence and its measured times."""
        sound = _trimmed(self._engine(self._spoken(written(text)), speed=self._speed, seed=self._seed))
        seconds = len(sound) / RATE
        whole = self._length(written(text))
        reached = {name: seconds * self._length(before) / whole for name, before in marks(text).items()}
        return sound, Spoken(seconds, reached)

    def _spoken(self, text: str) -> str:
        """The written sentence with the pronunciations of the storyboard's lexicon."""
        for word, said in self._lexicon.items():
            text = re.sub(rf"\b{re.escape(word)}\b", lambda _, said=said: said, text)
        return text

    def _length(self, text: str) -> int:
        """Phonemes, the measure by which a mark's place in the sentence is estimated."""
        return sum(map(len, self._engine.phonemize(self._spoken(text)))) if text.strip() else 0


def voice_version() -> str:
    """The version of the voice, as the requirements pin it."""
    return version("hibari-tts")


def narration(timeline: dict, sounds: dict[str, np.ndarray]) -> np.ndarray:
    """The whole sound track: sentences in their places over a little room tone, never dead silence."""
    track = np.random.default_rng(1).standard_normal(round(timeline["duration"] * RATE)).astype(np.float32)
    track *= 10 ** (-72 / 20)
    for scene in timeline["transcript"]:
        for sentence in scene["sentences"]:
            at = round(sentence["start"] * RATE)
            sound = sounds[sentence["id"]]
            track[at : at + len(sound)] += sound
    return track


def _trimmed(sound: np.ndarray) -> np.ndarray:
    loud = np.flatnonzero(np.abs(sound) > _QUIET * np.abs(sound).max())
    keep = round(_KEEP * RATE)
    sound = sound[max(0, loud[0] - keep) : loud[-1] + keep].copy()
    ramp = np.linspace(0, 1, round(_FADE * RATE), dtype=np.float32)
    sound[: len(ramp)] *= ramp
    sound[-len(ramp) :] *= ramp[::-1]
    return sound
