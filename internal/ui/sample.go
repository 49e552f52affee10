package ui

import (
	"math"

	"github.com/a-h/templ"

	"samsyn/internal/language"
)

// sample is what the components page shows its parts with, in one language. All of it is invented.
type sample struct{ lang language.Lang }

func (s sample) t(sv, en string) string { return language.T(sv, en).In(s.lang) }

func (s sample) statuses() []Status {
	return []Status{
		{Good, s.t("Hålls", "Kept")}, {Warn, s.t("I fara", "At risk")}, {Bad, s.t("Bruten", "Broken")},
		{Waiting, s.t("Väntar på svar", "Waiting for an answer")}, {Paused, s.t("Pausad", "Paused")},
		{Info, s.t("Ny version", "New version")}, {Neutral, s.t("Utkast", "Draft")},
	}
}

func (s sample) clocks() []Clock {
	return []Clock{
		{Bad, s.t("Försenad 1 arbetsdag", "Late by 1 working day"), s.t("fre 27 feb kl. 16.30", "Fri 27 Feb 16:30"), "2026-02-27T16:30:00+01:00"},
		{Warn, s.t("3 timmar kvar", "3 hours left"), s.t("i dag kl. 16.30", "today 16:30"), ""},
		{Waiting, s.t("2 arbetsdagar kvar", "2 working days left"), s.t("ons 4 mars kl. 16.30", "Wed 4 March 16:30"), ""},
		{Paused, s.t("Pausad sedan ons 25 feb", "Paused since Wed 25 Feb"), s.t("klockan väntar på svar", "the clock waits for an answer"), ""},
		{Good, s.t("Besvarad i tid", "Answered in time"), s.t("tor 26 feb kl. 10.05", "Thu 26 Feb 10:05"), ""},
	}
}

func (s sample) alerts() []AlertBox {
	return []AlertBox{
		{Level: Info, Text: s.t("Kontorets öppettider ändras den 1 april.", "The office’s hours change on 1 April.")},
		{Level: Good, Title: s.t("Överenskommelsen är sparad", "The agreement is saved"), Text: s.t("Båda parter ser den nu.", "Both parties see it now.")},
		{Level: Warn, Title: s.t("Lucka i jouren", "A gap in the rota"), Text: s.t("Ingen svarar torsdag 7 maj kl. 8–12.", "Nobody answers on Thursday 7 May, 8–12."), Links: []Link{{s.t("Ordna ersättare", "Find a substitute"), "#alerts"}}},
		{Level: Bad, Title: s.t("Filen togs inte emot", "The file was not taken in"), Text: s.t("Rad 289, kolumn code: 9999 är ingen kommun. Rätta raden och skicka in filen igen.", "Row 289, column code: 9999 is no municipality. Put the row right and send the file again.")},
	}
}

func (s sample) band() Band {
	return Band{
		Facts: []Fact{
			F(s.t("Öppen för", "Open to"), s.t("dig och 2 kollegor på Arbetsförmedlingen Dalarna", "you and 2 colleagues at Arbetsförmedlingen Dalarna")),
			F(s.t("Grund", "Ground"), s.t("samtycke som häver sekretess, OSL 12:2", "consent that lifts secrecy, OSL 12:2")),
			F(s.t("Gäller till", "Until"), "2027-03-31"),
		},
		Words: s.t("Den här sidvisningen loggas.", "This view is logged."),
	}
}

