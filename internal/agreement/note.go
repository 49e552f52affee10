package agreement

import "samsyn/internal/calendar"

// noted is what the trail says of one agreement: what it says now, and which fields that changed. It holds no person;
// a registry number is the authority's own and open.
type noted struct {
	Fields     []string      `json:"fields,omitempty"` // empty for a new one
	Kind       Kind          `json:"kind"`
	Standing   Standing      `json:"standing"`
	Signed     calendar.Date `json:"signed"`
	From       calendar.Date `json:"from"`
	To         calendar.Date `json:"to"`
	Terminated calendar.Date `json:"terminated"`
	Source     string        `json:"source"`
	Scan       string        `json:"scan,omitempty"`
	Parties    []notedParty  `json:"parties"`
}

type notedParty struct {
	Authority      string        `json:"authority"`
	Municipality   string        `json:"municipality,omitempty"`
	RegistryNumber string        `json:"registryNumber,omitempty"`
	Joined         calendar.Date `json:"joined,omitzero"`
	Left           calendar.Date `json:"left,omitzero"`
}

func noteOf(before, after Agreement) noted {
	n := noted{Kind: after.Kind, Standing: after.Standing, Signed: after.Signed, From: after.From, To: after.To,
		Terminated: after.Terminated, Source: after.Source, Scan: after.Scan}
	if before.ID != "" {
		n.Fields = before.differs(after)
	}
	for _, p := range after.Parties {
		n.Parties = append(n.Parties, notedParty(p))
	}
	return n
}
