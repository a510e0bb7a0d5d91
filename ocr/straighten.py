"""From a page as it came to a page as it is read: flat, evenly lit, straight, of a size that readers like."""

from __future__ import annotations

import cv2
import numpy as np

from ocr.photo import evenly_lit, flattened, is_shaded
from ocr.raster import Grey
from ocr.skew import lean, straightened
from ocr.specks import despeckled

_SHORT_LEAST = 1550
"""With fewer pixels across the shorter side (about 180 dots an inch) letters are too small to be read."""
_SHORT_USUAL = 1700
_SHORT_MOST = 2600
_SMALL_PICTURE = 600
"""A snippet, not a page: making it as wide as a page would make its letters giants."""


def straighten(grey: Grey) -> Grey:
    """The page ready to be read, except for quarter turns, which only a reader can tell."""
    if is_shaded(grey):
        grey = sized(evenly_lit(flattened(grey)))
    else:
        grey = despeckled(sized(grey))
    return straightened(grey, lean(grey))


def sized(grey: Grey) -> Grey:
    """The page at 180 to 300 dots an inch, taking it to be of letter size."""
    short = min(grey.shape)
    if short < _SMALL_PICTURE or _SHORT_LEAST <= short <= _SHORT_MOST:
        return grey
    factor = _SHORT_USUAL / short
    how = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(grey, None, fx=factor, fy=factor, interpolation=how), dtype=np.uint8)