func (s sample) table() Table {
	t := Table{
		Lang: s.lang, Caption: s.t("Åtaganden", "Commitments"), Count: s.t("4 åtaganden", "4 commitments"), Sorted: s.t("sorterade efter nummer", "sorted by number"),
		Links: []Link{{"CSV", "#table"}, {"XLSX", "#table"}, {s.t("Hur räknar ni?", "How do you count?"), "#table"}},
		Columns: []Column{
			{Label: s.t("Nr", "No"), Sort: Ascending, SortHref: "#table"}, {Label: s.t("Löfte", "Promise"), RowHeader: true}, {Label: s.t("Mål", "Target"), Number: true},
			{Label: s.t("Utfall", "Outcome"), Number: true, SortHref: "#table"}, {Label: s.t("12 månader, mål streckat", "12 months, target dashed")}, {Label: s.t("Läge", "State")},
		},
		Note:   Text(s.t("Färre än 10 fall visas inte. Ingen uppgift är inte noll.", "Fewer than 10 cases are not shown. No data is not zero.")),
		Cursor: &Cursor{Previous: "#table", Next: "#table", Shown: s.t("1–4 av 29", "1–4 of 29")},
	}
	nan := math.NaN()
	t.Rows = []Row{
		s.row("K9.1", s.t("Svara på kommunens frågor inom 2 arbetsdagar", "Answer the municipality’s questions within 2 working days"), "90 %", "88 %", []float64{74, 76, 73, 79, 81, 80, 84, 83, 86, 85, 89, 88}, 90, Status{Warn, s.t("I fara", "At risk")}, Neutral),
		s.row("K9.2", s.t("Svara på Arbetsförmedlingens frågor inom 2 arbetsdagar", "Answer Arbetsförmedlingen’s questions within 2 working days"), "90 %", "93 %", []float64{88, 90, nan, nan, 91, 92, 90, 93, 94, 92, 93, 93}, 90, Status{Good, s.t("Hålls", "Kept")}, Neutral),
		s.row("K8.3", s.t("Nå kommunens handläggare på högst två samtal", "Reach the municipality’s officer in two calls at most"), "80 %", "64 %", []float64{79, 78, 80, 76, 74, 75, 71, 70, 67, 68, 63, 64}, 80, Status{Bad, s.t("Bruten", "Broken")}, Bad),
		s.row("K19.2", s.t("Fysiskt möte inom 10 arbetsdagar", "A meeting in person within 10 working days"), "85 %", say.suppressed.In(s.lang), nil, 85, Status{Waiting, s.t("För få fall", "Too few cases")}, Neutral),
	}
	return t
}

func (s sample) row(nr, promise, target, outcome string, values []float64, goal float64, st Status, l Level) Row {
	words := s.t("tolv månaders utfall, senast ", "twelve months’ outcome, latest ") + outcome
	return Row{Level: l, Cells: []templ.Component{
		A("#table", nr), Text(promise), Text(target), Strong(outcome), Sparkline(s.lang, Spark{values, goal, words}), StatusChip(st),
	}}
}

func (s sample) emptyTable() Table {
	return Table{Lang: s.lang, Caption: s.t("Frågor", "Questions"), Count: s.t("0 frågor", "0 questions"), Empty: Empty{
		Text:   s.t("Ingen fråga väntar. När kommunen ställer en fråga hamnar den här, med den kortaste tiden först.", "No question is waiting. When the municipality asks one it comes here, the shortest time first."),
		Button: &Button{Label: s.t("Ställ en fråga", "Ask a question"), Href: "#table", Kind: Secondary},
	}}
}

func (s sample) lineChart() Chart {
	return Chart{
		Lang: s.lang, ID: "c-line", Title: s.t("Överenskommelser över tid", "Agreements over time"), Shape: Line, Max: 290,
		Sentence: s.t("Tre sorters avtal har räknats. De räknades på olika sätt och förenas därför inte av en linje.", "Three sorts of agreement were counted. They were counted in different ways, so no line joins them."),
		RowLabel: s.t("År", "Year"), ValueLabel: s.t("Kommuner", "Municipalities"), Unit: "",
		Kinds: []Kind{{"a", s.t("avsiktsförklaringar", "declarations"), false}, {"b", s.t("Dua-överenskommelser", "Dua agreements"), true}, {"c", s.t("ny mall", "new template"), false}},
		Rows: []Datum{
			{Label: "2015", X: 2015, Value: 271, Text: "271", Kind: "a", Source: "Dua"},
			{Label: "2016", X: 2016, Value: 286, Text: "286", Kind: "b", Source: "Dua"},
			{Label: "2017", X: 2017, Value: 287, Text: "287", Kind: "b", Source: "Dua"},
			{Label: "2020", X: 2020, Known: NoData, Kind: "b", Source: "–"},
			{Label: "2023", X: 2023, Value: 261, Text: "261", Kind: "c", Source: "Arbetsförmedlingen"},
		},
		Source: s.t("se tabellen", "see the table"), Links: []Link{{"CSV", "#charts"}},
	}
}

