"""Names of people: what is title or credential, what can be a name, and who may be the same person."""

from __future__ import annotations

import re
import unicodedata

from rapidfuzz import fuzz

from forms.grammar.words import word_set

CREDENTIALS = word_set("""
    md do np fnp fnpc fnpbc pa pac rn lvn lpn cnm crnp dnp aprn phd psyd lcsw lmft mph msw dpm dds dmd
    dc pt dpt pharmd facp faafp faap facog ot otr od asw amft acsw bsn msn agnp pmhnp mba ma ms chw cadc
""")
TITLES = word_set("dr mr mrs ms miss prof doctor mister")
NOT_NAMES = word_set("""
    the and for of to from re dear plan health member members member's patient services unit department
    clinic date fax phone medical group center centre family practice street avenue road suite box
    county state page letter request office provider providers care cin dob d0b id npi yes no none n/a
    unknown same self attn attention withheld sincerely respectfully regards truly yours thank you
    signature signed director manager name number management compliance non noncompliance appointments
    missed certified mail return receipt requested subject client index medi cal born birth
    report reports conduct complaint complaints incident incidents behavior behaviour notice discharge
    dismissal termination transfer reassignment removal assault misconduct concern concerns grievance
    compliant noncompliant documentation warning regarding concerning about formal
""")

_WORD = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'’.-]*")


def plain(text: str) -> str:
    """Lower-case words without accents and punctuation."""
    flat = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return " ".join(re.findall(r"[a-z0-9]+", re.sub(r"['`’.]", "", flat)))


def clean_name(text: str) -> str:
    """A person's name as it stands, without title, credential, stray signs and slips of the reader."""
    text = re.sub(r"(?<=[A-Za-z])\+|\+(?=[a-z])", "t", text)
    text = re.sub(r"\b0(?=[a-z])", "O", text)
    text = re.sub(r"\b([a-z])(?=([A-Z])[a-z])", lambda hit: "" if hit[1].upper() == hit[2] else hit[1], text)
    text = re.sub(r"(?<=[A-Za-z])1(?=[a-z]|\b)", "l", text)
    text = re.sub(r"\bl(?=[b-df-hj-np-tv-z][a-z])", "I", text)
    text = re.sub(r"[^A-Za-zÀ-ÿ'’.,\- ]+", " ", text)
    text = re.sub(r"\s+,", ",", re.sub(r"\s+", " ", text)).strip(" ,.-'")
    parts = text.split(" ")
    while len(parts) > 2 and plain(parts[0]) in TITLES:
        parts = parts[1:]
    while len(parts) > 2 and plain(parts[-1]).replace(" ", "") in CREDENTIALS:
        parts = parts[:-1]
    if len(parts) > 1 and plain(parts[0]) in TITLES and len(parts) == 2 and len(plain(parts[1])) > 1:
        parts = parts[1:]
    return _evenly(re.sub(_SAME_SHAPE, lambda hit: hit[0].upper(), " ".join(parts).strip(" ,-")))


_SAME_SHAPE = re.compile(r"\b[ckopsuvwxz](?=[a-z]{3,})")
"""Letters whose capital differs in size only, so that readers take one for the other."""


def _evenly(name: str) -> str:
    """Capitals in the middle of a word are a reader's slip, but for MacDonald, DeSoto and all-capital
    names.
    """
    return re.sub(r"\b([A-Z][a-z]{2,})([A-Z])(?=[a-z]*\b)", _lower_inside, name)


def _lower_inside(hit: re.Match[str]) -> str:
    keeps = hit[1] in ("Mac", "Van", "San", "Fitz", "Mc", "De", "La")
    return hit[0] if keeps else hit[1] + hit[2].lower()


def has_credential(text: str) -> bool:
    """Whether a credential such as M.D. or PA-C follows the name."""
    words = [plain(word).replace(" ", "") for word in re.split(r"[\s,]+", text)]
    return any(word in CREDENTIALS for word in words[1:]) or any(
        word in ("dr", "doctor") for word in words[:1]
    )


def looks_like_name(text: str) -> bool:
    """Whether the text can be one person's full name: two to five capitalised words and nothing else."""
    bare = clean_name(text)
    words = [word for word in bare.replace(",", " ").split() if word]
    if not 2 <= len(words) <= 5 or re.search(r"\d", text):
        return False
    if any(plain(word) in NOT_NAMES for word in words):
        return False
    return all(_WORD.fullmatch(word) and (word[0].isupper() or word in _PARTICLES) for word in words)


_PARTICLES = word_set("de la del da di van von der den bin al el y")


def likeness(one: str, other: str) -> float:
    """How alike two names are, 0..1, whatever the order of their words; initials agree with names."""
    a, b = _bare_words(one), _bare_words(other)
    if not a or not b:
        return 0.0
    short, long = sorted((a, b), key=len)
    pairs = [max(_word_likeness(word, against) for against in long) for word in short]
    mean = sum(pairs) / len(pairs)
    return mean * (1.0 if len(short) > 1 else 0.7) if min(pairs) >= 0.55 else min(mean, 0.55)


def same_person(one: str, other: str) -> bool:
    """Whether two readings can be the same person's name."""
    return likeness(one, other) >= 0.8


def _bare_words(name: str) -> list[str]:
    words = [word for word in plain(name.replace("-", " ")).split() if word not in TITLES]
    while len(words) > 2 and words[-1] in CREDENTIALS:
        words = words[:-1]
    return words


def _word_likeness(one: str, other: str) -> float:
    if len(one) == 1 or len(other) == 1:
        return 0.9 if one[0] == other[0] else 0.0
    return fuzz.ratio(one, other) / 100
