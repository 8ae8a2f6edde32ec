"""`still`: single pictures of a film, without encoding anything."""

from pathlib import Path

from content.films_maker.browser import open_stage
from content.films_maker.narrate import find_board, narrate
from content.films_maker.tools import find_browser


def add_arguments(parser) -> None:
    parser.add_argument("id")
    parser.add_argument(
        "--at", type=float, nargs="+", metavar="SECOND", help="default: the end of every scene"
    )
    parser.add_argument("--out", type=Path, default=Path("."), metavar="FOLDER")


def run(arguments) -> int:
    timeline, _ = narrate(find_board(arguments.id))
    seconds = arguments.at or [scene["end"] - 0.3 for scene in timeline["scenes"]]
    arguments.out.mkdir(parents=True, exist_ok=True)
    with open_stage(timeline, find_browser()) as stage:
        for second in seconds:
            path = arguments.out / f"{arguments.id}-{second:06.2f}.png"
            path.write_bytes(stage.picture(second)[0])
            print(path)
        faults = stage.faults()
    for fault in faults:
        print(fault)
    return 1 if faults else 0
