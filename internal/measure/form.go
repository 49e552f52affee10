package measure

import (
	"fmt"
	"slices"
	"strings"

	"samsyn/internal/account"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/matter"
	"samsyn/internal/policy"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// The names of the fields by which conditions are written: each sort of condition once, the last as lines.
const (
	fieldAgeFrom    = "age_from"
	fieldAgeTo      = "age_to"
	fieldWithout    = "without_work"
	fieldRegistered = "registered"
	fieldProgramme  = "in_programme"
	fieldSupport    = "support"
	fieldSwedish    = "swedish"
	fieldOther      = "other_conditions"
)

func (s *Service) newPage(r *web.Request) (web.Response, error) { return s.newAgain(r, nil) }

// newAgain is the form of a new measure of the authority that the reader acts for.
func (s *Service) newAgain(r *web.Request, f *web.Form) (web.Response, error) {
	if err := policy.Check(r.Context(), s.Trail.DB(), r.Actor, policy.AddMeasure, directory.Authority{ID: r.Actor.Authority}.Ref()); err != nil {
		return web.Response{}, err
	}
	m := Measure{Authority: r.Actor.Authority, From: today(s.Trail.DB()), Owner: r.Actor.ID, Languages: []string{"sv"}}
	return s.formPage(r, f, sayAdd, m, Path+"/ny", Path)
}

func (s *Service) formPage(r *web.Request, f *web.Form, title language.Text, m Measure, action, back string) (web.Response, error) {
	fields, err := s.fields(r, m)
	if err != nil {
		return web.Response{}, err
	}
	form := ui.Form{Lang: r.Lang, ID: "insats", Action: action, Fields: fields, Submit: ui.Button{Label: r.Say(saySave)}, Other: []ui.Button{{Label: r.Say(sayCancel), Href: back, Kind: ui.Quiet}}}
	status := 200
	if f != nil {
		form, status = form.Fill(f.Values()).WithFault(f.Err()), f.Status()
	}
	return web.Page(title, ui.Parts(ui.Heading(r.Say(title), m.Name), ui.FormOf(form))).Status(status).Frame(crumbs(r, r.Say(title))), nil
}

func (s *Service) newPost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	if d := s.readDraft(r, f, r.Actor.Authority); f.OK() {
		m, err := s.Add(r.Context(), r.Actor, r.Actor.Authority, d)
		if err == nil {
			return web.Redirect(m.Page()).Message(ui.Good, language.T("Insatsen finns nu i förteckningen.", "The measure is in the list now.")), nil
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	return s.newAgain(r, f)
}

func (s *Service) editPage(r *web.Request) (web.Response, error) { return s.editAgain(r, nil) }

func (s *Service) editAgain(r *web.Request, f *web.Form) (web.Response, error) {
	m, err := Get(r.Context(), s.Trail.DB(), r.Path("id"))
	if err == nil {
		err = policy.Check(r.Context(), s.Trail.DB(), r.Actor, policy.EditMeasure, m.Ref())
	}
	if err != nil {
		return web.Response{}, err
	}
	if m.State == Ended {
		return web.Response{}, fault.New(fault.Conflict, alreadyEnded)
	}
	return s.formPage(r, f, language.T("Ändra insatsen", "Change the measure"), m, m.Page()+"/andra", m.Page())
}

func (s *Service) editPost(r *web.Request) (web.Response, error) {
	f, err := r.ReadForm()
	if err != nil {
		return web.Response{}, err
	}
	m, err := Get(r.Context(), s.Trail.DB(), r.Path("id"))
	if err == nil {
		err = policy.Check(r.Context(), s.Trail.DB(), r.Actor, policy.EditMeasure, m.Ref())
	}
	if err != nil {
		return web.Response{}, err
	}
	if d := s.readDraft(r, f, m.Authority); f.OK() {
		_, err := s.Change(r.Context(), r.Actor, m.ID, f.Version(), d)
		if err == nil {
			return web.Redirect(m.Page()).Message(ui.Good, language.T("Ändringen är sparad, och räknas som att uppgifterna är bekräftade i dag.", "The change is saved, and counts as the entry being confirmed today.")), nil
		}
		if !f.Take(err) {
			return web.Response{}, err
		}
	}
	return s.editAgain(r, f)
}

// fields are the questions of the form, what is searched by first.
func (s *Service) fields(r *web.Request, m Measure) ([]ui.Field, error) {
	t := language.T
	places, err := s.placeOptions(r, "")
	if err != nil {
		return nil, err
	}
	people, err := account.Suggestions(r.Context(), s.Trail.DB(), m.Authority, today(s.Trail.DB()))
	var needs, groups, tongues []ui.Option
	for _, n := range matter.Needs() {
		needs = append(needs, ui.Option{Value: string(n.Need), Label: r.Say(n.Name), Hint: r.Say(n.Says)})
	}
	for _, g := range Groups() {
		groups = append(groups, ui.Option{Value: string(g), Label: r.Say(g.Name().Capital())})
	}
	for _, l := range Tongues() {
		tongues = append(tongues, ui.Option{Value: l, Label: r.Say(TongueName(l).Capital())})
	}
	schemes := append([]ui.Option{{Label: r.Say(t("Välj", "Choose"))}}, schemeOptions(r, today(s.Trail.DB()))...)
	fields := []ui.Field{
		{Kind: ui.TextField, Name: fieldName, Label: r.Say(t("Vad heter insatsen?", "What is the measure called?")), Value: m.Name, MaxLength: longName},
		{Kind: ui.SelectField, Name: fieldScheme, Label: r.Say(t("Vilken sorts insats är det?", "What sort of measure is it?")), Value: string(m.Scheme), Options: schemes, Width: ui.Medium, Hint: r.Say(t("Den säger vem som beslutar om insatsen.", "It says who decides on the measure."))},
		{Kind: ui.TextareaField, Name: fieldSays, Label: r.Say(t("Vad gör man där?", "What does one do there?")), Value: m.Says, Rows: 5, Swedish: true, Hint: r.Say(t("Skriv så att den som ska delta förstår. Inga namn på personer.", "Write so that whoever is to take part understands. No names of persons."))},
		{Kind: ui.CheckboxesField, Name: fieldNeeds, Label: r.Say(t("Vad hjälper den med?", "What does it help with?")), Values: texts(m.Needs), Options: needs},
		{Kind: ui.CheckboxesField, Name: fieldGroups, Label: r.Say(t("Vem riktar den sig till?", "For whom is it meant?")), Values: texts(m.Groups), Options: groups, Optional: true, Hint: r.Say(t("Lämna tomt om den är för alla.", "Leave empty when it is for anybody."))},
	}
	fields = append(fields, ruleFields(r, m.Rules)...)
	fields = append(fields,
		ui.Field{Kind: ui.TextareaField, Name: fieldAreas, Label: r.Say(t("Kommuner", "Municipalities")), Value: strings.Join(labels(places, m.Areas), "\n"), Rows: 2, Optional: true, Over: r.Say(t("Var, när och hur mycket", "Where, when and how much")), Hint: r.Say(t("En per rad, namn eller kommunkod. Lämna tomt för alla som myndigheten arbetar för.", "One on each line, name or municipality code. Leave empty for all that the authority serves."))},
		ui.Field{Kind: ui.TextField, Name: fieldSite, Label: r.Say(t("Adress eller plats", "Address or place")), Value: m.Site, Optional: true},
		ui.Field{Kind: ui.CheckboxField, Name: fieldRemote, Label: r.Say(t("Det går att delta på distans", "One can take part from home")), Value: ticked(m.Remote), Optional: true},
		ui.Field{Kind: ui.NumberField, Name: fieldHoursFrom, Label: r.Say(t("Timmar i veckan, minst", "Hours a week, at least")), Value: number(m.HoursFrom), Width: ui.Short, Optional: true},
		ui.Field{Kind: ui.NumberField, Name: fieldHoursTo, Label: r.Say(t("Timmar i veckan, högst", "Hours a week, at most")), Value: number(m.HoursTo), Width: ui.Short, Optional: true},
		ui.Field{Kind: ui.NumberField, Name: fieldWeeks, Label: r.Say(t("Hur många veckor?", "How many weeks?")), Value: number(m.Weeks), Width: ui.Short, Optional: true, Hint: r.Say(t("Lämna tomt när det beror på personen.", "Leave empty when it depends on the person."))},
		ui.Field{Kind: ui.NumberField, Name: fieldPlaces, Label: r.Say(t("Hur många platser?", "How many places?")), Value: number(m.Places), Width: ui.Short, Optional: true, Hint: r.Say(t("Lämna tomt om det inte finns någon gräns.", "Leave empty when there is no limit."))},
		ui.Field{Kind: ui.DateField, Name: fieldStarts, Label: r.Say(t("Nästa startdag", "Next day when it begins")), Value: m.Starts.String(), Optional: true, Hint: r.Say(t("Lämna tomt om man kan börja när som helst.", "Leave empty when one can begin at any time."))},
		ui.Field{Kind: ui.DateField, Name: fieldFrom, Label: r.Say(t("Erbjuds från och med", "Offered from")), Value: m.From.String()},
		ui.Field{Kind: ui.DateField, Name: fieldTo, Label: r.Say(t("Sista dag", "Last day")), Value: m.To.String(), Optional: true},
		ui.Field{Kind: ui.CheckboxesField, Name: fieldLanguages, Label: r.Say(t("På vilka språk kan man delta?", "In which languages can one take part?")), Values: m.Languages, Options: tongues, Optional: true},
		ui.Field{Kind: ui.TextField, Name: fieldOrganiser, Label: r.Say(t("Vem utför den, om det inte är ni själva?", "Who carries it out, when it is not yourselves?")), Value: m.Organiser, Optional: true, Over: r.Say(t("Vem och hur", "Who and how"))},
		ui.Field{Kind: ui.TextareaField, Name: fieldApply, Label: r.Say(t("Hur kommer man dit?", "How does one come there?")), Value: m.Apply, Rows: 2, Optional: true, Swedish: true, Hint: r.Say(t("Till exempel: genom er handläggare, eller på öppet hus onsdagar. Inga namn på personer.", "For example: through your caseworker, or at the open house on Wednesdays. No names of persons."))},
		ui.Field{Kind: ui.SuggestField, Name: fieldOwner, Label: r.Say(t("Vem bekräftar varje månad att det stämmer?", "Who confirms every month that it is right?")), Value: account.UserNameByID(r.Context(), s.Trail.DB(), m.Owner), Options: people, Width: ui.Medium, Hint: r.Say(t("Kollegans användarnamn. Visas aldrig för andra myndigheter.", "The colleague’s user name. Never shown to other authorities."))})
	if m.Version > 0 {
		fields = append(fields, ui.Field{Kind: ui.HiddenField, Name: fieldVersion, Value: fmt.Sprint(m.Version)})
	}
	return fields, err
}

// ruleFields are the questions about conditions.
func ruleFields(r *web.Request, all Rules) []ui.Field {
	t := language.T
	of := all.of
	definitions, levels := []ui.Option{{Label: r.Say(sayNoRule)}}, []ui.Option{{Label: r.Say(sayNoRule)}}
	for _, d := range law.DefinitionsOf(law.LongTerm) {
		if !d.Threshold.IsZero() {
			definitions = append(definitions, ui.Option{Value: string(d.ID), Label: d.Threshold.In(r.Lang) + ", " + r.Say(d.Name)})
		}
	}
	for _, l := range Levels()[1:] {
		levels = append(levels, ui.Option{Value: string(l), Label: string(l)})
	}
	return []ui.Field{
		{Kind: ui.NumberField, Name: fieldAgeFrom, Label: r.Say(t("Lägsta ålder", "Lowest age")), Value: years(of(AgeFrom).Years), Width: ui.Short, Optional: true, Over: r.Say(sayRules)},
		{Kind: ui.NumberField, Name: fieldAgeTo, Label: r.Say(t("Högsta ålder", "Highest age")), Value: years(of(AgeTo).Years), Width: ui.Short, Optional: true},
		{Kind: ui.SelectField, Name: fieldWithout, Label: r.Say(t("Tid utan arbete", "Time without work")), Value: string(of(WithoutWork).Definition), Options: definitions, Optional: true, Width: ui.Medium},
		{Kind: ui.SelectField, Name: fieldSwedish, Label: r.Say(t("Minst så mycket svenska", "At least so much Swedish")), Value: string(of(Swedish).Level), Options: levels, Optional: true, Width: ui.Short},
		{Kind: ui.CheckboxField, Name: fieldRegistered, Label: r.Say(Rule{Kind: Registered}.Say().Capital()), Value: ticked(of(Registered).Kind != ""), Optional: true},
		{Kind: ui.CheckboxField, Name: fieldProgramme, Label: r.Say(Rule{Kind: InProgramme}.Say().Capital()), Value: ticked(of(InProgramme).Kind != ""), Optional: true},
		{Kind: ui.CheckboxField, Name: fieldSupport, Label: r.Say(Rule{Kind: Support}.Say().Capital()), Value: ticked(of(Support).Kind != ""), Optional: true},
		{Kind: ui.TextareaField, Name: fieldOther, Label: r.Say(t("Andra villkor, som en människa bedömer", "Other conditions, which a person judges")), Value: strings.Join(all.others(), "\n"), Rows: 2, Optional: true, Swedish: true, Hint: r.Say(t("Ett per rad.", "One on each line."))},
	}
}

func texts[T ~string](all []T) (out []string) {
	for _, x := range all {
		out = append(out, string(x))
	}
	return out
}

// labels are the names of the options of some values.
func labels(options []ui.Option, values []string) (out []string) {
	for _, o := range options {
		if o.Value != "" && slices.Contains(values, o.Value) {
			out = append(out, o.Label)
		}
	}
	return out
}

// readDraft reads the form; what is wrong is noted at its field.
func (s *Service) readDraft(r *web.Request, f *web.Form, authority string) Draft {
	d := Draft{Scheme: law.ProgrammeID(f.Text(fieldScheme, web.Max(60))), Name: f.Text(fieldName, web.Max(longName)), Says: f.Long(fieldSays, web.Max(longSays)), Organiser: f.Text(fieldOrganiser, web.Max(longLine)), Apply: f.Long(fieldApply, web.Max(longApply)), Site: f.Text(fieldSite, web.Max(longLine)),
		Remote: f.Ticked(fieldRemote), HoursFrom: int64(f.Int(fieldHoursFrom, 0, mostHours)), HoursTo: int64(f.Int(fieldHoursTo, 0, mostHours)), Weeks: int64(f.Int(fieldWeeks, 0, mostWeeks)),
		Places: int64(f.Int(fieldPlaces, 0, mostPlace)), Starts: f.Date(fieldStarts), From: f.Date(fieldFrom), To: f.Date(fieldTo), Rules: readRules(f), Owner: account.ReadColleague(r.Context(), s.Trail.DB(), f, fieldOwner, authority, today(s.Trail.DB())),
		Languages: f.Choices(fieldLanguages, Tongues())}
	for _, n := range f.Choices(fieldNeeds, needCodes()) {
		d.Needs = append(d.Needs, matter.Need(n))
	}
	for _, g := range f.Choices(fieldGroups, texts(Groups())) {
		d.Groups = append(d.Groups, Group(g))
	}
	var problem error
	if d.Areas, problem = s.areasOf(r.Context(), f.Long(fieldAreas)); problem != nil {
		f.Take(problem)
	}
	return d
}

func needCodes() (out []string) {
	for _, n := range matter.Needs() {
		out = append(out, string(n.Need))
	}
	return out
}

func readRules(f *web.Form) (out Rules) {
	if n := f.Int(fieldAgeFrom, 15, 70); n > 0 {
		out = append(out, Rule{Kind: AgeFrom, Years: n})
	}
	if n := f.Int(fieldAgeTo, 15, 70); n > 0 {
		out = append(out, Rule{Kind: AgeTo, Years: n})
	}
	if id := f.Text(fieldWithout, web.Max(60)); id != "" {
		out = append(out, Rule{Kind: WithoutWork, Definition: law.DefinitionID(id)})
	}
	if l := f.Text(fieldSwedish, web.Max(4)); l != "" {
		out = append(out, Rule{Kind: Swedish, Level: Level(l)})
	}
	for _, box := range []struct {
		field string
		kind  RuleKind
	}{{fieldRegistered, Registered}, {fieldProgramme, InProgramme}, {fieldSupport, Support}} {
		if f.Ticked(box.field) {
			out = append(out, Rule{Kind: box.kind})
		}
	}
	return append(out, otherRules(strings.Split(f.Long(fieldOther), "\n"))...)
}

// of gives the condition of a kind; an empty one when there is none.
func (all Rules) of(kind RuleKind) Rule {
	for _, r := range all {
		if r.Kind == kind {
			return r
		}
	}
	return Rule{}
}

// others are the conditions that a person judges.
func (all Rules) others() (out []string) {
	for _, r := range all {
		if r.Kind == Other {
			out = append(out, r.Text)
		}
	}
	return out
}

func otherRules(texts []string) (out Rules) {
	for _, line := range texts {
		if line = oneLine(line); line != "" {
			out = append(out, Rule{Kind: Other, Text: line})
		}
	}
	return out
}
