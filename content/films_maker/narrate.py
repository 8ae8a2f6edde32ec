"""A storyboard spoken and timed: what both `build` and `still` begin with."""

from content.films_maker.captions import caption_cues, cue_faults
from content.films_maker.faults import FilmError
from content.films_maker.places import storyboard_path
from content.films_maker.storyboard import load_storyboard
from content.films_maker.timing import build_timeline
from content.films_maker.voice import Voice


def find_board(film: str) -> dict:
    """The storyboard of a film by its id."""
    path = storyboard_path(film)
    if path is None:
        raise FilmError(f"There is no storyboard content/curriculum/*/films/{film}.yaml.")
    return load_storyboard(path)


def narrate(board: dict) -> tuple[dict, dict]:
    """The timeline of a film and the sound of each of its sentences."""
    voice = Voice(board["voice"]["speed"], int(board["voice"]["seed"]), board.get("lexicon", {}))
    said = {line["id"]: voice.say(line["text"]) for scene in board["scenes"] for line in scene["say"]}
    timeline = build_timeline(board, {name: spoken for name, (_, spoken) in said.items()})
    faults = cue_faults(caption_cues(timeline), timeline["duration"])
    if faults:
        raise FilmError(f"{board['id']}: {'; '.join(faults)}. Shorten or split the sentence.")
    return timeline, {name: sound for name, (sound, _) in said.items()}
