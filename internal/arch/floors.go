package arch

// Floor is a storey of the house: its packages import lower floors, and on their own floor only what stands before
// them in the list.
type Floor struct {
	Name     string
	Packages []string // below samsyn/internal; a folder below a package belongs to it
}

// Floors is the house from the ground up. A new package gets a seat here, or the test fails.
func Floors() []Floor {
	return []Floor{
		{"words", []string{"language", "fault", "ref", "calendar", "clock", "law", "money", "identity", "clause", "ladder"}},
		{"ground", []string{"db", "seal", "sheet", "policy", "ui", "file", "pdf", "sdk", "csip", "config"}},
		{"frame", []string{"audit", "fact", "job", "web", "record", "notice", "webhook"}},
		{"rooms", []string{"directory", "account", "signin", "template", "agreement", "commitment", "negotiation", "signing", "steering", "routine", "responsibility", "contact", "person", "exchange", "enquiry", "escalation", "deviation", "seeker", "accesslog", "incident", "matter", "measure", "handover", "statutory", "plan", "meeting", "outcome", "request"}},
		{"views", []string{"promise", "corpus", "home", "public", "admin", "mypages"}},
		{"house", []string{"app", "simulate", "cast", "command"}},
		{"tests", []string{"dbtest", "apptest", "bench", "arch"}},
	}
}
