package ui

import "samsyn/internal/language"

// words holds every word that the parts say themselves.
type words struct {
	skip, menu, signIn, signOut, otherLang, nav, crumbs, footer   language.Text
	demo, demoMore, optional, dateHint, errorsTitle, errorPrefix  language.Text
	choose, showPassword, empty, previous, next, pages, sortedUp  language.Text
	sortedDown, sortBy, asTable, asMap, noData, suppressed, n     language.Text
	source, definition, removed, added, showUnchanged, sign       language.Text
	close, cancel, legend, tilesHelp, findTile, unchanged, filter language.Text
	done, ofTotal, running, waiting, failed, finished, leave      language.Text
	refresh, deleted, clauseNew, clauseGone                       language.Text
	skipMap, more                                                 language.Text
	now, kind, place, value, interval, dateWord, noCurve, county  language.Text
}

// say is the one table of those words. It is never written to.
var say = words{
	skip:          language.T("Hoppa till innehållet", "Skip to the content"),
	menu:          language.T("Meny", "Menu"),
	more:          language.T("Mer", "More"),
	signIn:        language.T("Logga in", "Sign in"),
	signOut:       language.T("Logga ut", "Sign out"),
	otherLang:     language.T("English", "Svenska"),
	nav:           language.T("Huvudmeny", "Main menu"),
	crumbs:        language.T("Du är här", "You are here"),
	footer:        language.T("Sidfot", "Footer"),
	demo:          language.T("Demo.", "Demo."),
	demoMore:      language.T("Personer, nämnder, kontor och överenskommelser är påhittade. Kommunerna är verkliga.", "People, boards, offices and agreements are invented. The municipalities are real."),
	optional:      language.T("frivilligt", "optional"),
	dateHint:      language.T("Skriv som 2026-03-02.", "Write it as 2026-03-02."),
	errorsTitle:   language.T("Rätta det här för att gå vidare", "Put this right to go on"),
	errorPrefix:   language.T("Fel:", "Error:"),
	choose:        language.T("Välj", "Choose"),
	showPassword:  language.T("Visa lösenordet", "Show the password"),
	empty:         language.T("Här finns inget än.", "There is nothing here yet."),
	previous:      language.T("Föregående", "Previous"),
	next:          language.T("Nästa", "Next"),
	pages:         language.T("Sidor", "Pages"),
	sortedUp:      language.T("stigande", "ascending"),
	sortedDown:    language.T("fallande", "descending"),
	sortBy:        language.T("Sortera efter %s", "Sort by %s"),
	asTable:       language.T("Visa som tabell", "Show as a table"),
	asMap:         language.T("Karta", "Map"),
	noData:        language.T("ingen uppgift", "no data"),
	suppressed:    language.T("visas inte", "not shown"),
	n:             language.T("Antal", "Number"),
	source:        language.T("Källa", "Source"),
	definition:    language.T("Så räknar vi", "How it is counted"),
	removed:       language.T("struket", "deleted"),
	added:         language.T("tillagt", "added"),
	showUnchanged: language.T("Visa oförändrade delar (%d)", "Show unchanged parts (%d)"),
	unchanged:     language.T("Texten är oförändrad.", "The text is unchanged."),
	sign:          language.T("Tecken:", "Marks:"),
	close:         language.T("Stäng", "Close"),
	cancel:        language.T("Avbryt", "Cancel"),
	legend:        language.T("Teckenförklaring", "Legend"),
	skipMap:       language.T("Hoppa över kartan", "Skip the map"),
	tilesHelp:     language.T("Gå mellan rutorna med piltangenterna. Enter öppnar kommunen.", "Move between the tiles with the arrow keys. Enter opens the municipality."),
	findTile:      language.T("Sök i kartan", "Search the map"),
	filter:        language.T("Filtrera", "Filter"),
	done:          language.T("Klart", "Done"),
	ofTotal:       language.T("%s av %s", "%s of %s"),
	running:       language.T("Pågår", "Running"),
	waiting:       language.T("Väntar på sin tur", "Waiting for its turn"),
	failed:        language.T("Gick inte", "Failed"),
	finished:      language.T("Färdigt", "Finished"),
	leave:         language.T("Du kan lämna sidan. Arbetet fortsätter.", "You can leave the page. The work goes on."),
	refresh:       language.T("Uppdatera", "Refresh"),
	deleted:       language.T("Tas bort", "Removed"),
	clauseNew:     language.T("Ny", "New"),
	clauseGone:    language.T("Utgår", "Dropped"),
	now:           language.T("nu", "now"),
	kind:          language.T("Slag", "Kind"),
	place:         language.T("Kommun", "Municipality"),
	value:         language.T("Värde", "Value"),
	interval:      language.T("Osäkerhet", "Uncertainty"),
	dateWord:      language.T("Tid", "Time"),
	noCurve:       language.T("ingen kurva", "no curve"),
	county:        language.T("Län", "County"),
}
