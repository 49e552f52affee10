package negotiation

import (
	"fmt"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/template"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

const (
	paramMunicipality = "kommun"
	paramAgreement    = "overenskommelse"
	fieldTemplate     = "template"
)

// newPage begins a draft: from an agreement when the address names one, else for the municipalities that are chosen.
func (s *Service) newPage(r *web.Request) (web.Response, error) {
	b, err := s.basis(r)
	if err != nil || b.ask {
		return s.askPlaces(r, err)
	}
	return b.page(r, nil), nil
}

// basis is what the address says of a draft to begin.
type basis struct {
	agreement agreement.Agreement // zero for a new one
	boards    []directory.Authority
	templates []template.Version
	places    []string // as written in the address
	own       string   // the reader's authority
	ask       bool     // nothing tells which municipalities
	blocked   *blocked // an agreement in force that a new one would stand beside; nil when there is none
}

func (s *Service) basis(r *web.Request) (b basis, err error) {
	ctx, q := r.Context(), s.Trail.DB()
	day := calendar.DateOf(q.Now())
	b.own = r.Actor.Authority
	if id := r.URL.Query().Get(paramAgreement); id != "" {
		if b.agreement, err = agreement.ByID(ctx, q, id); err != nil {
			return b, err
		}
		if err := policy.Check(ctx, q, r.Actor, policy.BeginAmendment, b.agreement.Ref()); err != nil {
			return b, err
		}
	}
	if b.templates, err = template.All(ctx, q); err != nil {
		return b, err
	}
	codes, err := s.codes(r, day)
	if err != nil {
		return b, err
	}
	for _, code := range codes {
		found, err := directory.Boards(ctx, q, code, day)
		if err != nil {
			return b, err
		}
		for _, x := range found {
			if !b.agreement.Binds(x.ID) {
				b.boards = append(b.boards, x)
			}
		}
	}
	b.places = codes
	b.ask = len(codes) == 0 && b.agreement.ID == ""
	if b.agreement.ID == "" {
		at, is, err := blocking(ctx, q, codes, calendar.Period{From: day, To: day})
		if err != nil {
			return b, err
		}
		if is {
			b.blocked = &at
		}
	}
	return b, nil
}

// codes are the municipalities of the address, by name or code with commas between; without any, the one whose board the
// reader works for.
func (s *Service) codes(r *web.Request, day calendar.Date) ([]string, error) {
	q := s.Trail.DB()
	text := strings.TrimSpace(r.URL.Query().Get(paramMunicipality))
	if text == "" {
		own, err := directory.Authorities(r.Context(), q, []string{r.Actor.Authority}, day)
		if err != nil || own[r.Actor.Authority].MunicipalityCode == "" {
			return nil, err
		}
		return []string{own[r.Actor.Authority].MunicipalityCode}, nil
	}
	var out []string
	for word := range strings.SplitSeq(text, ",") {
		word = strings.TrimSpace(word)
		found, err := directory.Find(r.Context(), q, word, day)
		if err != nil {
			return nil, err
		}
		i := slices.IndexFunc(found, func(m directory.Municipality) bool {
			return len(found) == 1 || m.Code == word || language.SearchKey(m.Name) == language.SearchKey(word)
		})
		if i < 0 {
			t := language.T("Ingen kommun, eller flera, heter %s. Skriv hela namnet eller koden.", "No municipality, or several, are called %s. Write the whole name or the code.").With(word)
			return nil, fault.New(fault.Invalid, t, fault.Field(paramMunicipality, t))
		}
		out = append(out, found[i].Code)
	}
	return out, nil
}

func (s *Service) askPlaces(r *web.Request, problem error) (web.Response, error) {
	if problem != nil && !fault.Is(problem, fault.Invalid) {
		return web.Response{}, problem
	}
	form := ui.Form{Lang: r.Lang, ID: "kommun", Action: listPath + "/nytt", Method: "get", Submit: ui.Button{Label: r.Say(sayContinue)},
		Fields: []ui.Field{{Kind: ui.TextField, Name: paramMunicipality, Label: r.Say(language.T("Vilken eller vilka kommuner ska överenskommelsen binda?", "Which municipality or municipalities is the agreement to bind?")),
			Hint: r.Say(language.T("Skriv namn eller kod, med komma emellan: Ludvika, Smedjebacken.", "Write names or codes, with commas between: Ludvika, Smedjebacken.")), Value: r.URL.Query().Get(paramMunicipality)}}}
	if id := r.URL.Query().Get(paramAgreement); id != "" { // the name of a municipality that is to join was not understood
		form.Fields[0].Label = r.Say(sayWhoJoins)
		form.Fields = append(form.Fields, joining(id)...)
	}
	return newFrame(r, ui.FormOf(form.WithFault(problem))), nil
}

// joining is what an address must say for a municipality to join an agreement.
func joining(agreement string) []ui.Field {
	return []ui.Field{{Kind: ui.HiddenField, Name: paramAgreement, Value: agreement}, {Kind: ui.HiddenField, Name: paramKind, Value: string(Joining)}}
}

func newFrame(r *web.Request, parts ...templ.Component) web.Response {
	return web.Page(sayBegin, stack(append([]templ.Component{ui.Heading(r.Say(sayBegin), "")}, parts...)...)).Frame(func(f *ui.Frame) {
		f.Narrow = true
		f.Crumbs = []ui.Link{{Label: r.Say(sayDrafts), Href: listPath}, {Label: r.Say(sayBegin)}}
	})
}

// page asks for the rest: what it is for, which boards, which template.
func (b basis) page(r *web.Request, f *web.Form) web.Response {
	form := b.form(r)
	status := 200
	if f != nil {
		form, status = form.Fill(f.Values()).WithFault(f.Err()), f.Status()
	}
	if b.blocked != nil {
		return newFrame(r, ui.Alert(b.blocked.alert(r)), ui.FormOf(form)).Status(status)
	}
	return newFrame(r, ui.FormOf(form), b.joiner(r)).Status(status)
}

// joins says whether the address names a municipality that is to join the agreement.
func (b basis) joins() bool { return b.agreement.ID != "" && len(b.boards) > 0 }

// joiner asks which municipality is to join the agreement, since its boards are chosen among those that exist.
func (b basis) joiner(r *web.Request) templ.Component {
	if b.agreement.ID == "" {
		return nil
	}
	t := language.T
	form := ui.Form{Lang: r.Lang, ID: "anslut", Action: listPath + "/nytt", Method: "get", Submit: ui.Button{Label: r.Say(t("Visa kommunens nämnder", "Show the municipality's boards")), Kind: ui.Secondary},
		Fields: append(joining(b.agreement.ID), ui.Field{Kind: ui.TextField, Name: paramMunicipality, Label: r.Say(sayWhoJoins), Hint: r.Say(t("Skriv namn eller kod. Sedan väljer du nämnder.", "Write its name or code. Then you choose boards."))})}
	return ui.SectionOf("ny-kommun", r.Say(t("Anslut en kommun till", "Let one more municipality join")), ui.FormOf(form))
}

func (b basis) form(r *web.Request) ui.Form {
	form := ui.Form{Lang: r.Lang, ID: "nytt", Action: listPath + "/nytt?" + b.query(), Submit: ui.Button{Label: r.Say(sayBegin)}, Other: []ui.Button{{Label: r.Say(sayCancel), Href: listPath, Kind: ui.Quiet}},
		Before: paragraph(r.Say(language.T("Er myndighet får pennan och skriver det första förslaget. De andra parterna ser det när ni har lämnat det.", "Your authority gets the pen and writes the first proposal. The other parties see it when you have put it forward.")))}
	if b.agreement.ID != "" {
		var kinds []ui.Option
		for _, k := range b.kinds() {
			kinds = append(kinds, ui.Option{Value: string(k), Label: r.Say(k.Label()), Hint: r.Say(kindHint(k))})
		}
		form.Fields = append(form.Fields, ui.Field{Kind: ui.RadiosField, Name: fieldKind, Label: r.Say(language.T("Vad gäller utkastet?", "What is the draft for?")), Options: kinds, Value: r.URL.Query().Get(paramKind)})
	}
	if len(b.boards) > 0 {
		var boards []ui.Option
		for _, x := range b.boards {
			boards = append(boards, ui.Option{Value: x.ID, Label: x.Title()})
		}
		label := language.T("Vilka nämnder är parter?", "Which boards are parties?")
		if b.agreement.ID != "" {
			label = language.T("Vilka nämnder ansluts?", "Which boards join?")
		}
		form.Fields = append(form.Fields, ui.Field{Kind: ui.CheckboxesField, Name: fieldBoards, Label: r.Say(label), Options: boards, Values: []string{b.own}, Optional: b.agreement.ID != "",
			Hint: r.Say(language.T("Arbetsförmedlingen är alltid part.", "The employment agency is always a party."))})
	}
	versions := []ui.Option{{Value: "0", Label: r.Say(language.T("samma som nu", "the same as now"))}}
	if b.agreement.ID == "" {
		versions[0].Label = r.Say(language.T("den senaste", "the latest"))
	}
	for _, v := range b.templates {
		versions = append(versions, ui.Option{Value: fmt.Sprint(v.No), Label: r.Say(sayTemplateNo.With(v.No))})
	}
	form.Fields = append(form.Fields, ui.Field{Kind: ui.SelectField, Name: fieldTemplate, Label: r.Say(sayTemplate), Options: versions, Optional: true,
		Hint: r.Say(language.T("Går ni över till en nyare mall följer era värden, mål och avvikelser med.", "When you go over to a newer template, your values, targets and deviations go with it."))})
	return form
}

// kinds are what a draft from the agreement may be for; none joins before it is said who.
func (b basis) kinds() []Kind {
	if b.joins() {
		return []Kind{Amendment, Renewal, Joining}
	}
	return []Kind{Amendment, Renewal}
}

func kindHint(k Kind) language.Text {
	switch k {
	case Amendment:
		return language.T("Bara det ni väljer ändras, resten gäller som förut.", "Only what you choose changes; the rest holds as before.")
	case Renewal:
		return language.T("Nästa överenskommelse, med den nuvarande som början.", "The next agreement, beginning from the current one.")
	}
	return language.T("En kommun till blir part. Välj dess nämnder.", "One more municipality becomes a party. Choose its boards.")
}

// query is what the address must say again when the form is sent.
func (b basis) query() string {
	var parts []string
	if b.agreement.ID != "" {
		parts = append(parts, paramAgreement+"="+b.agreement.ID)
	}
	if len(b.places) > 0 {
		parts = append(parts, paramMunicipality+"="+strings.Join(b.places, ","))
	}
	return strings.Join(parts, "&")
}

func (s *Service) newPost(r *web.Request) (web.Response, error) {
	b, err := s.basis(r)
	if err != nil || b.ask {
		return s.askPlaces(r, err)
	}
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	var boards, numbers []string
	for _, x := range b.boards {
		boards = append(boards, x.ID)
	}
	numbers = append(numbers, "0")
	for _, v := range b.templates {
		numbers = append(numbers, fmt.Sprint(v.No))
	}
	in := Beginning{Kind: NewAgreement, Agreement: b.agreement.ID, Boards: f.Choices(fieldBoards, boards)}
	if b.agreement.ID != "" {
		in.Kind = Kind(f.Choice(fieldKind, []string{string(Amendment), string(Renewal), string(Joining)}, web.Required))
	}
	_, _ = fmt.Sscan(f.Choice(fieldTemplate, numbers), &in.Template)
	if f.OK() {
		d, err := s.Start(r.Context(), r.Actor, in)
		if err == nil {
			return web.Redirect(d.Path()+"/text").Message(ui.Good, language.T("Utkastet är påbörjat och ni har pennan.", "The draft is begun and you hold the pen.")), nil
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	return b.page(r, f), nil
}
