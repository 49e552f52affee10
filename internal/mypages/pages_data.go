package mypages

import (
	"bytes"
	"encoding/json"
	"io"

	"samsyn/internal/accesslog"
	"samsyn/internal/language"
	"samsyn/internal/pdf"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

func (v *View) data(r *web.Request) (web.Response, error) {
	t := language.T
	s := readerOf(r)
	return s.page(titleData, ui.Heading(s.say(titleData), ""),
		ui.LeadBlock(ui.Lead{Text: ui.Rich(s.say(t("*Du kan ta med dig det som mina sidor visar.* Varje myndighets del står för sig.", "*You can take along what my pages show.* Each authority's part stands by itself."))), Button: &ui.Button{Label: s.say(t("Hämta att läsa och skriva ut (PDF)", "Fetch to read and print (PDF)")), Href: dataPath + ".pdf"}}),
		ui.Buttons(ui.Button{Label: s.say(t("Hämta för ett annat program (JSON)", "Fetch for another program (JSON)")), Href: dataPath + ".json", Kind: ui.Secondary}),
		ui.Paragraph(s.say(t("Använder du någon annans dator, ta bort filen när du är klar. Vill du ha allt som en myndighet har skrivit om dig begär du ett registerutdrag av den.", "If you use somebody else's computer, remove the file when you are done. If you want all that an authority has written about you, ask it for an extract of its register.")))), nil
}

// mostReadings is how many readings are taken along.
const mostReadings = 10000

func (v *View) take(r *web.Request) (Taken, error) {
	o, err := v.read(r)
	if err != nil {
		return Taken{}, err
	}
	var ids []string
	for _, p := range o.records {
		ids = append(ids, p.ID)
	}
	var read []accesslog.Reading
	if len(ids) > 0 {
		read, err = v.Log.Of(r.Context(), v.Trail.DB(), ids, "", mostReadings)
	}
	if err != nil {
		return Taken{}, err
	}
	out := o.taken(read)
	return out, v.takeMore(r, o, &out)
}

func (v *View) dataJSON(r *web.Request) (web.Response, error) {
	all, err := v.take(r)
	if err != nil {
		return web.Response{}, err
	}
	content, err := json.MarshalIndent(all, "", "  ")
	return file("mina-uppgifter.json", "application/json", content), err
}

func (v *View) dataPDF(r *web.Request) (web.Response, error) {
	all, err := v.take(r)
	if err != nil {
		return web.Response{}, err
	}
	content, err := pdf.Render(all.document(readerOf(r).tongue.Lang, v))
	return file("mina-uppgifter.pdf", "application/pdf", content), err
}

func file(name, kind string, content []byte) web.Response {
	return web.Download(name, kind, int64(len(content)), io.NopCloser(bytes.NewReader(content))).Header("Cache-Control", "no-store")
}

// document is what is taken along, to read and to print.
func (t Taken) document(lang language.Lang, v *View) pdf.Document {
	say := func(sv, en string) string { return language.T(sv, en).In(lang) }
	title := say("Mina uppgifter i Samsyn", "My data in Samsyn")
	d := pdf.Document{Title: title, Lang: lang, Made: v.Trail.DB().Now(), Header: title, Blocks: []pdf.Block{pdf.H(1, title), pdf.P(t.Explained)}}
	for _, p := range t.Authorities {
		d.Blocks = append(d.Blocks, pdf.H(2, p.Authority), p.facts(say))
		for _, g := range p.Grounds {
			d.Blocks = append(d.Blocks, pdf.P(g.Ground+" "+say("till", "to")+" "+g.To+": "+g.Purpose+". "+g.State+"."))
		}
	}
	part := func(title string, lines []string) {
		if len(lines) > 0 {
			d.Blocks = append(d.Blocks, pdf.H(2, title))
		}
		for _, l := range lines {
			d.Blocks = append(d.Blocks, pdf.P(l))
		}
	}
	part(say("Min plan", "My plan"), linesOf(t.Plans))
	part(say("Mina möten", "My meetings"), linesOf(t.Meetings))
	part(say("Det jag har bett om", "What I have asked for"), linesOf(t.Requests))
	part(say("Hur det gick", "How it went"), linesOf(t.Outcomes))
	part(say("Frågor om mig", "Questions about me"), linesOf(t.Questions))
	d.Blocks = append(d.Blocks, pdf.H(2, say("Vem har läst", "Who has read")))
	for _, x := range t.Readings {
		d.Blocks = append(d.Blocks, pdf.P(x.At+": "+x.Who+". "+x.What+". "+x.Why+"."))
	}
	return d
}

func (p TakenPart) facts(say func(sv, en string) string) pdf.KeyValues {
	var all pdf.KeyValues
	add := func(key, value string) {
		if value != "" {
			all = append(all, pdf.KeyValue{Key: key, Value: pdf.Text(value)})
		}
	}
	add(say("Personnummer", "Personal number"), p.Number)
	add(say("Namn", "Name"), p.Name)
	add(say("Telefon", "Telephone"), p.Phone)
	add(say("E-post", "E-mail"), p.Email)
	add(say("Adress", "Address"), p.Address)
	for _, h := range p.Handlers {
		add(say("Handläggare", "Caseworker"), h)
	}
	return all
}
