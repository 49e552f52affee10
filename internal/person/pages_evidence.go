package person

import (
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/account"
	"samsyn/internal/calendar"
	"samsyn/internal/file"
	"samsyn/internal/identity"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// evidenceField takes the paper that shows a consent.
func (p *shown) evidenceField() ui.Field {
	t := language.T
	return ui.Field{Kind: ui.FileField, Name: file.Field, Label: p.say(t("Underlag för samtycket", "Evidence of the consent")), Optional: true, Accept: file.Accept(EvidenceTypes()...),
		Hint: p.say(t("Det undertecknade pappret som PDF eller bild. Det sparas krypterat och visas bara för den som får se personen.", "The signed paper as PDF or picture. It is kept encrypted and shown only to those who may see the person."))}
}

// evidencePart is the paper of a ground, or the form that takes it when it has come.
func (p *shown) evidencePart(g Ground) templ.Component {
	t := language.T
	path := "/grund/" + g.ID + "/underlag"
	switch {
	case g.Evidence != "":
		return ui.Links([]ui.Link{{Label: p.say(t("Hämta underlaget", "Fetch the evidence")), Href: p.Page() + path}})
	case g.Kind != law.Consent || !p.may[policy.AddGround] || g.State == Rejected || g.State == Withdrawn:
		return nil
	}
	field := p.evidenceField()
	field.Optional = false
	return p.form("underlag-"+g.ID, path, t("Spara underlaget", "Keep the evidence"), g.Version, field)
}

// sentEvidence reads and checks the file of a form; nil when none was sent. What is wrong with it is noted at its field.
func sentEvidence(r *web.Request, f *web.Form, required bool) (*file.Checked, error) {
	up, ok := f.File(file.Field, web.FileRule{Max: file.MaxSize, Required: required})
	if !ok {
		return nil, nil
	}
	content, err := up.Open()
	if err != nil {
		return nil, err
	}
	c, err := file.Check(file.Input{Name: up.Name, Content: content, Size: up.Size, Owner: r.Actor.Authority, Accept: EvidenceTypes()})
	return &c, err
}

func (s *Service) evidencePost(r *web.Request) (web.Response, error) {
	id := r.Path("grund")
	return s.posted(r, "underlag-"+id, language.T("Underlaget är sparat.", "The evidence is kept."), func(f *web.Form) error {
		c, err := sentEvidence(r, f, true)
		if err != nil || c == nil {
			return err
		}
		_, err = s.Attach(r.Context(), r.Actor, r.Path("id"), id, versionOf(f), *c)
		return err
	})
}

func (s *Service) evidenceFile(r *web.Request) (web.Response, error) {
	f, content, err := s.OpenEvidence(r.Context(), r.Actor, r.Path("id"), r.Path("grund"))
	if err != nil {
		return web.Response{}, err
	}
	out := web.Download(f.Name, string(f.Type), f.Size, content)
	for name, value := range f.Headers() {
		out = out.Header(name, value)
	}
	return out, nil
}

// numberPart takes a new personal number, in place of a coordination number or after a change.
func (p *shown) numberPart() templ.Component {
	if !p.may[policy.EditPerson] {
		return nil
	}
	t := language.T
	return ui.Fold(ui.FoldOf{Title: p.say(t("Personen har fått ett nytt nummer", "The person has a new number")), Open: p.failed == "nummer", Body: p.form("nummer", "/nummer", t("Spara numret", "Save the number"), p.Version,
		ui.Field{Kind: ui.TextField, Name: "number", Label: p.say(t("Nytt personnummer", "New personal number")), Autocomplete: "off", InputMode: "numeric", Width: ui.Medium,
			Hint: p.say(t("Det tidigare numret finns kvar och hittar samma person. Använd aldrig detta för fingerade personuppgifter: det är en annan person.", "The earlier number stays and finds the same person. Never use this for an assumed identity: that is another person."))})})
}

func (s *Service) numberPost(r *web.Request) (web.Response, error) {
	return s.posted(r, "nummer", language.T("Det nya numret är sparat. Det tidigare finns kvar.", "The new number is saved. The earlier one stays."), func(f *web.Form) error {
		text := f.Text("number", web.Required)
		if !f.OK() {
			return nil
		}
		number, err := identity.ParsePersonal(text, calendar.DateOf(s.Trail.DB().Now()))
		if err != nil {
			f.Problem("number", numberWrong)
			return nil
		}
		return s.Renumber(r.Context(), r.Actor, r.Path("id"), versionOf(f), number)
	})
}

// namedBy reads the user names of those who may handle a protected identity, one on each line or with commas between. One
// that nobody at the authority has is a problem of the field.
func (s *Service) namedBy(r *web.Request, f *web.Form) (ids []string, err error) {
	for _, name := range strings.FieldsFunc(f.Long("named"), func(c rune) bool { return c == '\n' || c == ',' || c == ';' || c == ' ' }) {
		a, found, err := account.StaffNamed(r.Context(), s.Trail.DB(), r.Actor.Authority, name, calendar.DateOf(s.Trail.DB().Now()))
		if err != nil {
			return nil, err
		}
		if !found {
			f.Problem("named", noColleague.With(strconv.Quote(name)))
			continue
		}
		ids = append(ids, a.ID)
	}
	return ids, nil
}
