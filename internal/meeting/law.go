package meeting

import (
	"samsyn/internal/calendar"
	"samsyn/internal/language"
)

// Rule is a rule of law on joint individual plans, with from when it holds and whether somebody who knows the law has
// confirmed the citation.
type Rule struct {
	Citation  string
	Says      language.Text
	From      calendar.Date // zero: it holds already
	Proposed  bool          // not decided
	Confirmed bool
}

// Rules lists what is known of the law on SIP (domain facts 2.4 and 3). What is only proposed says so, and nothing here is
// confirmed yet.
func Rules() []Rule {
	t := language.T
	return []Rule{
		{Citation: "socialtjänstlagen och 16 kap. 4 § hälso- och sjukvårdslagen", Says: t("När en person behöver insatser från både socialtjänst och hälso- och sjukvård görs en samordnad individuell plan, om personen samtycker. Arbetsförmedlingen kan bjudas in.", "When a person needs support from both social services and health care a joint individual plan is made, if the person consents. The agency can be invited.")},
		{Citation: "förslag till lag", From: calendar.NewDate(2027, 1, 1), Proposed: true, Says: t("Arbetsförmedlingen och Försäkringskassan ska medverka i en samordnad individuell plan.", "The agency and the social insurance agency are to take part in a joint individual plan.")},
	}
}

// Note says it in a sentence, with how sure it is.
func (r Rule) Note() language.Text {
	t := language.T
	switch {
	case r.Proposed:
		return t("%s (%s, föreslås gälla från %s)", "%s (%s, proposed to hold from %s)").With(r.Says, language.Same(r.Citation), r.From.Long())
	case !r.Confirmed:
		return t("%s (%s, lagrummet ska bekräftas)", "%s (%s, the citation is to be confirmed)").With(r.Says, language.Same(r.Citation))
	}
	return t("%s (%s)", "%s (%s)").With(r.Says, language.Same(r.Citation))
}