func (s sample) stripChart() Chart {
	return Chart{
		Lang: s.lang, ID: "c-strip", Title: s.t("Jämfört med liknande kommuner", "Compared with similar municipalities"), Shape: Strip, Min: 60, Max: 100, Unit: "%",
		Sentence: s.t("Ludvika ligger över riket, men skillnaden kan vara slump.", "Ludvika is above the country, but the difference may be chance."),
		Help:     s.t("Påhittade siffror. Punkten är utfallet, strecket osäkerheten (95 %). Romben är Ludvika.", "Invented figures. The dot is the outcome, the line the uncertainty (95 %). The diamond is Ludvika."),
		RowLabel: say.place.In(s.lang), ValueLabel: s.t("Svar i tid", "Answered in time"), Reference: &Reference{84, s.t("riket 84 %", "country 84 %")},
		Rows: []Datum{
			{Label: "Tranås", Value: 92, Text: "92 %", Low: 82, High: 97, Range: "82–97 %", N: "51"},
			{Label: "Ludvika", Value: 88, Text: "88 %", Low: 81, High: 93, Range: "81–93 %", N: "132", Own: true},
			{Label: "Karlskoga", Value: 86, Text: "86 %", Low: 80, High: 91, Range: "80–91 %", N: "160"},
			{Label: "Vetlanda", Known: Suppressed, N: s.t("färre än 10", "fewer than 10")},
			{Label: "Kristinehamn", Value: 72, Text: "72 %", Low: 63, High: 80, Range: "63–80 %", N: "98"},
		},
		Definition: &Link{say.definition.In(s.lang), "#charts"},
	}
}

func (s sample) barChart() Chart {
	return Chart{
		Lang: s.lang, ID: "c-bars", Title: s.t("Kommuner med överenskommelse, län för län", "Municipalities with an agreement, by county"), Shape: Bars, Max: 100, Unit: "%",
		Sentence: s.t("I två av tre län har alla kommuner en överenskommelse.", "In two of three counties every municipality has an agreement."),
		RowLabel: say.county.In(s.lang), ValueLabel: s.t("Andel", "Share"), OpenTwin: true,
		Rows: []Datum{
			{Label: "Blekinge län", Value: 100, Text: s.t("5 av 5", "5 of 5")}, {Label: "Dalarnas län", Value: 86.7, Text: s.t("13 av 15", "13 of 15"), Own: true},
			{Label: "Gotlands län", Value: 100, Text: s.t("1 av 1", "1 of 1")}, {Label: "Västmanlands län", Known: NoData},
		},
	}
}

func (s sample) tileMap() TileMap {
	m := TileMap{
		Lang: s.lang, ID: "c-map", Title: s.t("Överenskommelser, kommun för kommun", "Agreements, municipality by municipality"),
		Text:   s.t("Påhittade lägen. En ruta är en kommun.", "Invented states. One tile is one municipality."),
		States: []TileState{{"in", s.t("gäller", "in force"), Solid}, {"soon", s.t("löper ut inom 90 dagar", "ends within 90 days"), Pale}, {"talks", s.t("förhandlas", "in negotiation"), Hatched}, {"left", s.t("tackade nej", "declined"), Dotted}, {"none", s.t("saknas", "missing"), Hollow}, {"", s.t("ingen uppgift", "no data"), Absent}},
		Links:  []Link{{s.t("Visa som tabell (290 rader)", "Show as a table (290 rows)"), "#charts"}, {s.t("Ladda ner CSV", "Download CSV"), "#charts"}},
	}
	for i, c := range Layout() {
		state := "in"
		switch {
		case i%23 == 0:
			state = "none"
		case i%17 == 0:
			state = "talks"
		case i%41 == 0:
			state = "left"
		case i%31 == 0:
			state = "soon"
		case i%73 == 0:
			state = ""
		}
		m.Tiles = append(m.Tiles, Tile{Code: c.Code, Name: say.place.In(s.lang) + " " + c.Code, Short: c.Code, County: c.County(), State: state, Href: "#c-map"})
	}
	return m
}

