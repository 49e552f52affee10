package directory

import "samsyn/internal/language"

// say are the texts of this room's administration pages.
var say = struct {
	admin, directory, directorySub, ownAuthority, allAuthorities, newAuthority, editMunicipalities, importBoards, importOffices language.Text
	details, span, spanWhat, how, change, changeWhat, correct, correctWhat, changeFrom, changeFromHint, save, saveSpan, saved   language.Text
	firstDay, firstDayHint, lastDay, lastDayHint, edit, showVersion, historyWhat                                                language.Text
	authorities, class, shortName, numberHint, municipalityHint, executive, executiveHint, add, noAuthorities                   language.Text
	addUnit, addOffice, parent, topUnit, levelHint, address, hoursHint, servicesHint, unitOf, noUnit, toFile                    language.Text
	latitude, longitude, populationYear, editMunicipality                                                                       language.Text
	file, fileHint, dryRun, changesFrom, changesFromHint, columns, take, boardsSub                                              language.Text
	officesSub                                                                                                                  language.Text
}{
	directory:          language.T("Katalogen", "The directory"),
	admin:              language.T("Administration", "Administration"),
	directorySub:       language.T("Myndigheter, enheter och kontor. Varje ändring får en första dag, och det som gällde förut finns kvar.", "Authorities, units and offices. Every change has a first day, and what held before is kept."),
	ownAuthority:       language.T("Din myndighet: enheter och kontor", "Your authority: units and offices"),
	allAuthorities:     language.T("Alla myndigheter", "All authorities"),
	newAuthority:       language.T("Lägg till en myndighet", "Add an authority"),
	editMunicipalities: language.T("Kommunerna", "The municipalities"),
	importBoards:       language.T("Läs in nämnder från en fil", "Import boards from a file"),
	importOffices:      language.T("Läs in kontor från en fil", "Import offices from a file"),

	details:        language.T("Uppgifter", "Details"),
	span:           language.T("Första och sista dag", "First and last day"),
	spanWhat:       language.T("En sista dag i framtiden är en beslutad stängning. Ta bort den sista dagen så gäller det tills vidare. Ändringar som var planerade efter den sista dagen faller bort.", "A last day in the future is a decided closing. Take the last day away and it holds until further notice. Changes planned for after the last day lapse."),
	how:            language.T("Vad är det för ändring?", "What kind of change is it?"),
	change:         language.T("Det blir något nytt från en viss dag", "Something new holds from a certain day"),
	changeWhat:     language.T("Det som gällde förut finns kvar i historiken.", "What held before stays in the history."),
	correct:        language.T("Uppgiften var fel och rättas", "The record was wrong and is put right"),
	correctWhat:    language.T("Rättelsen gäller hela tiden: %s.", "The correction holds for the whole time: %s."),
	changeFrom:     language.T("Första dag för det nya", "First day of the new"),
	changeFromHint: language.T("Behövs när något nytt gäller från en viss dag.", "Needed when something new holds from a certain day."),
	save:           language.T("Spara", "Save"),
	saveSpan:       language.T("Spara dagarna", "Save the days"),
	saved:          language.T("Ändringen är sparad.", "The change has been saved."),
	firstDay:       language.T("Första dag", "First day"),
	firstDayHint:   language.T("Lämna tomt om den inte är känd.", "Leave empty if it is not known."),
	lastDay:        language.T("Sista dag", "Last day"),
	lastDayHint:    language.T("Lämna tomt så länge ingen är beslutad.", "Leave empty as long as none is decided."),
	edit:           language.T("Ändra", "Change"),
	showVersion:    language.T("Visa det som gäller %s", "Show what holds %s"),
	historyWhat:    language.T("Öppna en rad för att rätta den.", "Open a line to put it right."),

	authorities:      language.T("Myndigheter", "Authorities"),
	class:            language.T("Slag", "Kind"),
	shortName:        language.T("Kort namn", "Short name"),
	numberHint:       language.T("Tio siffror, till exempel 202100-2114.", "Ten digits, for example 202100-2114."),
	municipalityHint: language.T("Kommunkod, fyra siffror. Bara för en kommunal nämnd.", "Municipality code, four digits. Only for a municipal board."),
	executive:        language.T("Det är kommunstyrelsen, eller den nämnd som är det i kommunen", "It is the executive board (kommunstyrelsen) of the municipality"),
	executiveHint:    language.T("En överenskommelse utan angiven nämnd binder den här nämnden.", "An agreement that names no board binds this board."),
	add:              language.T("Lägg till", "Add"),
	noAuthorities:    language.T("Ingen myndighet passar det du sökte. Ändra sökningen eller lägg till en.", "No authority fits what you searched for. Change the search or add one."),

	addUnit:      language.T("Lägg till en enhet", "Add a unit"),
	addOffice:    language.T("Lägg till ett kontor", "Add an office"),
	parent:       language.T("Överordnad enhet", "Unit above"),
	topUnit:      language.T("Ingen, den är högst upp", "None, it is at the top"),
	levelHint:    language.T("Myndighetens eget ord, till exempel region eller sektion.", "The authority’s own word, for example region or section."),
	address:      language.T("Adress", "Address"),
	hoursHint:    language.T("Till exempel: tis och tor 9–15.", "For example: Tue and Thu 9–15."),
	servicesHint: language.T("Till exempel: bokade möten, rum för video.", "For example: booked meetings, room for video."),
	unitOf:       language.T("Enhet som har kontoret", "Unit that has the office"),
	noUnit:       language.T("Ingen särskild", "None in particular"),
	toFile:       language.T("Kommunkod, fyra siffror, till exempel 2085.", "Municipality code, four digits, for example 2085."),

	latitude:         language.T("Centralortens latitud", "Latitude of the seat"),
	longitude:        language.T("Centralortens longitud", "Longitude of the seat"),
	populationYear:   language.T("Folkmängdens år (31 december)", "Year of the population (31 December)"),
	editMunicipality: language.T("Ändra kommunens uppgifter", "Change the municipality’s details"),

	file:            language.T("Fil", "File"),
	fileHint:        language.T("CSV i UTF-8 eller XLSX, högst 20 MB.", "CSV in UTF-8 or XLSX, at most 20 MB."),
	dryRun:          language.T("Provläs: visa vad som skulle hända, spara inget", "Trial run: show what would happen, save nothing"),
	changesFrom:     language.T("Första dag för det som ändras", "First day of what is changed"),
	changesFromHint: language.T("Lämna tomt om filen rättar uppgifter som var fel.", "Leave empty if the file puts right what was wrong."),
	columns:         language.T("Kolumner som tas emot: %s.", "Columns accepted: %s."),
	take:            language.T("Läs in", "Import"),
	boardsSub:       language.T("En rad för varje nämnd. Allt eller inget: är en rad fel sparas ingenting.", "One row for each board. All or nothing: if one row is wrong nothing is saved."),
	officesSub:      language.T("En rad för varje kontor. Allt eller inget: är en rad fel sparas ingenting.", "One row for each office. All or nothing: if one row is wrong nothing is saved."),
}
