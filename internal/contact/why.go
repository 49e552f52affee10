package contact

import (
	"samsyn/internal/calendar"
	"samsyn/internal/language"
)

// reasons says why a question goes by a path.
func reasons(a Ask, info TopicInfo, place string, c Candidate) []language.Text {
	t := language.T
	why := []language.Text{t("%s svarar om %s.", "%s answers about %s.").With(c.Title, quoted(info.Name))}
	if area := areaOf(a, info); c.does(area) {
		why = append(why, t("Den nämnden svarar för %s.", "That board has %s.").With(areaName(area)))
	}
	if len(c.Path.Areas) > 0 {
		why = append(why, t("Kontaktvägen gäller %s.", "The contact path is for %s.").With(place))
	} else {
		why = append(why, t("Kontaktvägen gäller alla kommuner som mottagaren arbetar för.", "The contact path is for every municipality that the receiver serves."))
	}
	why = append(why, secrecyReason(a, c)...)
	if a.Urgent {
		why = append(why, urgencyReason(c))
	}
	return append(why, freshness(a, c)...)
}

func secrecyReason(a Ask, c Candidate) []language.Text {
	t := language.T
	switch {
	case a.Protected:
		return []language.Text{t("Den tar emot frågor om skyddade personuppgifter: %s, aldrig text över nätet.", "It takes questions about protected identities: %s, never text over a network.").With(c.Channel.Label())}
	case a.Personal:
		return []language.Text{t("Den tar emot uppgifter om enskilda.", "It takes data about a person.")}
	case !c.Personal:
		return []language.Text{t("Den är bara för frågor utan personuppgifter.", "It is only for questions without personal data.")}
	}
	return nil
}

func urgencyReason(c Candidate) language.Text {
	if c.Urgent {
		return language.T("Den är avsedd för det som är brådskande.", "It is meant for what is urgent.")
	}
	return language.T("Mottagaren har ingen särskild väg för det som är brådskande.", "The receiver has no path of its own for what is urgent.")
}

func freshness(a Ask, c Candidate) []language.Text {
	switch {
	case !c.SilentSince.IsZero():
		return []language.Text{language.T("Ingen har svarat genom kontaktvägen på 30 dagar. Ring hellre, eller välj en annan väg om det finns.", "Nobody has answered through the contact path in 30 days. Rather call, or choose another way if there is one.")}
	case c.StateAt(a.At) == Confirmed:
		return nil
	case c.ConfirmedAt.IsZero():
		return []language.Text{language.T("Ingen har bekräftat att kontaktvägen stämmer.", "Nobody has confirmed that the contact path is right.")}
	}
	return []language.Text{language.T("Kontaktvägen bekräftades senast %s och kan vara inaktuell.", "The contact path was last confirmed on %s and may be out of date.").With(calendar.DateOf(c.ConfirmedAt.Time))}
}

// areaName names an area in the middle of a sentence.
func areaName(a Area) language.Text {
	for _, o := range areas() {
		if o.area == a {
			return o.name
		}
	}
	return language.T("det", "it")
}

type namedArea struct {
	area Area
	name language.Text
}

func areas() []namedArea {
	t := language.T
	return []namedArea{{Income, t("ekonomiskt bistånd", "income support")}, {Work, t("arbetsmarknad", "employment")},
		{Youth, t("det kommunala aktivitetsansvaret", "the responsibility for youth")}, {Education, t("vuxenutbildning", "adult education")}}
}

func quoted(name language.Text) language.Text { return language.T("”%s”", "“%s”").With(name) }
