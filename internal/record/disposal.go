package record

import (
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// State is where a disposal stands.
type State string

// The states of a disposal.
const (
	Proposed   State = "proposed"
	Approved   State = "approved"
	Refused    State = "refused"
	CarriedOut State = "carried-out"
)

// Name is the state in words.
func (s State) Name() language.Text {
	switch s {
	case Proposed:
		return language.T("Föreslagen", "Proposed")
	case Approved:
		return language.T("Beslutad", "Approved")
	case Refused:
		return language.T("Avslagen", "Refused")
	case CarriedOut:
		return language.T("Genomförd", "Carried out")
	}
	return language.Same(string(s))
}

// Disposal is a proposal to destroy things, and what became of it. Number is that of its protocol, unique in the
// authority.
type Disposal struct {
	ID            string  `db:"id"`
	Authority     string  `db:"authority_id"`
	Number        string  `db:"number"`
	State         State   `db:"state"`
	MustExport    bool    `db:"must_export"`    // an archive package must have been fetched before it is carried out
	ExportDigest  string  `db:"export_digest"`  // SHA-256 of the latest package, in hexadecimal; empty when none was fetched
	ExportMusts   int64   `db:"export_musts"`   // of the rules that the latest package meets
	ExportShoulds string  `db:"export_shoulds"` // ids of those that it does not follow
	ProposedAt    db.Time `db:"proposed_at"`
	ProposedBy    string  `db:"proposed_by"` // account, or the process that proposed
	DecidedAt     db.Time `db:"decided_at"`
	DecidedBy     string  `db:"decided_by"`
	Decision      string  `db:"decision"` // the reason in words
	CarriedOutAt  db.Time `db:"carried_out_at"`
	CarriedOutBy  string  `db:"carried_out_by"`
	Version       int64   `db:"version"`
}

// Ref points at the disposal.
func (d Disposal) Ref() ref.Ref { return ref.To(KindDisposal, d.ID) }

// Protocol names the disposal among those of all authorities; the trail says that its lines went under it.
func (d Disposal) Protocol() string { return d.Authority + " " + d.Number }

// Item is one thing that a disposal destroys.
type Item struct {
	Disposal   string        `db:"disposal_id"`
	No         int64         `db:"no"` // from 1
	Kind       ref.Kind      `db:"kind"`
	ID         string        `db:"thing_id"`
	DocType    string        `db:"doc_type"`
	Start      calendar.Date `db:"starts_on"` // the day that the period was counted from
	Due        calendar.Date `db:"due"`       // the first day on which it may be destroyed
	Source     string        `db:"source"`    // the right to destroy it
	TrailLines int64         `db:"trail_lines"`
}

// Thing points at what is destroyed.
func (i Item) Thing() ref.Ref { return ref.To(i.Kind, i.ID) }

// Candidate is a thing that a room holds to be due.
type Candidate struct {
	Thing   ref.Ref
	DocType string
	Start   calendar.Date // the day that the rule counts from: last entry, end, closing
	Keep    string        // why it is kept all the same, such as the selection for research; empty when it is not
}

// who names an actor in a protocol: the account, or the process.
func who(a policy.Actor) string {
	if a.ID != "" {
		return a.ID
	}
	return a.Process
}

// Decide approves or refuses. It takes another person than the one who proposed (two-step disposal), and never a process.
func (d Disposal) Decide(a policy.Actor, approve bool, reason string, now db.Time) (Disposal, error) {
	if d.State != Proposed {
		return d, wrongState(d)
	}
	if a.ID == "" || a.ID == d.ProposedBy {
		return d, fault.New(fault.Denied, language.T("Den som har föreslagit en gallring får inte besluta om den. Be en kollega.",
			"Who proposed a disposal may not decide on it. Ask a colleague."))
	}
	if reason == "" {
		text := language.T("Skriv varför du beslutar så.", "Write why you decide so.")
		return d, fault.New(fault.Invalid, text, fault.Field("reason", text))
	}
	d.State, d.DecidedAt, d.DecidedBy, d.Decision = Refused, now, a.ID, reason
	if approve {
		d.State = Approved
	}
	return d, nil
}

// CarryOut marks that everything in it has been destroyed.
func (d Disposal) CarryOut(a policy.Actor, now db.Time) (Disposal, error) {
	if d.State != Approved {
		return d, wrongState(d)
	}
	if d.MustExport && d.ExportDigest == "" {
		return d, fault.New(fault.Conflict, language.T("Hämta arkivpaketet först. Gallringen kräver att handlingarna exporteras innan de förstörs.",
			"Fetch the archive package first. The disposal demands that the documents are exported before they are destroyed."))
	}
	d.State, d.CarriedOutAt, d.CarriedOutBy = CarriedOut, now, who(a)
	return d, nil
}

func wrongState(d Disposal) error {
	return fault.New(fault.Conflict, language.T("Det går inte: gallringen %s är redan i läget %s.", "Not possible: disposal %s is already %s.").With(d.Number, d.State.Name()))
}

// judge applies the rules to a candidate: the item it becomes, or why it may not be destroyed.
func judge(rules []Rule, c Candidate, held bool, today calendar.Date) (Item, error) {
	r, known := RuleFor(rules, c.DocType, today)
	due, destroyed := r.Due(c.Start)
	switch {
	case !known:
		return Item{}, notDue(c, language.T("det finns ingen regel för handlingstypen %s", "there is no rule for the document type %s").With(c.DocType))
	case !destroyed:
		return Item{}, notDue(c, language.T("den ska bevaras (%s)", "it is to be kept (%s)").With(r.Source))
	case c.Keep != "":
		return Item{}, notDue(c, language.T("den är undantagen: %s", "it is excepted: %s").With(c.Keep))
	case held:
		return Item{}, notDue(c, language.T("gallringen är stoppad för den", "its destruction is on hold"))
	case today.Before(due):
		return Item{}, notDue(c, language.T("den får gallras tidigast %s", "it may be destroyed on %s at the earliest").With(due))
	}
	return Item{Kind: c.Thing.Kind, ID: c.Thing.ID, DocType: c.DocType, Start: c.Start, Due: due, Source: r.Source}, nil
}

func notDue(c Candidate, why language.Text) error {
	text := language.T("%s får inte gallras: %s.", "%s may not be destroyed: %s.").With(c.Thing, why)
	return fault.New(fault.Conflict, text, fault.Field(c.Thing.String(), text))
}
