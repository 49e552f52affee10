package routine

import "samsyn/internal/language"

// Topic is what a routine is about, from one list for the whole country so that it is found by everybody.
type Topic string

// Topics lists the topics in the order in which they are shown.
func Topics() []Topic {
	out := make([]Topic, len(topics))
	for i, t := range topics {
		out[i] = t.topic
	}
	return out
}

// Label is the topic in words; nothing for one that is not in the list.
func (t Topic) Label() language.Text {
	for _, known := range topics {
		if known.topic == t {
			return known.name
		}
	}
	return language.Text{}
}

var topics = []struct {
	topic Topic
	name  language.Text
}{
	{"contact", language.T("kontaktvägar", "contact paths")},
	{"questions", language.T("frågor om enskilda", "questions about individuals")},
	{"consent", language.T("samtycke och sekretess", "consent and secrecy")},
	{"handover", language.T("överlämning", "hand-over")},
	{"assessment", language.T("gemensam kartläggning", "joint assessment")},
	{"planning", language.T("gemensam planering", "joint planning")},
	{"meetings", language.T("flerpartsmöten", "multi-party meetings")},
	{"measures", language.T("insatser", "measures")},
	{"job-track", language.T("lokala jobbspår", "local job tracks")},
	{"education", language.T("SFI och komvux", "SFI and adult education")},
	{"income-support", language.T("ekonomiskt bistånd", "income support")},
	{"youth", language.T("unga", "young people")},
	{"newcomers", language.T("nyanlända", "newly arrived")},
	{"rehabilitation", language.T("rehabilitering", "rehabilitation")},
	{"presence", language.T("fysisk närvaro", "physical presence")},
	{"deviations", language.T("avvikelser", "deviations")},
	{"follow-up", language.T("uppföljning", "follow-up")},
}
