"""Names and places that invented people are drawn from."""

from __future__ import annotations

from typing import NamedTuple


class Town(NamedTuple):
    """A town of a plan line's county, with its area code and first zip digits."""

    name: str
    county: str
    area_code: str
    zip_code: str


TOWNS = (
    Town("Fresno", "Fresno", "559", "93720"),
    Town("Clovis", "Fresno", "559", "93612"),
    Town("Hanford", "Kings", "559", "93230"),
    Town("Madera", "Madera", "559", "93637"),
    Town("El Centro", "Imperial", "760", "92243"),
    Town("Brawley", "Imperial", "760", "92227"),
    Town("Watsonville", "Santa Cruz", "831", "95076"),
    Town("Capitola", "Santa Cruz", "831", "95010"),
    Town("Merced", "Merced", "209", "95340"),
    Town("Los Banos", "Merced", "209", "93635"),
    Town("Long Beach", "Los Angeles", "562", "90806"),
    Town("Pasadena", "Los Angeles", "626", "91101"),
    Town("Modesto", "Stanislaus", "209", "95354"),
    Town("Visalia", "Tulare", "559", "93277"),
)


def _each(names: str, between: str | None = None) -> tuple[str, ...]:
    return tuple(name.strip() for name in names.strip().split(between) if name.strip())


WOMEN = _each("""
Abigail Adriana Alma Amelia Andrea Anjali Bianca Brenda Camila Carmen Chloe Claudia Dalia Daniela
Diana Elena Emma Esther Fatima Fernanda Gloria Grace Hannah Helen Irene Isabel Jasmine Joanna
Karina Kayla Laura Leticia Lucia Mai Margaret Maria Marisol Martha Mei Mercedes Monica Nadia Naomi
Nicole Olga Paige Patricia Priya Rebecca Rosa Ruth Samantha Silvia Sofia Teresa Valeria Vanessa
Veronica Yesenia Yvonne
""")

MEN = _each("""
Adrian Alberto Andre Angel Anthony Arturo Benjamin Brian Carlos Cesar Christian Daniel David
Dominic Eduardo Elias Enrique Eric Ernesto Felipe Francisco Gabriel George Gilbert Gustavo Hector
Henry Hugo Isaac Ivan Jacob Javier Jesse Joaquin Jorge Julian Kenneth Kevin Leonard Luis Manuel
Martin Mateo Miguel Nathan Omar Oscar Patrick Pedro Rafael Raymond Ricardo Robert Samuel Sergio
Steven Tomas Victor Vincent Xavier
""")

FAMILIES = _each("""
Acosta Aguilar Allen Alvarado Arroyo Avila Barnes Becerra Bennett Blanco Boyd Brooks Bustamante
Caldwell Campos Cardenas Carter Castro Cervantes Chavez Chen Coleman Contreras Cooper Crespo Davis
Delgado Dominguez Duarte Ellis Espinoza Estrada Fields Figueroa Fisher Flores Foster Fuentes Galvan
Garza Gibson Gomez Graham Guerrero Gutierrez Hansen Harris Henderson Herrera Holmes Huerta Ibarra
Jackson Jimenez Johal Kaur Kelley Kim Lara Lawson Leon Lopez Lozano Macias Maldonado Marshall
Medina Mejia Mendoza Meyers Molina Montes Moua Munoz Murray Navarro Nguyen Nunez Ochoa Orozco
Palmer Parker Patel Pena Perkins Pham Ponce Price Quintero Ramirez Reyes Rivas Robinson Rosales
Salazar Saldana Santos Serrano Shields Silva Simmons Solis Soto Stewart Stone Tapia Tran Trujillo
Valdez Vang Vargas Vaughn Velasquez Villa Wagner Walker Wallace Watts Webb Xiong Yang Zamora Zavala
""")

STREETS = _each(
    """
Almond Ave|Blackstone Ave|Cedar St|Citrus Way|Dakota Ave|East Olive Ave|Elm St|First St|
Fig Garden Loop|G Street|Grove Rd|Hamilton Blvd|Harbor St|Imperial Ave|Jensen Ave|La Brea Ct|
Lake Ave|Magnolia Dr|Main St|Mission Rd|North Peach Ave|Oak Park Dr|Palm Ave|Pine St|R Street|
River Rd|Shaw Ave|Sierra Vista Dr|Soquel Dr|State St|Sunrise Ct|Tulip Ln|Union Rd|Valley Blvd|
Walnut St|West Canal Dr
""",
    "|",
)

PRACTICES = _each(
    """
{town} Family Health|{town} Primary Care|{town} Community Clinic|{town} Medical Associates|
{town} Health Center|{street} Family Medicine|{street} Medical Group|{street} Internal Medicine|
Sierra View Physicians of {town}|Golden Valley Clinic|Central Family Practice of {town}|
Good Neighbor Health Center|Blossom Trail Pediatrics|Orchard Point Medical Clinic|
Tule River Family Doctors|Sunrise Wellness Medical Group
""",
    "|",
)

CREDENTIALS = ("MD", "MD", "MD", "DO", "NP", "PA-C")