func (s sample) difference() Difference {
	old := []Clause{
		{"9", "§ 9", s.t("Frågor om enskilda ställs skriftligt i avtalad kanal.", "Questions about individuals are put in writing in the agreed channel.")},
		{"K9.1", "K9.1", s.t("Arbetsförmedlingen svarar inom 2 arbetsdagar i 90 % av fallen.", "Arbetsförmedlingen answers within 2 working days in 90 % of cases.")},
		{"K9.3", "K9.3", s.t("Brådskande frågor besvaras samma dag i 80 % av fallen.", "Urgent questions are answered the same day in 80 % of cases.")},
	}
	now := []Clause{
		old[0],
		{"K9.1", "K9.1", s.t("Arbetsförmedlingen svarar inom 2 arbetsdagar i 92 % av fallen. Kan svar inte lämnas i tid får kommunen besked med ny tid innan tiden går ut.", "Arbetsförmedlingen answers within 2 working days in 92 % of cases. If an answer cannot be given in time the municipality is told a new time before the time is up.")},
		{"K9.4", "K9.4", s.t("Parterna följer upp svarstiderna varje kvartal.", "The parties follow up the answering times every quarter.")},
	}
	return Difference{s.lang, Compare(old, now)}
}

func (s sample) form() Form {
	return Form{
		Lang: s.lang, ID: "c-form", Action: "#forms", Method: "get",
		Error: s.t("Tre uppgifter behöver rättas.", "Three answers need to be put right."),
		Fields: []Field{
			{Kind: SuggestField, Name: "kommun", Label: say.place.In(s.lang), Hint: s.t("Skriv namn eller kod, till exempel Åmål eller 1492.", "Write its name or code, for example Åmål or 1492."), Value: "Ludvik", Width: Medium, Error: s.t("Ludvik är ingen kommun. Välj en i listan.", "Ludvik is no municipality. Choose one in the list."), Options: []Option{{Value: "Ludvika", Label: "2085"}, {Value: "Åmål", Label: "1492"}}},
			{Kind: DateField, Name: "fran", Label: s.t("Gäller från", "In force from"), Value: "2/3", Error: s.t("Skriv datumet som 2026-03-02.", "Write the date as 2026-03-02.")},
			{Kind: NumberField, Name: "antal", Label: s.t("Antal platser", "Number of places"), Value: "12", Optional: true},
			{Kind: SelectField, Name: "amne", Label: s.t("Ämne", "Subject"), Width: Medium, Options: []Option{{Value: "", Label: say.choose.In(s.lang)}, {Value: "1", Label: s.t("Praktik", "Work practice"), Group: s.t("Insatser", "Measures")}, {Value: "2", Label: s.t("Utbildning", "Education"), Group: s.t("Insatser", "Measures")}}},
			{Kind: RadiosField, Name: "svar", Label: s.t("Kan uppgifterna lämnas ut?", "Can the information be given?"), Cards: true, Value: "ja", Options: []Option{{Value: "ja", Label: s.t("Ja, med stöd av samtycket", "Yes, by the consent"), Hint: s.t("Omfattar: planering av praktik och SFI. Omfattar inte: hälsa, ersättning.", "Covers: planning of practice and Swedish classes. Does not cover: health, benefits.")}, {Value: "nej", Label: s.t("Nej", "No"), Hint: s.t("Ange lagrum.", "Name the provision.")}}},
			{Kind: CheckboxesField, Name: "sprak", Label: s.t("Språk", "Languages"), Values: []string{"sv"}, Options: []Option{{Value: "sv", Label: s.t("Svenska", "Swedish")}, {Value: "en", Label: s.t("Engelska", "English")}}, Error: s.t("Välj minst två.", "Choose at least two.")},
			{Kind: TextareaField, Name: "text", Label: s.t("Svar till Ludvika kommun", "Answer to Ludvika"), Hint: s.t("Skriv bara det som behövs för att svara på frågan.", "Write only what is needed to answer the question."), Rows: 3},
			{Kind: PasswordField, Name: "losenord", Label: s.t("Lösenord", "Password"), Autocomplete: "current-password", Width: Medium},
			{Kind: FileField, Name: "fil", Label: s.t("Fil med överenskommelser", "File of agreements"), Hint: s.t("CSV i UTF-8 eller XLSX, högst 20 MB.", "CSV in UTF-8 or XLSX, at most 20 MB."), Accept: ".csv,.xlsx", Optional: true},
			{Kind: CheckboxField, Name: "ok", Label: s.t("Jag har läst texten", "I have read the text")},
		},
		Submit: Button{Label: s.t("Granska svaret", "Review the answer")}, Other: []Button{{Label: s.t("Be om komplettering", "Ask for more"), Kind: Secondary, Name: "do", Value: "ask"}, {Label: s.t("Avbryt", "Cancel"), Kind: Quiet, Href: "#forms"}},
	}
}

