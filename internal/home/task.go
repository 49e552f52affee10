package home

import (
	"cmp"
	"slices"

	"samsyn/internal/agreement"
	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/ui"
)

// task is one thing that waits for the reader.
type task struct {
	level  ui.Level // Bad: too late or missing; Warn: soon; Info and Neutral: worth knowing
	by     calendar.Date
	text   language.Text // a whole sentence, with what matters between stars
	button language.Text
	href   string
}

// urgency orders levels, the most urgent first.
func urgency(l ui.Level) int {
	switch l {
	case ui.Bad:
		return 0
	case ui.Warn:
		return 1
	case ui.Info:
		return 2
	}
	return 3
}

// sorted puts tasks in order: the most urgent first, of those the one with the nearest day. One without a day comes
// after those with one; what is alike stays as it was.
func sorted(all []task) []task {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b task) int {
		if c := cmp.Compare(urgency(a.level), urgency(b.level)); c != 0 {
			return c
		}
		if a.by.IsZero() != b.by.IsZero() {
			if a.by.IsZero() {
				return 1
			}
			return -1
		}
		return a.by.Compare(b.by)
	})
	return all
}

// own is what a municipality's agreement asks of its boards on a day.
func own(day calendar.Date, p agreement.Covered, mayRegister bool) task {
	t := language.T
	look, href := t("Öppna överenskommelsen", "Open the agreement"), "/overenskommelser/"+p.Agreement
	enter, form := t("Registrera en överenskommelse", "Register an agreement"), "/overenskommelser/ny"
	if !mayRegister {
		enter, form = t("Se kommunens sida", "See the municipality’s page"), p.Path()
	}
	switch {
	case !p.HasAgreement() && !p.Next.IsZero():
		return task{ui.Warn, p.Next, t("%s har ingen gällande överenskommelse i dag. *Nästa börjar gälla %s*.", "%s has no agreement in force today. *The next is in force from %s*.").With(p.OfficialName, p.Next), t("Se kommunens sida", "See the municipality’s page"), p.Path()}
	case !p.HasAgreement() && !p.Since.IsZero():
		return task{ui.Bad, p.Since, t("%s *saknar en gällande överenskommelse* med Arbetsförmedlingen sedan %s.", "%s *has had no agreement in force* with the employment agency since %s.").With(p.OfficialName, p.Since), enter, form}
	case !p.HasAgreement():
		return task{ui.Bad, calendar.Date{}, t("%s *saknar en gällande överenskommelse* med Arbetsförmedlingen.", "%s *has no agreement in force* with the employment agency.").With(p.OfficialName), enter, form}
	case p.Renewed:
		return task{ui.Info, p.Last, t("Överenskommelsen löper ut %s. *Nästa är registrerad och tar vid.*", "The agreement ends on %s. *The next one is registered and takes over.*").With(p.Last), look, href}
	case p.State == agreement.Ending:
		return task{ui.Warn, p.Last, t("Överenskommelsen *löper ut %s*, %s. En ny bör vara undertecknad senast %s.", "The agreement *ends %s*, on %s. A new one should be signed by %s.").
			With(p.Last.Relative(day), p.Last, p.Last.AddDays(-agreement.SignDays)), look, href}
	case p.Last.IsZero():
		return task{ui.Neutral, calendar.Date{}, t("Överenskommelsen med Arbetsförmedlingen *gäller tills vidare*.", "The agreement with the employment agency is *in force until further notice*."), look, href}
	}
	return task{ui.Neutral, p.Last, t("Överenskommelsen med Arbetsförmedlingen *gäller till och med %s*.", "The agreement with the employment agency is *in force until %s*, that day included.").With(p.Last), look, href}
}

// loose are the municipalities whose agreement ends soon and that have no other to take over, the nearest end first.
func loose(ending []agreement.Covered) []agreement.Covered {
	var out []agreement.Covered
	for _, p := range ending {
		if !p.Renewed {
			out = append(out, p)
		}
	}
	slices.SortStableFunc(out, func(a, b agreement.Covered) int { return a.Last.Compare(b.Last) })
	return out
}

// national is what the country's agreements, or a county's, ask of those who watch over them.
func national(day calendar.Date, ending, without []agreement.Covered) []task {
	t := language.T
	var all []task
	if late := loose(ending); len(late) > 0 {
		first := late[0]
		text := language.Plural(len(late),
			t("*%d överenskommelse löper ut* inom 90 dagar utan att någon ny är registrerad: %s, %s.", "*%d agreement ends* within 90 days with no new one registered: %s, %s."),
			t("*%d överenskommelser löper ut* inom 90 dagar utan att någon ny är registrerad. Först %s, %s.", "*%d agreements end* within 90 days with no new one registered. First %s, %s."))
		all = append(all, task{ui.Warn, first.Last, text.With(first.Name, first.Last.Relative(day)), t("Se vilka", "See which"), "#loper-ut"})
	}
	if n := len(without); n > 0 {
		text := language.Plural(n, t("*%d kommun saknar* en gällande överenskommelse.", "*%d municipality has no* agreement in force."),
			t("*%d kommuner saknar* en gällande överenskommelse.", "*%d municipalities have no* agreement in force."))
		all = append(all, task{ui.Info, calendar.Date{}, text, t("Se vilka", "See which"), "#saknas"})
	}
	return all
}

// reviewDays is how often the log should be looked through.
const reviewDays = 30

// review is what the log asks of its auditor. last is when anybody of the authority read it; zero for never.
func review(day, last calendar.Date) task {
	t := language.T
	button, href := t("Granska loggen", "Review the log"), "/admin/logg"
	switch {
	case last.IsZero():
		return task{ui.Warn, calendar.Date{}, t("Loggen för din myndighet *har inte granskats än*.", "Your authority’s log *has not been reviewed yet*."), button, href}
	case last.DaysUntil(day) > reviewDays:
		return task{ui.Warn, last.AddDays(reviewDays), t("Loggen för din myndighet granskades senast %s, *%s*.", "Your authority’s log was last reviewed on %s, *%s*.").With(last, last.Relative(day)), button, href}
	}
	return task{ui.Neutral, calendar.Date{}, t("Loggen för din myndighet granskades senast %s.", "Your authority’s log was last reviewed on %s.").With(last), button, href}
}
