"""`python -m content.films_maker build | check | still`: the maker's three commands."""

import argparse
import importlib
import sys

from content.films_maker.faults import FilmError, StoryboardError

COMMANDS = {
    "build": "make the films whose storyboard, stage or voice has changed",
    "check": "say whether the made films are whole, fresh and within their limits",
    "still": "save single pictures of a film",
}


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m content.films_maker", description=__doc__)
    parser.add_argument(
        "command", choices=COMMANDS, help="; ".join(f"{name}: {what}" for name, what in COMMANDS.items())
    )
    name = parser.parse_args(words[:1]).command
    try:
        # Only `check` runs without the media requirements, so each command is loaded when it is asked for.
        command = importlib.import_module(f"content.films_maker.{name}")
        options = argparse.ArgumentParser(prog=f"{parser.prog} {name}", description=COMMANDS[name])
        command.add_arguments(options)
        return command.run(options.parse_args(words[1:]))
    except ModuleNotFoundError as error:
        print(
            f"{name} needs the Python package {error.name}: pip install -r requirements/media.txt",
            file=sys.stderr,
        )
    except (FilmError, StoryboardError) as error:
        print(error, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
