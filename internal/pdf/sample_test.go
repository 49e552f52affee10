package pdf

import (
	"fmt"
	"strings"
	"time"

	"samsyn/internal/language"
)

// monday is the time of every test: Monday 2 March 2026 09:00 in Stockholm.
var monday = time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)

// sample is a document with every kind of block, long enough for tables to run over pages.
func sample() Document {
	return Document{
		Title:   "Lokal överenskommelse om samverkan (Demo)",
		Subject: "Överenskommelse mellan Arbetsförmedlingen och en kommun",
		Author:  "Arbetsförmedlingen (Demo)",
		Lang:    language.Swedish,
		Made:    monday,
		Header:  "AF-2026/0012 3456 · SN 2026/123",
		Footer:  "Lokal överenskommelse · påhittat exempel (Demo)",
		Blocks:  append(opening(), closing()...),
	}
}

func opening() []Block {
	return []Block{
		H(1, "Lokal överenskommelse om samverkan"),
		Paragraph{Rich{
			{Text: "Denna överenskommelse gäller från och med "}, Bold("den 1 mars 2026"), {Text: " och är skriven för "},
			Italic("alla som arbetar i den"), {Text: ". Den finns också på "},
			Link("kommunens sidor om arbete och försörjning", "https://kommun.example/arbete/försörjning"), {Text: "."},
		}},
		KeyValues{
			{"Parter", Text("Arbetsförmedlingen och Kommunstyrelsen i Åmåls kommun (Demo)")},
			{"Diarienummer", Text("AF-2026/0012 3456\nSN 2026/123")},
			{"Gäller", Text("2026-03-01–2028-12-31")},
		},
		H(2, "Syfte"),
		P(strings.Repeat("Parterna samverkar för att arbets\u00ADlösa med för\u00ADsörjnings\u00ADstöd ska få rätt in\u00ADsats i rätt tid, "+
			"utan att behöva lämna samma upp\u00ADgifter två gånger. ", 4)),
		H(2, "Åtaganden"),
		List{Items: []Item{
			{Text: Text("Svara på frågor om enskilda inom två arbetsdagar.")},
			{Text: Text("Ha en namngiven kontaktväg:"), Sub: &List{Numbered: true, Items: []Item{
				{Text: Text("en funktionsbrevlåda som läses varje arbetsdag,")},
				{Text: Text("ett telefonnummer för skyddade personuppgifter.")},
			}}},
			{Text: Text("Följa upp två gånger om året.")},
		}},
	}
}

func closing() []Block {
	t := Table{
		Caption:    "Frågor och svar per månad",
		Columns:    []Column{{Title: "Månad"}, {Title: "Vem som svarar"}, {Title: "Frågor", Right: true}, {Title: "Inom löftet", Right: true}},
		RowHeaders: true,
	}
	for i := range 60 {
		t.Rows = append(t.Rows, Row(fmt.Sprintf("%d-%02d", 2021+i/12, i%12+1),
			"Enheten för samverkan i Norra Sverige och kommunens arbetsmarknadsenhet", fmt.Sprintf("1\u00A0%03d", i*7), "9"+fmt.Sprint(i%10)+"\u00A0%"))
	}
	return []Block{
		H(2, "Uppföljning"),
		Figure{Alt: "Stapeldiagram: 3 frågor i januari, 7 i februari och 5 i mars.", Height: 110, Draw: bars},
		t,
		H(3, "Tecken som typsnittet saknar"),
		P("En vän vid namn 王 skriver sitt namn så."),
	}
}

func bars(c *Canvas) {
	ink, blue := Colour{30, 30, 30}, Colour{0, 90, 140}
	for i, v := range []float64{3, 7, 5} {
		x := 40 + float64(i)*90
		c.Rect(x, 90-v*11, 50, v*11, blue)
		c.TextCentre(Point{x + 25, 104}, 8.5, []string{"jan", "feb", "mars"}[i], ink)
		c.TextCentre(Point{x + 25, 86 - v*11}, 8.5, fmt.Sprint(v), ink)
	}
	c.Line(Point{20, 90}, Point{320, 90}, 0.7, ink)
	c.Polygon([]Point{{380, 20}, {400, 30}, {400, 54}, {380, 64}, {360, 54}, {360, 30}}, Colour{220, 160, 40})
	c.Text(Point{20, 10}, 8.5, "Antal frågor", ink)
	c.TextRight(Point{c.Width, 10}, 8.5, "2026", ink)
}
