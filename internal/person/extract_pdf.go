package person

import (
	"encoding/json"

	"samsyn/internal/language"
	"samsyn/internal/pdf"
)

// Render writes an extract as a tagged PDF: what it is and of whom first, then each section with its headings, as one hears
// a letter read.
func (x Extract) Render(l language.Lang) ([]byte, error) { return pdf.Render(x.document(l)) }

var (
	sayExtract  = language.T("Registerutdrag", "Extract of your data")
	extractSays = language.T("Här står allt som %s har om dig i Samsyn den dag som anges ovan. Det är bara den här myndighetens uppgifter: andra myndigheter har egna, och dem begär du hos dem. Något som är fel kan du begära att få rättat. Du kan också begära att behandlingen begränsas, eller invända mot den. Är du missnöjd kan du klaga hos Integritetsskyddsmyndigheten.",
		"Here stands all that %s has about you in Samsyn on the day given above. It is this authority's data alone: others have their own, which you ask them for. You may ask that what is wrong be put right, that the processing be restricted, or object to it. If you are not satisfied you may complain to the supervisory authority, Integritetsskyddsmyndigheten.")
)

func (x Extract) document(l language.Lang) pdf.Document {
	t := language.T
	d := pdf.Document{Title: sayExtract.In(l), Author: x.Of, Lang: l, Made: x.Made.Start().UTC(), Header: x.Of, Footer: sayExtract.In(l)}
	d.Blocks = append(d.Blocks, pdf.H(1, sayExtract.In(l)), pdf.KeyValues{
		{Key: t("Myndighet", "Authority").In(l), Value: pdf.Text(x.Of)},
		{Key: t("Namn", "Name").In(l), Value: pdf.Text(orDash(x.Person.Name))},
		{Key: t("Personnummer", "Personal number").In(l), Value: pdf.Text(x.Person.Number.TwelveDigits())},
		{Key: t("Uttaget", "Taken out").In(l), Value: pdf.Text(x.Made.String())},
	}, pdf.P(extractSays.With(x.Of).In(l)))
	for _, s := range x.Sections {
		d.Blocks = append(d.Blocks, s.blocks(l)...)
	}
	return d
}

func (s Section) blocks(l language.Lang) []pdf.Block {
	out := []pdf.Block{pdf.H(2, s.Title.In(l)), pdf.P(s.Why.In(l))}
	for _, e := range s.Entries {
		out = append(out, pdf.H(3, e.Heading.In(l)))
		var pairs pdf.KeyValues
		for _, p := range e.Pairs {
			pairs = append(pairs, pdf.KeyValue{Key: p.Name.In(l), Value: pdf.Text(p.Value.In(l))})
		}
		if len(pairs) > 0 {
			out = append(out, pairs)
		}
	}
	return out
}

type extractBody struct {
	Authority string        `json:"authority"`
	Number    string        `json:"number"`
	Made      string        `json:"made"`
	Language  language.Lang `json:"language"`
	Sections  []sectionBody `json:"sections"`
}

type sectionBody struct {
	ID      string      `json:"id"`
	Title   string      `json:"title"`
	Why     string      `json:"why"`
	Entries []entryBody `json:"entries"`
}

type entryBody struct {
	Heading string     `json:"heading"`
	Data    []pairBody `json:"data"`
}

type pairBody struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// JSON writes an extract for programs: the same, in one language (GDPR art. 12.1 and 15.3: a commonly used electronic form).
func (x Extract) JSON(l language.Lang) ([]byte, error) {
	out := extractBody{Authority: x.Of, Number: x.Person.Number.TwelveDigits(), Made: x.Made.String(), Language: l, Sections: []sectionBody{}}
	for _, s := range x.Sections {
		part := sectionBody{ID: s.ID, Title: s.Title.In(l), Why: s.Why.In(l)}
		for _, e := range s.Entries {
			one := entryBody{Heading: e.Heading.In(l), Data: []pairBody{}}
			for _, p := range e.Pairs {
				one.Data = append(one.Data, pairBody{p.Name.In(l), p.Value.In(l)})
			}
			part.Entries = append(part.Entries, one)
		}
		out.Sections = append(out.Sections, part)
	}
	return json.MarshalIndent(out, "", "  ")
}
