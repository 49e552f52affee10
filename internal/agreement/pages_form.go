package agreement

import (
	"context"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// Names of fields that are the form's alone.
const (
	paramMunicipality = "kommun"
	fieldMore         = "more"
	fieldVersion      = "version"
	fieldLast         = "last"
)

// newPage asks first which municipality, then for the rest. A board's own coordinator is not asked.
func (s *Service) newPage(r *web.Request) (web.Response, error) {
	m, err := s.chosen(r)
	if err != nil || m.Code == "" {
		return s.askMunicipality(r, err)
	}
	boards, err := directory.Boards(r.Context(), s.Trail.DB(), m.Code, today(s.Trail.DB()))
	if err != nil {
		return web.Response{}, err
	}
	f := web.NewForm(nil)
	f.Set(fieldKind, string(Template2022))
	if slices.ContainsFunc(boards, func(b directory.Authority) bool { return b.ID == r.Actor.Authority }) {
		f.Set(fieldParties, r.Actor.Authority)
	}
	return formPage(r, sayNewOne, draftForm(r, "/overenskommelser/ny?"+paramMunicipality+"="+m.Code, m, boards).Fill(f.Values())), nil
}

// chosen is the municipality of the address, or the one of the actor's own board; none when neither tells.
func (s *Service) chosen(r *web.Request) (directory.Municipality, error) {
	day, q := today(s.Trail.DB()), s.Trail.DB()
	text := strings.TrimSpace(r.URL.Query().Get(paramMunicipality))
	if text == "" {
		own, err := directory.Authorities(r.Context(), q, []string{r.Actor.Authority}, day)
		if err != nil || own[r.Actor.Authority].MunicipalityCode == "" {
			return directory.Municipality{}, err
		}
		return directory.ByCode(r.Context(), q, own[r.Actor.Authority].MunicipalityCode, day)
	}
	found, err := directory.Find(r.Context(), q, text, day)
	if err != nil {
		return directory.Municipality{}, err
	}
	for _, m := range found {
		if len(found) == 1 || m.Code == text || language.SearchKey(m.Name) == language.SearchKey(text) {
			return m, nil
		}
	}
	t := language.T("Ingen kommun, eller flera, heter så. Skriv hela namnet eller koden.", "No municipality, or several, have that name. Write the whole name or the code.")
	return directory.Municipality{}, fault.New(fault.Invalid, t, fault.Field(paramMunicipality, t))
}

func (s *Service) askMunicipality(r *web.Request, problem error) (web.Response, error) {
	if problem != nil && !fault.Is(problem, fault.Invalid) {
		return web.Response{}, problem
	}
	all, err := directory.All(r.Context(), s.Trail.DB(), today(s.Trail.DB()))
	if err != nil {
		return web.Response{}, err
	}
	options := make([]ui.Option, len(all))
	for i, m := range all {
		options[i] = ui.Option{Value: m.Name, Label: m.Name}
	}
	form := ui.Form{Lang: r.Lang, ID: "kommun", Action: "/overenskommelser/ny", Method: "get", Submit: ui.Button{Label: r.Say(language.T("Fortsätt", "Continue"))},
		Fields: []ui.Field{{Kind: ui.SuggestField, Name: paramMunicipality, Label: r.Say(language.T("Vilken kommun binder överenskommelsen?", "Which municipality does the agreement bind?")),
			Hint:  r.Say(language.T("Skriv namn eller kod, till exempel Åmål eller 1492. Fler kommuner kan läggas till i nästa steg.", "Write a name or a code, for example Åmål or 1492. More municipalities can be added in the next step.")),
			Value: r.URL.Query().Get(paramMunicipality), Options: options, Width: ui.Medium}}}
	return formPage(r, sayNewOne, form.WithFault(problem)), nil
}

// formPage is a page with one form in a narrow column.
func formPage(r *web.Request, title language.Text, form ui.Form) web.Response {
	status := 200
	if form.Error != "" && form.Method == "" {
		status = 422
	}
	return web.Page(title, stack(ui.Heading(r.Say(title), ""), ui.FormOf(form))).Status(status).Frame(func(f *ui.Frame) {
		f.Narrow = true
		f.Crumbs = []ui.Link{{Label: r.Say(sayAgreements), Href: "/overenskommelser"}, {Label: r.Say(title)}}
	})
}

// draftForm asks for all that is kept of an agreement.
func draftForm(r *web.Request, action string, m directory.Municipality, boards []directory.Authority) ui.Form {
	t := language.T
	var options, kinds []ui.Option
	for _, b := range boards {
		options = append(options, ui.Option{Value: b.ID, Label: b.Title()})
	}
	if len(options) == 0 {
		options = []ui.Option{{Value: executive, Label: r.Say(t("%s, kommunstyrelsen", "%s, the executive board").With(m.OfficialName))}}
	}
	for _, k := range Kinds() {
		kinds = append(kinds, ui.Option{Value: string(k), Label: r.Say(k.Label())})
	}
	return ui.Form{Lang: r.Lang, ID: "overenskommelse", Action: action, Submit: ui.Button{Label: r.Say(t("Spara", "Save"))},
		Other: []ui.Button{{Label: r.Say(t("Avbryt", "Cancel")), Href: "/overenskommelser", Kind: ui.Quiet}},
		Fields: []ui.Field{
			{Kind: ui.CheckboxesField, Name: fieldParties, Label: r.Say(t("Vilka nämnder i %s är parter?", "Which boards of %s are parties?").With(m.OfficialName)), Options: options,
				Hint: r.Say(t("Arbetsförmedlingen är alltid part.", "The employment agency is always a party."))},
			{Kind: ui.TextField, Name: fieldMore, Label: r.Say(t("Fler kommuner", "More municipalities")), Optional: true,
				Hint: r.Say(t("Kommunkoder med komma emellan, om överenskommelsen är gemensam. Deras kommunstyrelser blir parter.", "Municipality codes with commas between, if the agreement is joint. Their executive boards become parties."))},
			{Kind: ui.RadiosField, Name: fieldKind, Label: r.Say(sayKind), Options: kinds},
			{Kind: ui.DateField, Name: fieldSigned, Label: r.Say(saySigned), Hint: r.Say(sayDayHint), Width: ui.Short, Optional: true},
			{Kind: ui.DateField, Name: fieldFrom, Label: r.Say(sayFrom), Hint: r.Say(sayDayHint), Width: ui.Short},
			{Kind: ui.DateField, Name: fieldTo, Label: r.Say(sayTo), Hint: r.Say(t("Sista dagen räknas med. Lämna tomt om den gäller tills vidare.", "The last day is included. Leave empty if it is in force until further notice.")), Width: ui.Short, Optional: true},
			{Kind: ui.TextField, Name: fieldRegistryAF, Label: r.Say(sayRegistryAF), Width: ui.Medium, Optional: true, MaxLength: longRegistry},
			{Kind: ui.TextField, Name: fieldRegistry, Label: r.Say(sayRegistry), Width: ui.Medium, Optional: true, MaxLength: longRegistry},
			{Kind: ui.TextField, Name: fieldSource, Label: r.Say(saySource), Optional: true, MaxLength: longSource,
				Hint: r.Say(t("Var uppgiften kommer från: en webbadress eller några ord. Skriv inga namn på personer.", "Where the knowledge comes from: an address or a few words. Write no names of persons."))},
			{Kind: ui.HiddenField, Name: fieldVersion},
		}}
}

// executive is what the form says for a municipality whose boards are not in the directory yet.
const executive = "kommunstyrelsen"

// draftOf reads the form. Boards that the person did not touch keep their registry numbers.
func draftOf(f *web.Form, m directory.Municipality, before Agreement) Draft {
	kinds := make([]string, 0, 4)
	for _, k := range Kinds() {
		kinds = append(kinds, string(k))
	}
	d := Draft{Kind: Kind(f.Choice(fieldKind, kinds, web.Required)), Signed: f.Date(fieldSigned), From: f.Date(fieldFrom, web.Required), To: f.Date(fieldTo),
		Source: f.Text(fieldSource), RegistryAF: f.Text(fieldRegistryAF)}
	number := f.Text(fieldRegistry)
	for i, id := range f.Values()[fieldParties] {
		b := Bound{Municipality: m.Code, Authority: id, RegistryNumber: before.RegistryNumber(id)}
		if id == executive {
			b.Authority = ""
		}
		if i == 0 {
			b.RegistryNumber = number
		}
		d.Bound = append(d.Bound, b)
	}
	if len(d.Bound) == 0 {
		f.Problem(fieldParties, language.T("Välj minst en nämnd.", "Choose at least one board."))
	}
	for _, code := range strings.FieldsFunc(f.Text(fieldMore), func(c rune) bool { return c == ',' || c == ';' || c == ' ' }) {
		d.Bound = append(d.Bound, before.boundIn(code)...)
	}
	return d
}

// boundIn keeps the parties that the agreement has in a further municipality, or binds its executive board.
func (a Agreement) boundIn(code string) []Bound {
	var out []Bound
	for _, p := range a.Parties {
		if p.Municipality == code {
			out = append(out, Bound{code, p.Authority, p.RegistryNumber})
		}
	}
	if len(out) == 0 {
		out = []Bound{{Municipality: code}}
	}
	return out
}

func (s *Service) newPost(r *web.Request) (web.Response, error) {
	m, err := s.chosen(r)
	if err != nil || m.Code == "" {
		return s.askMunicipality(r, err)
	}
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	d := draftOf(f, m, Agreement{})
	if f.OK() {
		a, err := s.Register(r.Context(), r.Actor, s.withExecutives(r.Context(), d))
		if err == nil {
			return web.Redirect(a.Path()).Message(ui.Good, language.T("Överenskommelsen är registrerad.", "The agreement is registered.")), nil
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	boards, err := directory.Boards(r.Context(), s.Trail.DB(), m.Code, today(s.Trail.DB()))
	form := draftForm(r, "/overenskommelser/ny?"+paramMunicipality+"="+m.Code, m, boards).Fill(f.Values()).WithFault(f.Err())
	return formPage(r, sayNewOne, form), err
}

// withExecutives names the executive boards that the directory has, so that the right is asked for them too.
func (s *Service) withExecutives(ctx context.Context, d Draft) Draft {
	k, err := knownNow(ctx, s.Trail.DB())
	if err != nil {
		return d // the act asks again and says so
	}
	d.Bound = slices.Clone(d.Bound)
	for i, b := range d.Bound {
		if b.Authority == "" {
			d.Bound[i].Authority = k.executives[b.Municipality]
		}
	}
	return d
}

// editing is the agreement that a form changes, with its first municipality and that one's boards.
type editing struct {
	listed
	m      directory.Municipality
	boards []directory.Authority
}

// editing reads the agreement for a form and asks whether the actor may change it.
func (s *Service) editing(r *web.Request) (e editing, err error) {
	ctx, q := r.Context(), s.Trail.DB()
	a, err := get(ctx, q, r.Path("id"))
	if err != nil {
		return e, err
	}
	if err := policy.Check(ctx, q, r.Actor, policy.EditAgreement, a.Ref()); err != nil {
		return e, err
	}
	if e.listed, err = s.named(ctx, a); err != nil {
		return e, err
	}
	if e.m, err = directory.ByCode(ctx, q, a.Municipalities()[0], e.day); err != nil {
		return e, err
	}
	e.boards, err = directory.Boards(ctx, q, e.m.Code, e.day)
	return e, err
}

func (e editing) form(r *web.Request) ui.Form {
	f := web.NewForm(nil)
	var own, more []string
	number := ""
	for _, p := range e.Parties {
		switch {
		case p.Municipality == e.m.Code:
			if len(own) == 0 {
				number = p.RegistryNumber
			}
			own = append(own, p.Authority)
		case p.Municipality != "" && !slices.Contains(more, p.Municipality):
			more = append(more, p.Municipality)
		}
	}
	f.Set(fieldParties, own...)
	for name, value := range map[string]string{fieldMore: strings.Join(more, ", "), fieldKind: string(e.Kind), fieldSigned: e.Signed.String(),
		fieldFrom: e.From.String(), fieldTo: e.To.String(), fieldSource: e.Source, fieldRegistryAF: e.RegistryNumber(directory.PES),
		fieldRegistry: number, fieldVersion: version(e.Version)} {
		f.Set(name, value)
	}
	return draftForm(r, e.Path()+"/ratta", e.m, e.boards).Fill(f.Values())
}

func (s *Service) editPage(r *web.Request) (web.Response, error) {
	e, err := s.editing(r)
	if err != nil {
		return web.Response{}, err
	}
	return formPage(r, sayEdit, e.form(r)), nil
}

func (s *Service) editPost(r *web.Request) (web.Response, error) {
	e, err := s.editing(r)
	if err != nil {
		return web.Response{}, err
	}
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	d := draftOf(f, e.m, e.Agreement)
	if f.OK() {
		_, err := s.Edit(r.Context(), r.Actor, e.ID, versionOf(f), s.withExecutives(r.Context(), d))
		if err == nil {
			return web.Redirect(e.Path()).Message(ui.Good, language.T("Ändringen är sparad.", "The change is saved.")), nil
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	return formPage(r, sayEdit, e.form(r).Fill(f.Values()).WithFault(f.Err())), nil
}

func (s *Service) endPage(r *web.Request) (web.Response, error) {
	e, err := s.editing(r)
	if err != nil {
		return web.Response{}, err
	}
	return formPage(r, sayEnd, e.endForm(r)), nil
}

// endForm asks for the last day, and says what happens.
func (e editing) endForm(r *web.Request) ui.Form {
	t := language.T
	return ui.Form{Lang: r.Lang, ID: "avsluta", Action: e.Path() + "/avsluta", Submit: ui.Button{Label: r.Say(sayEnd), Kind: ui.Danger},
		Other:  []ui.Button{{Label: r.Say(t("Avbryt", "Cancel")), Href: e.Path(), Kind: ui.Quiet}},
		Before: paragraph(r.Say(t("Överenskommelsen slutar gälla efter den dag du anger, och kommunen räknas då som utan om ingen ny tar vid. Uppsägningen i sig sker skriftligt mellan parterna. Lämna tomt för att ta tillbaka ett tidigare datum.", "The agreement is no longer in force after the day you give, and the municipality then counts as without one unless a new one takes over. The notice itself is given in writing between the parties. Leave empty to take back an earlier date."))),
		Fields: []ui.Field{
			{Kind: ui.DateField, Name: fieldLast, Label: r.Say(t("Sista dagen som den gäller", "The last day in force")), Hint: r.Say(sayDayHint), Value: e.Terminated.String(), Width: ui.Short, Optional: true},
			{Kind: ui.HiddenField, Name: fieldVersion, Value: version(e.Version)},
		}}
}

func (s *Service) endPost(r *web.Request) (web.Response, error) {
	e, err := s.editing(r)
	if err != nil {
		return web.Response{}, err
	}
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	last := f.Date(fieldLast)
	if f.OK() {
		_, err := s.End(r.Context(), r.Actor, e.ID, versionOf(f), last)
		if err == nil {
			return web.Redirect(e.Path()).Message(ui.Good, ended(last)), nil
		}
		if !f.Take(at(err, fieldTerminated, fieldLast)) {
			return web.Response{}, err
		}
	}
	return formPage(r, sayEnd, e.endForm(r).Fill(f.Values()).WithFault(f.Err())), nil
}

func ended(last calendar.Date) language.Text {
	if last.IsZero() {
		return language.T("Avslutet är återtaget.", "The ending is taken back.")
	}
	return language.T("Överenskommelsen gäller till och med %s.", "The agreement is in force until %s, that day included.").With(last)
}

func (s *Service) attachPage(r *web.Request) (web.Response, error) {
	e, err := s.editing(r)
	if err != nil {
		return web.Response{}, err
	}
	return formPage(r, sayAttach, e.attachForm(r)), nil
}

func (e editing) attachForm(r *web.Request) ui.Form {
	t := language.T
	return ui.Form{Lang: r.Lang, ID: "kopia", Action: e.Path() + "/kopia", Submit: ui.Button{Label: r.Say(sayAttach)},
		Other: []ui.Button{{Label: r.Say(t("Avbryt", "Cancel")), Href: e.Path(), Kind: ui.Quiet}},
		Fields: []ui.Field{
			{Kind: ui.FileField, Name: file.Field, Label: r.Say(sayScan), Accept: ".pdf,.png,.jpg,.jpeg",
				Hint: r.Say(t("PDF eller bild, högst 20 MB. Kopian visas bara för parterna och för dem som jämför och granskar, och varje öppning loggas.", "PDF or picture, at most 20 MB. The copy is shown only to the parties and to those who compare and review, and each opening is logged."))},
			{Kind: ui.HiddenField, Name: fieldVersion, Value: version(e.Version)},
		}}
}

func (s *Service) attachPost(r *web.Request) (web.Response, error) {
	e, err := s.editing(r)
	if err != nil {
		return web.Response{}, err
	}
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	if up, ok := f.File(file.Field, web.FileRule{Max: file.MaxSize, Required: true}); ok {
		err := s.attach(r, e.Agreement, versionOf(f), up)
		if err == nil {
			return web.Redirect(e.Path()).Message(ui.Good, language.T("Kopian är sparad.", "The copy is saved.")), nil
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	return formPage(r, sayAttach, e.attachForm(r).WithFault(f.Err())), nil
}

func (s *Service) attach(r *web.Request, a Agreement, v int64, up web.Upload) error {
	content, err := whole(up)
	if err != nil {
		return err
	}
	checked, err := file.Check(file.Input{Name: up.Name, Content: strings.NewReader(content), Size: int64(len(content)), Owner: r.Actor.Authority,
		Accept: []file.Type{file.PDF, file.PNG, file.JPEG}})
	if err != nil {
		return err
	}
	_, err = s.AttachScan(r.Context(), r.Actor, a.ID, v, checked)
	return err
}

// stackOf is a form page's heading over its parts.
func stackOf(title string, parts ...templ.Component) templ.Component {
	return stack(append([]templ.Component{ui.Heading(title, "")}, parts...)...)
}
