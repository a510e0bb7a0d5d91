"""Typefaces from wheels: a fresh machine may have none of its own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from PIL import ImageFont


@dataclass(frozen=True, slots=True)
class Face:
    """One cut of a typeface; `weight` picks it out of a variable font."""

    path: Path
    weight: int | None = None
    scale: float = 1.0

    def at(self, size: float) -> ImageFont.FreeTypeFont:
        """The face at `size` pixels, made alike in apparent size by its scale."""
        return _load(self.path, self.weight, max(1, round(size * self.scale)))


@dataclass(frozen=True, slots=True)
class Family:
    """A printed typeface with the cuts that letters and forms use."""

    regular: Face
    bold: Face
    italic: Face


@lru_cache(maxsize=256)
def _load(path: Path, weight: int | None, size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)
    if weight is not None:
        font.set_variation_by_axes([weight])
    return font


def _wheel(package: str, name: str, folder: str = "files") -> Path:
    return Path(str(files(package) / folder / name))


def _cuts(package: str, stem: str, scale: float = 1.0) -> Family:
    return Family(
        *(Face(_wheel(package, f"{stem}{cut}.ttf"), None, scale) for cut in ("Regular", "Bold", "Italic"))
    )


_ARIMO = _wheel("fontpkg_arimo", "Arimo[wght].ttf")

SANS: Final = Family(
    Face(_ARIMO, 400), Face(_ARIMO, 700), Face(_wheel("fontpkg_arimo", "Arimo-Italic[wght].ttf"), 400)
)
SERIF: Final = _cuts("fontpkg_pt_serif", "PT_Serif-Web-")
HUMANIST: Final = _cuts("fontpkg_fira_sans", "FiraSans-")
TYPEWRITER: Final = _cuts("fontpkg_ibm_plex_mono", "IBMPlexMono-", 0.92)
VERA: Final = Family(
    *(Face(_wheel("reportlab", f"{cut}.ttf", "fonts"), None, 0.9) for cut in ("Vera", "VeraBd", "VeraIt"))
)
PRINTED: Final = (SANS, SERIF, HUMANIST, TYPEWRITER, VERA)

HANDS: Final = (
    Face(_wheel("fontpkg_caveat", "Caveat[wght].ttf"), 500, 1.35),
    Face(_wheel("fontpkg_kalam", "Kalam-Regular.ttf"), None, 1.05),
    Face(_wheel("fontpkg_indie_flower", "IndieFlower-Regular.ttf"), None, 1.15),
    Face(_wheel("fontpkg_shadows_into_light", "ShadowsIntoLight.ttf"), None, 1.2),
    Face(_wheel("fontpkg_permanent_marker", "PermanentMarker-Regular.ttf"), None, 0.95),
)
CLEAR_HAND: Final = HANDS[1]
"""The hand whose figures are the easiest to tell apart."""