func (s sample) filter() Form {
	return Form{
		Lang: s.lang, ID: "c-filter", Action: "#forms", Method: "get", Inline: true,
		Fields: []Field{
			{Kind: SelectField, Name: "lan", Label: say.county.In(s.lang), Options: []Option{{Value: "20", Label: s.t("Dalarnas län", "Dalarna")}}},
			{Kind: SearchField, Name: "q", Label: s.t("Sök ärendenummer", "Search number")},
		},
		Submit: Button{Label: say.filter.In(s.lang), Kind: Secondary},
	}
}

func (s sample) jobs() []Job {
	return []Job{
		{Lang: s.lang, ID: "j-1", Title: s.t("Inläsning av överenskommelser", "Import of agreements"), State: JobRunning, Done: 120, Total: 290, Text: s.t("Läser rad 120.", "Reading row 120.")},
		{Lang: s.lang, ID: "j-2", Title: s.t("Nya rapporten", "The new report"), State: JobWaiting},
		{Lang: s.lang, ID: "j-3", Title: s.t("Export av händelser", "Export of events"), State: JobFinished, Done: 1200, Total: 1200, Links: []Link{{s.t("Hämta filen", "Fetch the file"), "#progress"}}},
		{Lang: s.lang, ID: "j-4", Title: s.t("Inläsning av kontor", "Import of offices"), State: JobFailed, Text: s.t("Rad 14: stängningsdagen ligger före öppningsdagen. Inget lästes in.", "Row 14: the closing day is before the opening day. Nothing was read in.")},
	}
}

func (s sample) events() []Event {
	return []Event{
		{When: s.t("tis 24 feb kl. 10.05", "Tue 24 Feb 10:05"), At: "2026-02-24T10:05:00+01:00", Title: s.t("Frågan kom", "The question came"), Level: Info},
		{When: s.t("ons 25 feb kl. 11.00", "Wed 25 Feb 11:00"), Title: s.t("Klockan pausades", "The clock was paused"), Level: Paused, Body: Text(s.t("Kommunen bad om komplettering.", "The municipality was asked for more."))},
		{When: s.t("mån 2 mars kl. 9.00", "Mon 2 March 9:00"), Title: s.t("Svaret skickades", "The answer was sent"), Level: Good},
	}
}

func (s sample) lead() Lead {
	return Lead{
		Text:   Rich(s.t("Du ska pröva sekretessen och svara Ludvika *senast onsdag 4 mars kl. 16.30*. 2 arbetsdagar kvar.", "You are to weigh secrecy and answer Ludvika *by Wednesday 4 March 16:30*. 2 working days left.")),
		Button: &Button{Label: s.t("Pröva och svara", "Weigh and answer"), Href: "#lead"},
	}
}
