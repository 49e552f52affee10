package directory

import (
	"context"
	"slices"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/sheet"
)

// OfficeColumns are the columns of a file of offices. Without an authority the office is Arbetsförmedlingen's.
func OfficeColumns() []sheet.Column {
	return []sheet.Column{
		{Name: "code", Also: []string{"kommunkod", "kod", "municipality_code"}, Required: true},
		{Name: "authority", Also: []string{"myndighet", "nämnd"}},
		{Name: "name", Also: []string{"namn", "plats", "kontor"}, Required: true},
		{Name: "address", Also: []string{"adress"}},
		{Name: "services", Also: []string{"vad_du_kan_göra", "tjänster"}, Required: true},
		{Name: "hours", Also: []string{"öppet", "öppettider"}},
		{Name: "opened", Also: []string{"från", "from", "öppnade"}},
		{Name: "closes", Also: []string{"till", "to", "stänger"}},
	}
}

// owner finds the authority that a row names: by id, by name or by short name; a board only in its own municipality.
func (c catalogue) owner(code, name string) (AuthorityHistory, bool) {
	key := language.SearchKey(name)
	for _, a := range c.authorities {
		if a.MunicipalityCode != "" && a.MunicipalityCode != code {
			continue
		}
		if a.ID == name || a.calledEver(name) || key == "" && a.ID == PES || key != "" && key == language.SearchKey(a.History.Last().Details.ShortName) {
			return a, true
		}
	}
	return AuthorityHistory{}, false
}

// allOffices gives every office with its history.
func allOffices(ctx context.Context, q db.Reader) ([]OfficeHistory, error) {
	rows, err := db.All[Office](ctx, q, officeSelect()+`ORDER BY o.id, o.no`, today(q))
	var out []OfficeHistory
	for _, o := range rows {
		if len(out) == 0 || out[len(out)-1].ID != o.ID {
			out = append(out, OfficeHistory{})
		}
		h := &out[len(out)-1]
		h.Office, h.History = o, append(h.History, Version[OfficeDetails]{Validity: o.Validity, Details: o.OfficeDetails})
	}
	return out, err
}

func planOffices(ctx context.Context, q db.Reader, in Input, rd *reading) ([]step, error) {
	c, err := catalogueOf(ctx, q)
	if err != nil {
		return nil, err
	}
	offices, err := allOffices(ctx, q)
	if err != nil {
		return nil, err
	}
	var steps []step
	seen := map[string]bool{}
	for _, row := range rd.table.Rows {
		owner, ok := c.owner(rd.cell(row, "code"), rd.cell(row, "authority"))
		if !ok {
			rd.wrong(row, "authority", unknownOwner)
		}
		if !rd.place(row, c) || !ok {
			continue
		}
		o := Office{Authority: owner.ID, MunicipalityCode: rd.cell(row, "code"), OfficeDetails: OfficeDetails{Name: tidy(rd.cell(row, "name"))}}
		if seen[o.key()] {
			rd.wrong(row, "name", twiceInFile)
			continue
		}
		seen[o.key()] = true
		steps = append(steps, rd.planOffice(in, row, offices, o, c.places[o.MunicipalityCode]))
	}
	return steps, nil
}

// key is what an office is known by in a file.
func (o Office) key() string {
	return o.Authority + " " + o.MunicipalityCode + " " + language.SearchKey(o.Name)
}

func (in *reading) planOffice(input Input, row sheet.Row, offices []OfficeHistory, o Office, place string) step {
	at := slices.IndexFunc(offices, func(h OfficeHistory) bool { return h.key() == o.key() })
	if at >= 0 {
		o.OfficeDetails, o.Validity = offices[at].History.Last().Details, offices[at].History.Span()
	}
	o.Address, o.Services, o.Hours = in.said(row, "address", o.Address), in.said(row, "services", o.Services), in.said(row, "hours", o.Hours)
	if in.table.Knows("opened") {
		o.From = in.date(row, "opened")
	}
	if in.table.Knows("closes") {
		o.To = in.date(row, "closes")
	}
	in.details(row, o.OfficeDetails.check)
	st := step{row: row.Number, what: place + ", " + o.Name}
	switch {
	case o.Period().Check() != nil:
		in.wrong(row, "closes", endsBeforeStart)
		st.outcome = sheet.Refused
	case at >= 0:
		return in.changeOffice(st, input, row, offices[at], o)
	default:
		st.outcome, st.write = sheet.Added, func(ctx context.Context, tx *audit.Tx) error { return addOffice(ctx, tx, &o) }
	}
	return st
}

// changeOffice is the step for an office that is there already.
func (in *reading) changeOffice(st step, input Input, row sheet.Row, had OfficeHistory, o Office) step {
	if o.OfficeDetails == had.History.Last().Details && o.Validity == had.History.Span() {
		st.outcome = sheet.Unchanged
		return st
	}
	h, err := bring(had.History, input.From, o.OfficeDetails, o.Validity)
	if in.noteRefusal(row, "name", err) {
		st.outcome = sheet.Refused
		return st
	}
	st.outcome, st.write = sheet.Changed, func(ctx context.Context, tx *audit.Tx) error {
		if err := touch(ctx, tx, "directory_office", "id", had.ID, had.Version); err != nil {
			return err
		}
		if err := putOffice(ctx, tx, had.ID, h); err != nil {
			return err
		}
		return tx.Note(policy.EditOffice, had.Ref(), h)
	}
	return st
}

var unknownOwner = language.T("Ingen sådan myndighet finns för kommunen. Lägg till den först, eller skriv dess namn som i katalogen.",
	"There is no such authority for the municipality. Add it first, or write its name as in the directory.")
