"""What the citizens of Fjordby look for: drawn by the case alone, so that nothing else of the town moves with it."""

from dataclasses import dataclass
from random import Random

OCCUPATIONS = (
    "Lagermedarbejder", "Rengøringsassistent", "Køkkenmedhjælper", "Pædagogmedhjælper", "Social- og sundhedshjælper",
    "Butiksmedarbejder", "Chauffør", "Gartnermedhjælper", "Kontorassistent", "Tømrer", "Receptionist", "Bagersvend",
    "Bogholder", "Serviceassistent", "Tjener", "Montør",
)  # fmt: skip
WISHES = (
    "Vil gerne arbejde om formiddagen og tæt på bus.",
    "Har kørekort og truckcertifikat.",
    "Helst en mindre arbejdsplads med faste kolleger.",
    "Kan begynde med det samme; har selv talt med en butik.",
    "Vil gerne prøve et nyt fag i tre til fire uger.",
    "Søger et sted med mulighed for ordinære timer.",
    "",
    "",
)


HOURS = (8, 10, 12, 15, 18, 20, 25, 30, 37, 37)


@dataclass(frozen=True, slots=True)
class Aims:
    """Job goals by letter, what the citizen wishes, and how many hours a week they can come."""

    goals: tuple[tuple[str, str], ...]
    wishes: str
    hours: int


def of(case: str) -> Aims:
    """The aims of one case: one to three job goals; one in ten has none yet."""
    random = Random(f"{case} jobmål")
    number = random.choice((0, 1, 2, 2, 2, 3, 3, 3, 3, 3))
    goals = tuple(zip("ABC", random.sample(OCCUPATIONS, number), strict=False))
    return Aims(goals, random.choice(WISHES), random.choice(HOURS))
