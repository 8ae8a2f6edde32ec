"""Why a film is not taken, in plain words for its author: what it is, and what to do about it."""

from django.utils.translation import gettext_lazy as _

REASONS = {
    "empty": _("The file is empty. Choose it again; perhaps it was still being written."),
    "unknown": _("This is not a film that the portal knows. Export it as MP4 (H.264 and AAC) or WebM."),
    "extension": _("The name must end in .mp4, .m4v or .webm, as the file is."),
    "misnamed": _("The file is a film of another kind than its name says: rename it to .%(value)s."),
    "playlist": _("This is a list that names other files, not a film. Upload the film itself."),
    "page": _("This is a drawing or a web page, not a film."),
    "picture": _("This is a single picture, not a film."),
    "sound_only": _("There is sound in this file and no picture. Upload a film with both."),
    "no_picture": _("There is no picture in this file."),
    "program": _("This is a program, not a film."),
    "document": _("This is a document or an archive, not a film."),
    "other_film": _("This kind of film is not played by browsers. Export it as MP4 (H.264 and AAC) or WebM."),
    "codec": _(
        "The film is in a code that browsers do not play everywhere (%(value)s). Export it as MP4 with H.264"
        " and AAC, or as WebM with VP8, VP9 or AV1 and Opus or Vorbis."
    ),
    "fragmented": _("The file is cut into fragments for streaming. Export it as one plain MP4."),
    "outside": _("The file takes pictures or sound from another file. Export it with everything inside."),
    "truncated": _("The file breaks off before its end. Export or upload it again."),
    "damaged": _("The file is damaged: what it says about itself does not fit together. Export it again."),
    "lengths": _("The file says two different things about its length. Export it again."),
    "no_length": _(
        "The file does not say how long the film is, as recordings from browsers often do not. Open it in a"
        " film editor and export it."
    ),
    "too_long": _("The film takes %(value)s minutes; the longest that is taken is 60. Cut it into parts."),
    "too_short": _("The film takes less than half a second."),
    "dimensions": _(
        "The picture is %(value)s; it may have 16 to 3840 pixels a side, and 2160 at the shorter."
    ),
    "unreadable": _("The second check could not read the film. Export it again as MP4 (H.264 and AAC)."),
    "differs": _("Two ways of reading this film disagree about what is in it (%(value)s). Export it again."),
}


def reason(code: str, value: str = "") -> str:
    """The sentence of a code; one that is no longer known still says that the film was not taken."""
    return str(REASONS.get(code, REASONS["unknown"])) % {"value": value}
