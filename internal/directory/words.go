package directory

import (
	"samsyn/internal/language"
	"samsyn/internal/ui"
)

// words are the texts of this room's open pages.
var words = struct {
	municipalities, municipality, code, county, group, population, seat, find, findHint, search, show, all language.Text
	listSub, sortedName, sortedCode, sortedPopulation, none, noneHere, clear, csv, xlsx, source            language.Text
	offices, place, services, hours, from, to, state, noOffices, notKnown, untilFurther                    language.Text
	boards, authority, number, noBoards, since, neighbours, noNeighbours, similar, similarWhat, history    language.Text
	period, name, official, region, coordinates, about, ended, units, level, unit, noUnits, asOf, asOfNote language.Text
	which, notFound, apiTag, officesOf, noOfficesOf                                                        language.Text
}{
	municipalities: language.T("Kommuner", "Municipalities"),
	municipality:   language.T("Kommun", "Municipality"),
	code:           language.T("Kod", "Code"),
	county:         language.T("Län", "County"),
	group:          language.T("Kommungrupp", "Municipality group"),
	population:     language.T("Invånare", "Inhabitants"),
	seat:           language.T("Centralort", "Seat"),
	find:           language.T("Hitta en kommun", "Find a municipality"),
	findHint:       language.T("Skriv namn eller kod, till exempel Åmål eller 1492.", "Write a name or a code, for example Åmål or 1492."),
	search:         language.T("Namn eller kod", "Name or code"),
	show:           language.T("Visa", "Show"),
	all:            language.T("Alla", "All"),
	listSub:        language.T("Län, kommungrupp och folkmängd. Öppna en kommun för att se överenskommelse, kontor och myndigheter.", "County, municipality group and population. Open a municipality to see its agreement, offices and authorities."),

	sortedName:       language.T("sorterade efter namn, A–Ö", "sorted by name, A–Ö"),
	sortedCode:       language.T("sorterade efter kod, lägst först", "sorted by code, lowest first"),
	sortedPopulation: language.T("sorterade efter folkmängd, störst först", "sorted by population, largest first"),
	none:             language.T("Ingen kommun passar det du sökte. Ändra filtren eller visa alla 290.", "No municipality fits what you searched for. Change the filters or show all 290."),
	noneHere:         language.T("Uppgift saknas.", "No information."),
	clear:            language.T("Visa alla", "Show all"),
	csv:              language.T("Ladda ner CSV", "Download CSV"),
	xlsx:             language.T("Ladda ner XLSX", "Download XLSX"),
	source:           language.T("Källor: SCB (koder, folkmängd 31 december %d, gränser), SKR (kommungruppsindelning %d), Kolada (liknande kommuner, arbetsmarknad 2024). Centralorter: © GeoNames (CC BY 4.0).", "Sources: SCB (codes, population 31 December %d, borders), SKR (municipality groups %d), Kolada (similar municipalities, labour market 2024). Seats: © GeoNames (CC BY 4.0)."),

	offices:      language.T("Kontor i kommunen", "Offices in the municipality"),
	place:        language.T("Plats", "Place"),
	services:     language.T("Vad du kan göra", "What you can do"),
	hours:        language.T("Öppet", "Open"),
	from:         language.T("Från", "From"),
	to:           language.T("Till", "Until"),
	state:        language.T("Läge", "State"),
	noOffices:    language.T("Inga kontor är inlagda för kommunen. Det betyder inte att det saknas kontor.", "No offices have been entered for the municipality. That does not mean that there are none."),
	notKnown:     language.T("uppgift saknas", "not known"),
	untilFurther: language.T("tills vidare", "until further notice"),

	boards:       language.T("Myndigheter i kommunen", "Authorities in the municipality"),
	authority:    language.T("Myndighet", "Authority"),
	number:       language.T("Organisationsnummer", "Organisation number"),
	noBoards:     language.T("Ingen nämnd är inlagd än.", "No board has been entered yet."),
	since:        language.T("Gäller", "Holds"),
	neighbours:   language.T("Grannkommuner", "Neighbouring municipalities"),
	noNeighbours: language.T("Kommunen har ingen landgräns mot någon annan kommun på SCB:s karta.", "The municipality has no land border with another on SCB’s map."),
	similar:      language.T("Liknande kommuner", "Similar municipalities"),
	similarWhat:  language.T("De sju kommuner som liknar kommunen mest i fråga om arbetsmarknad, enligt Kolada 2024.", "The seven municipalities most like this one in labour-market matters, according to Kolada 2024."),
	history:      language.T("Historik", "History"),
	period:       language.T("Tid", "Time"),
	name:         language.T("Namn", "Name"),
	official:     language.T("Officiellt namn", "Official name"),
	region:       language.T("Region", "Region"),
	coordinates:  language.T("Centralortens läge", "Position of the seat"),
	about:        language.T("Om kommunen", "About the municipality"),
	ended:        language.T("Upphörde %s.", "Ended %s."),
	units:        language.T("Enheter", "Units"),
	level:        language.T("Nivå", "Level"),
	unit:         language.T("Enhet", "Unit"),
	noUnits:      language.T("Inga enheter är inlagda än.", "No units have been entered yet."),
	asOf:         language.T("Visa som det var eller blir den dagen", "Show as it was or will be on the day"),
	asOfNote:     language.T("Sidan visar läget %s, inte i dag.", "The page shows the state on %s, not today."),
	apiTag:       language.T("Katalog", "Directory"),
	officesOf:    language.T("Kontor", "Offices"),
	noOfficesOf:  language.T("Inga kontor är inlagda än.", "No offices have been entered yet."),
	which:        language.T("Vilken kommun menar du?", "Which municipality do you mean?"),
	notFound:     language.T("Ingen kommun heter eller har koden ”%s”. Kontrollera stavningen eller välj i listan.", "No municipality is called or has the code “%s”. Check the spelling or choose from the list."),
}

// StateOf says an office's state in words, with its level.
func stateOf(s OfficeState, l language.Lang) ui.Status {
	switch s {
	case OfficePlanned:
		return ui.Status{Level: ui.Waiting, Words: language.T("öppnar senare", "opens later").In(l)}
	case OfficeClosing:
		return ui.Status{Level: ui.Warn, Words: language.T("stänger", "closes").In(l)}
	case OfficeClosed:
		return ui.Status{Level: ui.Neutral, Words: language.T("stängt", "closed").In(l)}
	}
	return ui.Status{Level: ui.Good, Words: language.T("öppet", "open").In(l)}
}
