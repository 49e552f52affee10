package plan

import (
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/matter"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// The fields of a proposal, named as the faults of the service name them.
const (
	fieldGoal   = "goal"
	fieldFollow = "follow"
	fieldAgency = "agencyPlan"
	fieldBoard  = "municipalityPlan"
	fieldRows   = "rows"
	fieldBase   = "base"
	fieldDo     = "gor"
	doRow       = "steg"
)

// fewestRows is how many empty steps a new plan begins with.
const fewestRows = 2

// partsOfRow are the fields of a step, after "step-1-".
func partsOfRow() []string {
	return []string{"key", "text", "responsible", "due", "hours", "meeting", "gone"}
}

func fieldOf(row int, part string) string { return "step-" + strconv.Itoa(row) + "-" + part }

func (s *Service) proposePage(r *web.Request) (web.Response, error) { return s.proposeAgain(r, nil) }

// proposeAgain shows the form of a proposal, as somebody has filled it in so far.
func (s *Service) proposeAgain(r *web.Request, sent *web.Form) (web.Response, error) {
	p, err := s.pageOf(r)
	if err != nil {
		return web.Response{}, err
	}
	if !p.works() {
		return web.Redirect(p.path()), nil
	}
	form, title := p.proposeForm(sent), sayPropose
	if p.There {
		title = sayChange
	}
	body := ui.Parts(ui.Heading(r.Say(title), r.Say(p.title())), ui.LeadBlock(p.proposeLead()), p.around.Band, p.since(sent), ui.FormOf(form))
	out := web.Page(title, body).Frame(p.crumbs(title, ui.Link{Label: r.Say(sayPlan), Href: p.path()}))
	if sent != nil {
		out = out.Status(sent.Status())
	}
	return out, nil
}

func (p *page) proposeLead() ui.Lead {
	t := language.T
	text := t("Skriv planen *tillsammans med personen*, i ord som personen själv använder. %s läser den, och godkänner eller föreslår en ändring.", "Write the plan *together with the person*, in words that the person uses. %s reads it, and accepts or proposes a change.").With(p.other())
	if p.Holds > 0 {
		text = t("Den plan som gäller *fortsätter gälla* tills %s har godkänt ändringen.", "The plan that holds *goes on holding* until %s has accepted the change.").With(p.other())
	}
	return ui.Lead{Text: ui.Rich(p.say(text))}
}

// since shows what somebody else has proposed since the form was opened. What was written in it is kept.
func (p *page) since(sent *web.Form) templ.Component {
	latest, ok := p.Told(p.Last)
	if sent == nil || !ok || sent.Value(fieldBase) == strconv.FormatInt(p.Last, 10) {
		return nil
	}
	t := language.T
	title := p.say(t("%s har föreslagit version %d medan du skrev", "%s has proposed version %d while you wrote").With(p.around.Names.Of(latest.Authority), latest.No))
	says := p.say(t("Det du har skrivit finns kvar nedanför, men är inte skickat. Läs versionen. Skickar du sedan ersätter ditt förslag den.", "What you wrote is still below, but is not sent. Read the version. If you then send, your proposal replaces it."))
	return ui.Parts(ui.Alert(ui.AlertBox{Level: ui.Warn, Title: title, Text: says}), ui.SectionIntro("nyast", p.say(t("Version %d", "Version %d").With(latest.No)), "", ui.Bullets(p.lines(latest)...)))
}

// proposeForm asks for what a version says: what the latest version says is filled in from the start.
func (p *page) proposeForm(sent *web.Form) ui.Form {
	values, rows := p.begun(), 0
	if sent != nil {
		values = sent.Values()
	}
	if rows, _ = strconv.Atoi(first(values[fieldRows])); rows < 1 {
		rows = 1
	}
	rows = min(rows, mostSteps+1)
	t := language.T
	form := ui.Form{Lang: p.r.Lang, ID: "foresla", Action: p.path() + "/foresla", Submit: ui.Button{Label: p.say(t("Skicka förslaget", "Send the proposal"))},
		Other: []ui.Button{{Label: p.say(t("Lägg till ett steg", "Add a step")), Kind: ui.Secondary, Name: fieldDo, Value: doRow}}}
	form.Fields = append(form.Fields, ui.Field{Kind: ui.TextareaField, Name: fieldGoal, Label: p.say(t("Vad vill personen och ni nå?", "What do the person and you want to reach?")), Rows: 2, MaxLength: mostText})
	for i := 1; i <= rows; i++ {
		form.Fields = append(form.Fields, p.rowFields(i, values)...)
	}
	form.Fields = append(form.Fields, p.restFields()...)
	if p.asksGround(sent) {
		form.Fields = append(form.Fields, p.basis(t("Grund för att lämna uppgifter", "Ground for giving information"), t("På vilken grund lämnas planen till motparten?", "On which ground is the plan given to the counterpart?"))...)
	}
	form = form.Fill(values)
	if sent != nil {
		form = form.WithFault(sent.Err())
	}
	form.Fields = append(form.Fields, hidden(fieldRows, strconv.Itoa(rows)), hidden(fieldBase, strconv.FormatInt(p.Last, 10)), hidden(web.FieldVersion, strconv.FormatInt(p.o.Version, 10)))
	return form
}

// asksGround tells whether a ground is asked for: there is none, or the one that lives does not cover what is told.
func (p *page) asksGround(sent *web.Form) bool {
	if !p.grounded() {
		return true
	}
	return sent != nil && (sent.Has(person.FieldGround) || slices.ContainsFunc(fault.ProblemsOf(sent.Err()), func(x fault.Problem) bool { return x.Field == person.FieldGround }))
}

// rowFields ask for one step.
func (p *page) rowFields(i int, values map[string][]string) []ui.Field {
	t := language.T
	whose := p.say(t("Steg %d", "Step %d").With(int64(i)))
	owners := []ui.Option{{Label: p.say(t("Välj", "Choose"))}}
	for _, o := range Owners() {
		owners = append(owners, ui.Option{Value: string(o), Label: p.owner(o)})
	}
	key := first(values[fieldOf(i, "key")])
	fields := []ui.Field{
		{Kind: ui.TextField, Name: fieldOf(i, "text"), Over: whose, Whose: whose, Label: p.say(t("Vad ska göras?", "What is to be done?")), MaxLength: mostText},
		{Kind: ui.SelectField, Name: fieldOf(i, "responsible"), Whose: whose, Label: p.say(t("Vem ansvarar?", "Who is responsible?")), Options: owners, Width: ui.Medium},
		{Kind: ui.DateField, Name: fieldOf(i, "due"), Whose: whose, Label: p.say(t("Senast vilken dag?", "By which day?")), Width: ui.Short},
		{Kind: ui.NumberField, Name: fieldOf(i, "hours"), Whose: whose, Label: p.say(t("Timmar i veckan, om det är en insats", "Hours a week, if it is a measure")), Width: ui.Short, Optional: true},
		{Kind: ui.CheckboxField, Name: fieldOf(i, "meeting"), Whose: whose, Label: p.say(t("Kan bara beslutas när personen är med: tas upp på möte", "Can be decided only with the person: taken up at a meeting")), Optional: true},
		hidden(fieldOf(i, "key"), key),
	}
	if key != "" || first(values[fieldOf(i, "text")]) != "" { // what a meeting decided can be left out too
		fields = append(fields, ui.Field{Kind: ui.CheckboxField, Name: fieldOf(i, "gone"), Whose: whose, Label: p.say(t("Ta bort steget ur planen", "Take the step out of the plan")), Optional: true})
	}
	return fields
}

func (p *page) restFields() []ui.Field {
	t := language.T
	return []ui.Field{
		{Kind: ui.DateField, Name: fieldFollow, Over: p.say(t("Planen som helhet", "The plan as a whole")), Label: p.say(t("När följer ni upp planen?", "When do you follow the plan up?")), Hint: p.say(t("Minst var tredje månad, om ni inte har kommit överens om annat.", "At least every third month, if you have agreed nothing else.")), Width: ui.Short},
		{Kind: ui.TextField, Name: fieldAgency, Label: p.say(t("Arbetsförmedlingens egen handlingsplan: datum eller nummer", "The agency's own action plan: date or number")), Optional: true, Width: ui.Medium, MaxLength: 100},
		{Kind: ui.TextField, Name: fieldBoard, Label: p.say(t("Kommunens egen genomförandeplan: datum eller nummer", "The municipality's own implementation plan: date or number")), Optional: true, Width: ui.Medium, MaxLength: 100},
		{Kind: ui.CheckboxField, Name: fieldHealth, Label: p.say(t("Planen handlar om personens hälsa", "The plan is about the person's health")), Hint: p.say(t("Grunden måste då omfatta uppgifter om hälsa.", "The ground must then cover data about health.")), Optional: true},
	}
}

// begun is what the form holds when nothing is written in it yet: what the latest version says.
func (p *page) begun() map[string][]string {
	c, rows := Content{Follow: p.today().AddMonths(usualMonths)}, fewestRows
	v, ok := p.Told(p.Last)
	if ok && p.Holds > 0 && v.State == Replaced {
		v, ok = p.Now()
	}
	if ok && v.Content.Goal != "" {
		c, rows = v.Content, len(v.Content.Items)
	}
	c.Items = append(slices.Clone(c.Items), p.suggested(c)...)
	rows = max(rows, len(c.Items))
	if !c.Follow.After(p.today()) {
		c.Follow = p.today().AddMonths(usualMonths)
	}
	out := map[string][]string{fieldRows: {strconv.Itoa(rows)}, fieldGoal: {c.Goal}, fieldFollow: {c.Follow.String()}, fieldAgency: {c.AgencyPlan}, fieldBoard: {c.MunicipalityPlan}}
	if c.Health {
		out[fieldHealth] = []string{"on"}
	}
	for i, item := range c.Items {
		put := func(part, value string) { out[fieldOf(i+1, part)] = []string{value} }
		put("key", item.Key)
		put("text", item.Text)
		put("responsible", string(item.Responsible))
		put("due", item.Due.String())
		if item.Hours > 0 {
			put("hours", strconv.FormatInt(item.Hours, 10))
		}
		if item.Meeting {
			put("meeting", "on")
		}
	}
	return out
}

// suggested are steps that were decided elsewhere, at a meeting, and that a version does not have yet.
func (p *page) suggested(c Content) (out []Item) {
	if p.s.Suggest == nil {
		return nil
	}
	for _, item := range p.s.Suggest(p.o.Thread, p.today()) {
		there := slices.ContainsFunc(c.Items, func(x Item) bool { return x.Text == item.Text })
		if !there && len(c.Items)+len(out) < mostSteps {
			out = append(out, item)
		}
	}
	return out
}

func first(values []string) string {
	if len(values) == 0 {
		return ""
	}
	return values[0]
}

func (s *Service) proposePost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	v, err := s.Matters.Get(r.Context(), s.Trail.DB(), r.Actor, r.Path("id"))
	if err != nil {
		return web.Response{}, err
	}
	if err := v.Can.Check(policy.WorkMatter); err != nil {
		return web.Response{}, err
	}
	rows := gather(f)
	if f.Value(fieldDo) == doRow {
		f.Set(fieldRows, strconv.Itoa(min(rows+1, mostSteps)))
		return s.proposeAgain(r, f)
	}
	c, b := contentOf(f, rows), person.Basis{}
	if f.Has(person.FieldGround) {
		b = person.BasisOf(f)
	}
	base, _ := strconv.ParseInt(f.Value(fieldBase), 10, 64)
	if f.OK() {
		_, err = s.Propose(r.Context(), r.Actor, matter.Key{ID: v.ID}, base, c, b)
	}
	if err == nil && f.OK() {
		return web.Redirect(pathOf(v.Matter)).Message(ui.Good, language.T("Förslaget är skickat.", "The proposal is sent.")), nil
	}
	if err != nil && (fault.Is(err, fault.NotFound) || !f.Take(err)) {
		return web.Response{}, err
	}
	return s.proposeAgain(r, f)
}

