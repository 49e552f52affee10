package apptest

import (
	"archive/zip"
	"bytes"
	"errors"
	"slices"
	"strings"
	"sync"
)

// password is a good one that nobody has.
const password = "gröna hästar äter 27 moln"

// plausible is what a person would write in a field of a route that the kind of field does not tell. An empty route
// stands for every route.
var plausible = sync.OnceValue(func() map[string]map[string]string {
	return map[string]map[string]string{
		"":                                                 {"user_name": "ny.medarbetare", "email": "", "organisation_number": "", "municipality": "2085", "municipality_code": "2085", "kommun": "2085", "how": "correct"},
		"POST /overenskommelser/importera":                 {"file": "code,name,status\n0114,Upplands Väsby,agreement\n", "from": "2016-01-01", "to": "2016-12-31"},
		"POST /inlasning/{import}/kopior":                  {"pdfs": zipOfOne("0114.pdf", "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n2 0 obj\n<< /Type /Page >>\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n")},
		"POST /admin/katalog/namnder/las-in":               {"file": "code,name\n0114,Nya nämnden (Demo)\n"},
		"POST /admin/katalog/kontor/las-in":                {"file": "code,authority,name,address,services,hours,opened,closes\n0114,af,Nya kontoret (Demo),Demogatan 1,Besök,vardagar 10–12,2026-04-01,\n"},
		"POST /admin/katalog/myndighet/{id}":               {"name": "Nytt namn (Demo)"},
		"POST /admin/katalog/enhet/{id}":                   {"name": "Nytt namn (Demo)"},
		"POST /admin/katalog/kontor/{id}":                  {"name": "Nytt namn (Demo)"},
		"POST /admin/katalog/kommun/{code}":                {"population": "26 700"},
		"POST /admin/katalog/myndighet/{id}/tid":           {"to": "2030-12-31"},
		"POST /admin/katalog/enhet/{id}/tid":               {"to": "2030-12-31"},
		"POST /admin/katalog/kontor/{id}/tid":              {"to": "2030-12-31"},
		"POST /grupper/{group}/ledamoter/ny":               {"name": "Ny Ledamot (Demo)", "function": "enhetschef"},
		"POST /grupper/{group}/ratta":                      {"name": "Nytt namn (Demo)"},
		"POST /overenskommelser/{id}/oversyn/ny":           {"next": "2026-12-31"},
		"POST /moten/{meeting}/beslut/nytt":                {"due": "2026-04-01"},
		"POST /moten/{meeting}/protokoll":                  {"text": "Ny text (Demo)"},
		"POST /mall/nasta/las-in":                          {"file": templateFile()},
		"POST /mall/nasta/paragraf/{clause}/flytta":        {"place": "3"},
		"POST /mall/nasta/paragraf/{clause}/ny-variabel":   {"id": "provdag"},
		"POST /mall/nasta/paragraf/{clause}/nytt-atagande": {"kind": "signal", "m1_metric": "coverage", "m1_statistic": "count", "m1_window": "month"},
		"POST /mall/nasta/paragraf/{clause}/vagledning":    {"text_sv": "Ny vägledning (Demo)", "text_en": "New guidance (Demo)"},
		"POST /mall/nasta/paragraf/{clause}/text":          {"heading_sv": "Ny rubrik (Demo)"},
		"POST /mall/nasta/variabel/{variable}":             {"name_sv": "Nytt namn (Demo)"},
		"POST /mall/nasta/atagande/{commitment}":           {"text_sv": "Nytt åtagande (Demo)"},
		"POST /mall/nasta/bilaga/{annex}":                  {"name_sv": "Nytt namn (Demo)"},
		"POST /admin/webhookar":                            {"address": "https://system.kommun.example/samsyn", "events": firstOf},
		"POST /notiser/val":                                {"agreement.ends": ""},
		"POST /admin/konton/{id}/roller":                   {"role": "controller"},
		"POST /underskrift/plats/{slot}/ersattare":         {"decided_on": "2026-02-16", "both": "on"},
		"POST /underskrift/plats/{slot}/delegation":        {"both": "on"},
		"POST /utkast/{id}/falt/{field}":                   {"target0": "93", "reason": "Prov (Demo)."},
		"POST /utkast/{id}/dokument":                       {"file": onePDF},
		"POST /utkast/{id}/undertecknare":                  {":administrative": firstOf, ":political": "", ":both": "on"},
		"POST /underskrift/plats/{slot}/papper":            {"file": onePDF, "decided_on": "2026-02-16", "on": "2026-02-27", "both": "on"},
		"POST /kontaktvagar/ny":                            {"name": "Ny kontaktväg (Demo)", "topics": firstOf},
		"POST /insatser/ny":                                {"name": "Ny insats (Demo)", "scheme": "municipal-placement", "needs": "practice", "hours_from": "10", "hours_to": "20", "age_from": "18", "age_to": "64", "without_work": "", "swedish": ""},
		"POST /insatser/{id}/andra":                        {"name": "Nytt namn (Demo)", "hours_from": "10", "hours_to": "20", "age_from": "18", "age_to": "64"},
		"POST /insatser/{id}/avsluta":                      {"valid_to": "2026-12-31"},
		"POST /insatser/las-in":                            {"file": "namn,slag,vad_man_gör,hjälper_med\nInläst (Demo),municipal-placement,Man arbetar. (Demo),practice\n"},
		"POST /insatser/bevakningar":                       {"asked": "kommun=2085", "name": "Ludvika (Demo)"},
		"POST /kontaktvagar/{id}/overlamna":                {"owner": "prov.person4"},
		"POST /kontaktvagar/{id}/bemanning":                {"accounts": "prov.person2"}, // the caseworker
		"POST /fragor/ny":                                  consented("gor", ""),
		"POST /fragor/{id}/komplettera":                    consented("certified", "nej"),
		"POST /fragor/{id}/oppna":                          consented("ground", "no-harm"),
		"POST /fragor/{id}/ny-grund":                       consented("ground", "no-harm"),
		"POST /fragor/{id}/vidare":                         {"ground": "no-harm"},
		"POST /fragor/{id}/oppna-igen":                     {"certified": "on", "text": "Vilken vecka? (Demo)"},
		"POST /fragor/{id}/ge-mer":                         {"certified": "on", "file": onePDF},
		"POST /fragor/{id}/tid":                            {"until": "2026-03-09"},
		"POST /fragor/{id}/svara":                          {"outcome": "answered", "test.ground": "no-harm", "given": "om det finns en plan (Demo)", "text": "Ja. (Demo)", "certified": "on"},
		"POST /fragor/{id}/hort":                           {"outcome": "answered", "text": "Ja. (Demo)"},
		"POST /fragor/telefon":                             {"topics": firstOf, "topic": firstOf},
		"POST /loggkontroll/bevakning":                     {"number": "199201012391", "reason": "Känd person (Demo)"},
		"POST /loggkontroll/ny":                            {"from": "2026-02-01", "to": "2026-02-28", "size": "10"},
		"POST /personer/{id}/nummer":                       {"number": "189001019802"},
		"POST /personer/{id}/grund/{grund}/underlag":       {"file": onePDF},
		"POST /admin/gallring-plan":                        {"doc_type": "thread-general", "months": "12", "source": "Gallringsbeslut (Demo)"},
		"POST /admin/sdk":                                  {"address": "ny-funktion"},
		"POST /personer/{id}/grund":                        {"ground": "consent", "form": "written", "until": "2026-09-01", "purpose": "planering (Demo)", "file": onePDF},
		"POST /underrattelser/slag/{slag}/dag":             {"applies": "2026-07-01", "citation": "lag (2026:1) (Demo)"},
		"POST /overlamningar/ny":                           {"aim": "joint", "needs": "language", "ground": "consent", "form": "written", "until": "2026-09-01", "purpose": "planering (Demo)", "certified": "nej", "number": "200401012380", "text": "Vill arbeta (Demo)."},
		"POST /begaran/ny":                                 {"number": "200401012380", "checked": "known", "wish": "phone", "phone": "0240-000 00"},
		"POST /begaran/{id}/erbjud":                        {"day": "2026-03-09", "time": "13.30"},
		"POST /begaran/{id}/hav":                           {"said": "Vi behandlar uppgifterna igen. (Demo)"},
		"POST /mina-sidor/begaran/ny":                      {"wish": "my-pages"},
		"POST /mina-sidor/samtycken":                       {"purpose": "planering (Demo)"},
		"POST /mina-sidor/moten/{id}/valj":                 {"slot": firstOf},
		"POST /mina-sidor/utfall/{id}/svara":               {"what": "work", "form": "permanent", "since": "2026-02-27"},
		"POST /mina-sidor/plan/{id}/steg":                  {"step": firstOf},
		"POST /overlamningar/{id}/grund":                   {"ground": "consent", "form": "written", "until": "2026-09-01"},
		"POST /overlamningar/{id}/kontakt":                 {"at": "2026-03-02", "how": "call"},
		"POST /arenden/{id}/grund":                         {"ground": "consent", "form": "written", "until": "2026-09-01"},
		"POST /utfall/{id}":                                {"what": "study", "form": "komvux", "since": "2026-02-02", "source": "phone"},
		"POST /arenden/{id}/mote":                          {"sort": "three-party", "way": "in-person", "why": "Bestämma om praktik (Demo)", "interpreter": "yes", "language": "arabiska (Demo)", "place": "Rum Sjön (Demo)", "time-1-day": "2026-03-05", "time-1-from": "09.00", "time-1-to": "10.00", "ground": "consent", "form": "written", "until": "2026-09-01"},
		"POST /personmoten/{id}/tider":                     {"time-1-day": "2026-03-05", "time-1-from": "09.00", "time-1-to": "10.00", "ground": "consent", "form": "written", "until": "2026-09-01"},
		"POST /personmoten/{id}/boka":                      {"slot": firstOf, "person": "on"},
		"POST /personmoten/{id}/passar":                    {"slot": firstOf},
		"POST /personmoten/{id}/personen-kan":              {"slot": firstOf},
		"POST /personmoten/{id}/svara":                     {"reply": "yes"},
		"POST /incidenter/ny":                              {"kind": "security", "day": "2026-03-02", "time": "07.30"},
		"POST /incidenter/{id}/anmalan":                    {"notified": "no", "why": "Ingen risk för personen (Demo)"},
		"POST /narvarodagar":                               {"municipality": "2085", "premises": "Biblioteket, plan två (Demo)", "day": "2026-04-07", "opens": "09.00", "closes": "15.00"},
		"POST /narvarodagar/{dag}":                         {"state": "planned", "reason": "", "to": "2026-03-10"},
		"POST /arenden/{id}/vanta":                         {"why": "asked", "until": "2026-03-31"},
		"POST /arenden/{id}/bedom":                         {"gor": "spara"},
		"POST /arenden/{id}/plan/foresla":                  {"gor": "", "step-1-text": "Börja praktik (Demo)", "step-1-responsible": "agency", "step-1-due": "2026-04-15", "follow": "2026-05-15", "ground": "consent", "form": "written", "until": "2026-09-01"},
		"POST /arenden/{id}/plan/person":                   {"part": "declined", "on": "2026-03-02", "why": "Vill tänka på saken (Demo)."},
		"POST /arenden/{id}/plan/steg":                     {"step": firstOf, "state": "begun"},
		"POST /arenden/{id}/plan/uppfoljning":              {"next": "2026-05-15"},
		"POST /avvikelser/ny":                              {"effectText": "Vi fick ringa två gånger (Demo)."},
		"POST /avvikelser/{id}/diarienummer":               {"registryNumber": "AMN 2026/98"},
		"POST /avvikelser/analyser/{id}/skriv":             {"due": "2026-04-30"},
		"POST /eskaleringar/{id}/ny-tid":                   {"until": "2026-03-09"},
		"POST /kontaktvagar/{id}/andra":                    {"name": "Nytt namn (Demo)"},
		"POST /rutiner/{id}/andra":                         {"title": "Nytt namn (Demo)"},
		"POST /kommun/{code}/omstallning/ny":               {"reform": "adult-education-data", "effective_on": "2026-09-01"},
		"POST /omstallning/{id}/punkt":                     {"due_on": "2026-12-01"},
		"POST /overenskommelser/ny":                        {"valid_from": "2029-01-01", "valid_to": "2030-12-31"},
		"POST /overenskommelser/{id}/ratta":                {"source": "Rättad källa (Demo)"},
		"POST /overenskommelser/{id}/avsluta":              {"last": "2026-12-31"},
		"POST /overenskommelser/{id}/diarienummer":         {"registry_number_municipality": "AMN 2026/99"},
		"POST /overenskommelser/{id}/lamna-over":           {"starts_on": "2026-06-01"},
		"POST /overenskommelser/{id}/kopia":                {"file": "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n2 0 obj\n<< /Type /Page >>\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n"},
	}
})

