"""What a script looks like that somebody types, and whether a page would run it."""

import re
from html.parser import HTMLParser

SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>]]>--></style></textarea></title>{{7*7}}"
# Where a column is short: enough to open a tag or to leave an attribute.
SHORT = "\"'><b onx=1>"

LEAD = {"href", "src", "action", "formaction", "xlink:href", "srcset"}
OURS = re.compile(r"/(?![/\\])|[#?]|$|data:image/svg")
# The pictures that come with a page: of the key of an authenticator app, photos of hospitals that we drew anew, and
# what stands where the line of time for a telephone is not fetched.
PICTURES = re.compile(r"data:image/svg\+xml;base64,|/hospital/photos/[0-9]+$|/static/throughcare/icon")
# The sources of a blueprint are links to elsewhere.
SOURCE = re.compile("https?://")


class Inert(HTMLParser):
    """Reads a page as a browser does and keeps what would run."""

    def __init__(self) -> None:
        super().__init__()
        self.runs: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        strange = tag == "img" and not PICTURES.match(str(said.get("src")))
        if strange or (tag == "script" and not str(said.get("src", "")).startswith("/static/")):
            self.runs.append(f"<{tag} {said}>")
        for name, value in said.items():
            leads_away = name in LEAD and not OURS.match(value or "") and not (tag == "a" and SOURCE.match(value or ""))
            if name.startswith("on") or name == "style" or leads_away:
                self.runs.append(f"{tag} {name}={value}")


def would_run(page: str) -> list[str]:
    reader = Inert()
    reader.feed(page)
    return reader.runs
