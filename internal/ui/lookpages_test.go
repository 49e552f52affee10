package ui

import (
	"github.com/a-h/templ"

	"samsyn/internal/language"
)

// staffFrame surrounds a page for staff: menu, way here, message, who is signed in.
func staffFrame(lang language.Lang) Frame {
	f := sampleFrame(lang)
	f.Title, f.User, f.SignOut, f.SignIn = "Min dag", &User{Name: "Maja Öberg (Demo)", Place: "Af Dalarna", Href: "/hem"}, "/hem", ""
	f.Nav = []NavItem{{"Min dag", "/hem", true}, {"Frågor", "/hem", false}, {"Ärenden", "/hem", false}, {"Överenskommelser", "/hem", false}, {"Kontaktvägar", "/hem", false}, {"Granskning", "/hem", false}}
	f.Crumbs = []Link{{"Frågor", "/hem"}, {"Dalarnas län", ""}}
	f.Messages = []Message{{Good, "Frågan F-2026-1187 är besvarad."}}
	return f
}

// dayPage is an inbox as dense as the real one.
func dayPage(lang language.Lang) templ.Component {
	lead := Lead{Level: Bad, Text: Rich("En fråga är försenad. Två till ska besvaras *i dag före kl. 16.30*."), Button: &Button{Label: "Öppna den försenade frågan", Href: "/hem"}}
	filter := Form{Lang: lang, ID: "urval", Action: "/hem", Method: "get", Inline: true, Submit: Button{Label: "Filtrera", Kind: Secondary}, Fields: []Field{
		{Kind: SelectField, Name: "kommun", Label: "Kommun", Options: []Option{{Value: "", Label: "Alla 15 i Dalarnas län"}}},
		{Kind: SelectField, Name: "amne", Label: "Ämne", Options: []Option{{Value: "", Label: "Alla ämnen"}}},
		{Kind: SearchField, Name: "q", Label: "Sök ärendenummer"},
	}}
	chips := []Tab{{Label: "Öppna, alla", Count: "10", Href: "/hem", Current: true}, {Label: "Mina", Count: "7", Href: "/hem"}, {Label: "Ingen har tagit", Count: "2", Href: "/hem"}, {Label: "Förfaller i dag", Count: "2", Href: "/hem"}, {Label: "Försenade", Count: "1", Href: "/hem"}}
	return Join(Heading("Min dag", "Måndag 2 mars 2026, kl. 9.00 · vecka 10"), LeadBlock(lead),
		withBody(Section("fragor", "Frågor"), Join(Chips("Sparade urval", chips), FormOf(filter), TableOf(inbox(lang)))),
		Columns(withBody(Section("", "I dag"), Text("14.00 Flerpartsmöte Hedemora, video")), withBody(Section("", "Väntar på andra"), Text("Leksand: svar till oss senast fre 6 mars")), withBody(Section("", "På gång"), StatusChip(Status{Warn, "Lucka i jouren"}))))
}

func inbox(lang language.Lang) Table {
	t := Table{
		Lang: lang, Keys: true, Caption: "Frågor", Count: "10 frågor", Sorted: "sorterade efter svarstid, närmast först", Links: []Link{{"CSV", "/hem"}, {"XLSX", "/hem"}, {"Ny fråga", "/hem"}, {"Notera ett samtal", "/hem"}},
		Columns: []Column{{Label: "Klocka", Sort: Ascending, Bare: true}, {Label: "Fråga", RowHeader: true}, {Label: "Kommun"}, {Label: "Vems tur"}, {Label: "Handläggare"}},
		Note:    Text("Listan visar inga namn eller personnummer. Tangenter: J nästa, K föregående, Enter öppna."),
		Cursor:  &Cursor{Next: "/hem", Shown: "1–5 av 10"},
	}
	clocks := sample{language.Swedish}.clocks()
	for i, q := range [][3]string{{"Finns en aktuell handlingsplan?", "F-2026-1187 · § 9, K9.1", "Smedjebacken"}, {"Försörjningen hotas: väntat beslut?", "F-2026-1204 · § 9, K9.3 · brådskande", "Borlänge"}, {"Vem är handläggare, och hur når vi den?", "F-2026-1191 · § 9, K9.1", "Avesta"}, {"Är personen hos en leverantör?", "F-2026-1189 · § 9, K9.1", "Hedemora"}, {"Återuppring: svar om beslut", "F-2026-1179 · § 8, K8.3", "Vansbro"}} {
		t.Rows = append(t.Rows, Row{Cells: []templ.Component{ClockWords(clocks[i]), Stack(A("/hem", q[0]), Text(q[1])), Text(q[2]), Strong("Vi"), Text("Du")}})
	}
	return t
}
