package agreement

import (
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

const (
	paramMunicipality = "kommun"
	fieldMore         = "more"
	fieldVersion      = "version"
	fieldLast         = "last"
)

// formPage is a page with one form in a narrow column.
func formPage(r *web.Request, title language.Text, form ui.Form) web.Response {
	status := 200
	if form.Error != "" && form.Method == "" {
		status = 422
	}
	return web.Page(title, ui.Parts(ui.Heading(r.Say(title), ""), ui.FormOf(form))).Status(status).Frame(func(f *ui.Frame) {
		f.Narrow = true
		f.Crumbs = []ui.Link{{Label: r.Say(sayAgreements), Href: "/overenskommelser"}}
		if id := r.Path("id"); id != "" { // the agreement that the form is about
			f.Crumbs = append(f.Crumbs, ui.Link{Label: r.Say(language.T("Överenskommelsen", "The agreement")), Href: "/overenskommelser/" + id})
		}
		f.Crumbs = append(f.Crumbs, ui.Link{Label: r.Say(title)})
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
			{Kind: ui.DateField, Name: fieldSigned, Label: r.Say(saySigned), Width: ui.Short, Optional: true},
			{Kind: ui.DateField, Name: fieldFrom, Label: r.Say(sayFrom), Width: ui.Short},
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

// stackOf is a form page's heading over its parts.
func stackOf(title string, parts ...templ.Component) templ.Component {
	return ui.Parts(append([]templ.Component{ui.Heading(title, "")}, parts...)...)
}
