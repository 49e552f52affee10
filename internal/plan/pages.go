package plan

import (
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/language"
	"samsyn/internal/matter"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// room is how large a form with a paper may be, in bytes.
const room = file.MaxSize + 1<<20

var (
	sayPlan    = language.T("Gemensam plan", "Joint plan")
	sayPropose = language.T("Föreslå en plan", "Propose a plan")
	sayChange  = language.T("Föreslå en ändring", "Propose a change")
	sayPaper   = language.T("Skriv ut planen", "Print the plan")
)

// Routes registers the room's pages and its API.
func (s *Service) Routes(rt *web.Router) {
	const one = matter.Path + "/{id}/plan"
	rt.Handle("GET "+one, policy.ReadMatterText, s.planPage)
	rt.Handle("GET "+one+"/plan.pdf", policy.ReadMatterText, s.paperPDF)
	rt.Handle("GET "+one+"/papper", policy.ReadMatterText, s.signedPaper)
	rt.Handle("GET "+one+"/foresla", policy.WorkMatter, s.proposePage)
	rt.Handle("POST "+one+"/foresla", policy.WorkMatter, s.proposePost)
	s.acts().Handle(rt, one, web.Body(room))
	s.apiRoutes(rt)
}

// page is a plan with all that its page says to one reader.
type page struct {
	Seen
	o      matter.Opened
	around matter.Around
	s      *Service
	r      *web.Request
	failed *web.Failed
}

func pathOf(m matter.Matter) string { return m.Page() + "/plan" }

func (p *page) path() string { return pathOf(p.o.Matter) }

func (p *page) say(t language.Text) string { return p.r.Say(t) }

func (p *page) today() calendar.Date { return today(p.s.Trail.DB()) }

// pageOf opens the matter for whoever works with the person; for others there is nothing here.
func (s *Service) pageOf(r *web.Request) (*page, error) {
	o, err := s.Matters.Open(r.Context(), r.Actor, r.Path("id"))
	if err != nil {
		return nil, err
	}
	if !o.Reads {
		return nil, fault.NotFoundThing()
	}
	return s.shown(r, o)
}

// shown is the plan of an opened matter.
func (s *Service) shown(r *web.Request, o matter.Opened) (p *page, err error) {
	p = &page{o: o, s: s, r: r}
	if p.Seen, err = s.Of(r.Context(), s.Trail.DB(), o.ID, o.Thread); err != nil {
		return nil, err
	}
	p.around, err = s.Matters.Around(r, o)
	return p, err
}

func (s *Service) planPage(r *web.Request) (web.Response, error) { return s.again(r, nil) }

func (s *Service) again(r *web.Request, failed *web.Failed) (web.Response, error) {
	p, err := s.pageOf(r)
	if err != nil {
		return web.Response{}, err
	}
	p.failed = failed
	acts := s.acts()
	main := []templ.Component{p.proposal(), p.holding(), p.followUps(), acts.Forms(r, p)}
	aside := []templ.Component{p.parties(), p.links(), p.earlier()}
	body := ui.Parts(ui.Heading(p.say(p.title()), p.say(p.sub())), ui.LeadBlock(p.lead(acts)), p.around.Band, ui.Split(ui.Parts(main...), ui.Parts(aside...)))
	out := web.Page(sayPlan, body).Frame(p.crumbs(sayPlan))
	if failed != nil {
		out = out.Status(failed.Form.Status())
	}
	return out, nil
}

func (p *page) crumbs(here language.Text, between ...ui.Link) func(*ui.Frame) {
	return func(f *ui.Frame) {
		f.Crumbs = append(append(append([]ui.Link{}, p.around.Links...), between...), ui.Link{Label: p.say(here)})
	}
}

func (p *page) title() language.Text {
	if p.o.Person.Name == "" {
		return sayPlan
	}
	return language.T("Gemensam plan för %s", "Joint plan for %s").With(p.o.Person.Name)
}

func (p *page) sub() language.Text {
	t := language.T
	both := t("%s och %s", "%s and %s").With(p.around.Names.Of(p.o.Desk.Authority), p.other())
	if now, ok := p.Now(); ok {
		return t("%s · version %d, %s", "%s · version %d, %s").With(both, now.No, now.Standing())
	}
	return both
}

func (p *page) other() string { return p.around.Names.Of(p.o.Seen.Other.Authority) }

// owner names who is responsible for a step.
func (p *page) owner(o Owner) string {
	for _, d := range []matter.Desk{p.o.Desk, p.o.Seen.Other} {
		if o == Owner(matter.PartOf(d.Authority)) && d.Authority != directory.PES {
			return p.around.Names.Of(d.Authority)
		}
	}
	if o == Person {
		return firstName(p.o.Person.Name, p.say(Person.Name().Capital()))
	}
	return p.say(o.Name().Capital())
}

// firstName is the first of a person's names, or what they are called when no name is known.
func firstName(name, unknown string) string {
	first, _, _ := strings.Cut(name, " ")
	if first = strings.TrimRight(first, ","); first == "" {
		return unknown
	}
	return first
}

// mine tells whether a step is the reader's authority's to move.
func (p *page) mine(st Step) bool {
	return st.Responsible == Both || st.Responsible == Owner(matter.PartOf(p.o.Desk.Authority))
}

func (p *page) works() bool { return p.o.Can.May(policy.WorkMatter) && p.o.State == matter.Open }

// grounded tells whether the own side may tell the other something now.
func (p *page) grounded() bool { return len(p.o.Grounds) > 0 }

func (p *page) basis(first, label language.Text) []ui.Field {
	return person.BasisFields(p.r, p.around.Side, p.today(), first, label)
}
