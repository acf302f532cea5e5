"""What do the districts look like on a map? Outlines from the geodata, projected once."""

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

SOURCE = Path(__file__).parent / "geo" / "berlin-bezirke.geojson"
ATTRIBUTION = "Geodaten: Amt für Statistik Berlin-Brandenburg, CC BY 3.0 DE, vereinfacht"
WIDTH, MARGIN = 720, 6
Point = tuple[float, float]


@dataclass(frozen=True)
class Outline:
    """One district: key "01" to "12", its path and the point for its number, in pixels."""

    key: str
    name: str
    path: str
    x: float
    y: float


@dataclass(frozen=True)
class Map:
    """All outlines and the size of the drawing."""

    outlines: Sequence[Outline]
    width: int
    height: int

    @property
    def view_box(self) -> str:
        """The SVG view box."""
        return f"0 0 {self.width} {self.height}"


@cache
def berlin() -> Map:
    """Return the twelve districts as a drawing, in the order of their keys.

    The projection is plate carrée at the middle latitude: true enough at the size of a town.
    """
    features = json.loads(SOURCE.read_text(encoding="utf-8"))["features"]
    rings = {feature["properties"]["key"]: _rings(feature["geometry"]) for feature in features}
    points = list(chain.from_iterable(chain.from_iterable(rings.values())))
    west, east = min(lon for lon, _ in points), max(lon for lon, _ in points)
    south, north = min(lat for _, lat in points), max(lat for _, lat in points)
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = (WIDTH - 2 * MARGIN) / ((east - west) * squeeze)

    def place(lon: float, lat: float) -> Point:
        return (lon - west) * squeeze * scale + MARGIN, (north - lat) * scale + MARGIN

    outlines = []
    for about in sorted((f["properties"] for f in features), key=lambda found: found["key"]):
        x, y = place(about["label_lon"], about["label_lat"])
        path = "".join(_path(place(*point) for point in ring) for ring in rings[about["key"]])
        outlines.append(Outline(about["key"], about["name"], path, round(x), round(y)))
    return Map(outlines, WIDTH, round((north - south) * scale) + 2 * MARGIN)


def _rings(geometry: dict[str, list[list[Point]]]) -> list[list[Point]]:
    return [[(lon, lat) for lon, lat in ring] for ring in geometry["coordinates"]]


def _path(points: Iterable[Point]) -> str:
    """Return one closed ring; points that fall on the same pixel are left out."""
    rounded = dict.fromkeys((round(x), round(y)) for x, y in points)
    return "M" + " ".join(f"{x},{y}" for x, y in rounded) + "Z"