// consented is what somebody writes who tells or asks about a person on a consent, with one more field.
func consented(name, value string) map[string]string {
	return map[string]string{"ground": "consent", "form": "written", "until": "2026-09-01", "motive": "Prov (Demo).", "purpose": "planering (Demo)", "number": "200401012380",
		"certified": "nej", "text": "Vad är nästa steg? (Demo)", "file": onePDF, name: value}
}

// zipOfOne is a zip with one file in it.
func zipOfOne(name, content string) string {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	out, err := w.Create(name)
	if err == nil {
		_, err = out.Write([]byte(content))
	}
	if err = errors.Join(err, w.Close()); err != nil {
		panic(err) // a buffer takes everything
	}
	return b.String()
}

// firstOf stands for the first answer that a list offers.
const firstOf = "(first)"

// saidOf finds what a person would write in a field: by its name, by how the name ends when a part of it is an id, or by
// what every route says.
func saidOf(route, name string) (value string, ok bool) {
	all := plausible()
	if value, ok = all[route][name]; ok {
		return value, true
	}
	if i := strings.LastIndex(name, ":"); i > 0 {
		if value, ok = all[route][name[i:]]; ok {
			return value, true
		}
	}
	value, ok = all[""][name]
	return value, ok
}

// fillPlausibly fills in what stands empty.
func fillPlausibly(route string, f *form) {
	for _, in := range f.fields {
		value, said := saidOf(route, in.name)
		if value == firstOf {
			value = in.firstChoice()
		}
		switch {
		case in.kind == "file" && value == "":
			f.files[in.name] = upload{} // as a browser sends that nothing was chosen
		case in.kind == "file":
			name := "prov.csv"
			if len(value) > 4 && value[:4] == "%PDF" {
				name = "prov.pdf"
			}
			if strings.HasPrefix(value, "{") {
				name = "prov.json"
			}
			f.files[in.name] = upload{name, []byte(value)}
		case said:
			in.fill(value)
		case !in.isEmpty() || in.kind == "hidden" || in.isOptional():
		case in.kind == "select" || in.kind == "radio":
			in.fill(in.firstChoice())
		case in.kind == "checkbox":
			if in.required {
				in.fill(in.options[0].value)
			}
		default:
			in.fill(ofKind(in))
		}
	}
}

func (in *field) isOptional() bool {
	return slices.ContainsFunc(in.labels, func(l string) bool { return strings.HasSuffix(l, "(frivilligt)") })
}

func (in *field) isEmpty() bool {
	return !slices.ContainsFunc(in.values[in.name], func(v string) bool { return v != "" })
}

func (in *field) firstChoice() string {
	for _, o := range in.options {
		if o.value != "" {
			return o.value
		}
	}
	return ""
}

func ofKind(in *field) string {
	switch in.kind {
	case "date":
		return "2026-03-02"
	case "number":
		return "1"
	case "password":
		return password
	}
	return "Påhittat (Demo)"
}