// gather puts the steps that were filled in together, from the first row on, and tells how many there are. Those that are
// to be taken out, and those of which nothing is said, are no more.
func gather(f *web.Form) (rows int) {
	sent, _ := strconv.Atoi(f.Value(fieldRows))
	sent = min(sent, mostSteps+1)
	for i := 1; i <= sent; i++ {
		empty := f.Value(fieldOf(i, "text")) == "" && f.Value(fieldOf(i, "responsible")) == "" && f.Value(fieldOf(i, "due")) == ""
		if empty || f.Ticked(fieldOf(i, "gone")) {
			continue
		}
		rows++
		for _, part := range partsOfRow() {
			f.Set(fieldOf(rows, part), f.Value(fieldOf(i, part)))
		}
	}
	for i := rows + 1; i <= sent; i++ {
		for _, part := range partsOfRow() {
			f.Set(fieldOf(i, part), "")
		}
	}
	f.Set(fieldRows, strconv.Itoa(max(rows, 1)))
	return rows
}

// contentOf reads what the form says, after gather.
func contentOf(f *web.Form, rows int) Content {
	c := Content{Goal: f.Long(fieldGoal, web.Max(mostText)), Follow: f.Date(fieldFollow), AgencyPlan: f.Text(fieldAgency, web.Max(100)), MunicipalityPlan: f.Text(fieldBoard, web.Max(100)), Health: f.Ticked(fieldHealth)}
	for i := 1; i <= rows; i++ {
		c.Items = append(c.Items, Item{Key: f.Text(fieldOf(i, "key"), web.Max(40)), Text: f.Text(fieldOf(i, "text"), web.Max(mostText)), Responsible: Owner(f.Text(fieldOf(i, "responsible"))),
			Due: f.Date(fieldOf(i, "due")), Meeting: f.Ticked(fieldOf(i, "meeting")), Hours: int64(f.Int(fieldOf(i, "hours"), 0, mostHours))})
	}
	return c
}
