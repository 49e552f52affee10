package directory

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/identity"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/sheet"
)

// BoardColumns are the columns of a file of boards.
func BoardColumns() []sheet.Column {
	return []sheet.Column{
		{Name: "code", Also: []string{"kommunkod", "kod", "municipality_code"}, Required: true},
		{Name: "name", Also: []string{"nämnd", "namn", "board", "myndighet"}, Required: true},
		{Name: "short_name", Also: []string{"kort_namn", "förkortning"}},
		{Name: "organisation_number", Also: []string{"organisationsnummer", "orgnr"}},
		{Name: areasColumn, Also: []string{"områden", "verksamheter", "område"}},
		{Name: "executive", Also: []string{"kommunstyrelse"}},
		{Name: "valid_from", Also: []string{"från", "from", "gäller_från"}},
		{Name: "valid_to", Also: []string{"till", "to", "gäller_till"}},
	}
}

// catalogue is what an import must know of the directory.
type catalogue struct {
	places      map[string]string // municipality code → name, of any time
	executives  map[string]bool   // municipality code → it has its executive board, or gets it by an earlier row
	authorities []AuthorityHistory
	activities  []Activity
}

func catalogueOf(ctx context.Context, q db.Reader) (c catalogue, err error) {
	type place struct {
		Code string `db:"code"`
		Name string `db:"name"`
	}
	places, err := db.All[place](ctx, q, `SELECT code, name FROM directory_municipality_version ORDER BY code, no`)
	if err != nil {
		return c, err
	}
	c.places, c.executives = map[string]string{}, map[string]bool{}
	for _, p := range places {
		c.places[p.Code] = p.Name
	}
	rows, err := db.All[Authority](ctx, q, authoritySelect()+`ORDER BY a.id, a.no`, today(q))
	for _, a := range rows {
		if a.Executive {
			c.executives[a.MunicipalityCode] = true
		}
		if n := len(c.authorities); n == 0 || c.authorities[n-1].ID != a.ID {
			c.authorities = append(c.authorities, AuthorityHistory{})
		}
		h := &c.authorities[len(c.authorities)-1]
		h.Authority, h.History = a, append(h.History, Version[AuthorityDetails]{Validity: a.Validity, Details: a.AuthorityDetails})
	}
	if err != nil {
		return c, err
	}
	c.activities, err = allActivities(ctx, q)
	return c, err
}

// board finds a board of a municipality by a name that it has or has had; the one that lasts longest when names were
// used again.
func (c catalogue) board(code, name string) (found AuthorityHistory, ok bool) {
	for _, a := range c.authorities {
		if a.MunicipalityCode == code && a.calledEver(name) && (!ok || a.History.Span().To.IsZero()) {
			found, ok = a, true
		}
	}
	return found, ok
}

func (a AuthorityHistory) calledEver(name string) bool {
	for _, v := range a.History {
		if language.SearchKey(v.Details.Name) == language.SearchKey(name) {
			return true
		}
	}
	return false
}

func planBoards(ctx context.Context, q db.Reader, in Input, rd *reading) ([]step, error) {
	c, err := catalogueOf(ctx, q)
	if err != nil {
		return nil, err
	}
	var steps []step
	seen := map[string]bool{}
	for _, row := range rd.table.Rows {
		if !rd.place(row, c) {
			continue
		}
		code, name := rd.cell(row, "code"), tidy(rd.cell(row, "name"))
		if key := code + " " + language.SearchKey(name); seen[key] {
			rd.wrong(row, "name", twiceInFile)
		} else {
			seen[key] = true
			steps = append(steps, planBoard(c, in, rd, row, code, name, today(q)))
		}
	}
	return steps, nil
}

// place asks whether a row names a municipality.
func (in *reading) place(row sheet.Row, c catalogue) bool {
	if _, known := c.places[in.cell(row, "code")]; known {
		return true
	}
	in.wrong(row, "code", unknownMunicipality)
	return false
}

func planBoard(c catalogue, in Input, rd *reading, row sheet.Row, code, name string, now calendar.Date) step {
	had, known := c.board(code, name)
	d, span := AuthorityDetails{Name: name}, Validity{}
	if known {
		d, span = had.History.Last().Details, had.History.Span()
	}
	d = AuthorityDetails{Name: d.Name, ShortName: rd.said(row, "short_name", d.ShortName),
		OrganisationNumber: identity.OrganisationNumber(rd.said(row, "organisation_number", string(d.OrganisationNumber)))}.tidied()
	if rd.table.Knows("valid_from") {
		span.From = rd.date(row, "valid_from")
	}
	if rd.table.Knows("valid_to") {
		span.To = rd.date(row, "valid_to")
	}
	rd.details(row, d.check)
	if span.Period().Check() != nil {
		rd.wrong(row, "valid_to", endsBeforeStart)
		return step{row: row.Number, what: name, outcome: sheet.Refused}
	}
	st := step{row: row.Number, what: c.places[code] + ", " + name}
	if known {
		if st = rd.changeBoard(st, in, row, had, d, span); st.outcome == sheet.Refused {
			return st
		}
		return rd.withAreas(st, in, row, c, had.ID, span.From, now, func() string { return had.ID })
	}
	a := Authority{Class: Board, MunicipalityCode: code, Executive: isYes(rd.cell(row, "executive")), AuthorityDetails: d, Validity: span}
	if a.Executive && c.executives[code] {
		rd.wrong(row, "executive", haveExecutive)
	}
	c.executives[code] = c.executives[code] || a.Executive
	st.outcome, st.write = sheet.Added, func(ctx context.Context, tx *audit.Tx) error { return addAuthority(ctx, tx, &a) }
	return rd.withAreas(st, in, row, c, "", span.From, now, func() string { return a.ID })
}

// changeBoard is the step for a board that is there already.
func (in *reading) changeBoard(st step, input Input, row sheet.Row, had AuthorityHistory, d AuthorityDetails, span Validity) step {
	if d == had.History.Last().Details && span == had.History.Span() {
		st.outcome = sheet.Unchanged
		return st
	}
	h, err := bring(had.History, input.From, d, span)
	if in.noteRefusal(row, "name", err) {
		st.outcome = sheet.Refused
		return st
	}
	st.outcome, st.write = sheet.Changed, func(ctx context.Context, tx *audit.Tx) error {
		if err := checkAuthority(ctx, tx, had.Authority, h); err != nil {
			return err
		}
		if err := touch(ctx, tx, "directory_authority", "id", had.ID, had.Authority.Version); err != nil {
			return err
		}
		if err := putAuthority(ctx, tx, had.ID, h); err != nil {
			return err
		}
		return tx.Note(policy.EditAuthority, had.Ref(), h)
	}
	return st
}

var (
	twiceInFile   = language.T("raden finns två gånger i filen. Behåll en av dem", "the row occurs twice in the file. Keep one of them")
	haveExecutive = language.T("Kommunen har redan en kommunstyrelse. Ta bort markeringen.", "The municipality already has an executive board. Take the mark away.")
)
