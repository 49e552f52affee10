package directory

import (
	"context"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// BoardFor gives the board that is bound when a municipality is named without a board: kommunstyrelsen, or what the
// municipality has in its place. It is entered when the municipality has none. The caller has asked whether the actor
// may do what makes it needed.
func BoardFor(ctx context.Context, tx *audit.Tx, code string) (Authority, error) {
	id, err := db.All[string](ctx, tx, `SELECT id FROM directory_authority WHERE municipality_code = $1 AND executive`, code)
	if err != nil {
		return Authority{}, err
	}
	if len(id) > 0 {
		return AuthorityByID(ctx, tx, id[0], today(tx))
	}
	m, err := nearestMunicipality(ctx, tx, code, today(tx))
	if err != nil {
		return Authority{}, err
	}
	a := Authority{Class: Board, MunicipalityCode: code, Executive: true, MunicipalityName: m.OfficialName, AuthorityDetails: executiveName(m.OfficialName)}
	boards, err := boardVersions(ctx, tx, code)
	if err != nil {
		return a, err
	}
	for _, b := range boards {
		if language.SearchKey(b.Name) == language.SearchKey(a.Name) {
			return makeExecutive(ctx, tx, b)
		}
	}
	return a, addAuthority(ctx, tx, &a)
}

// makeExecutive marks a board that was entered under the executive board's name, but not as that.
func makeExecutive(ctx context.Context, tx *audit.Tx, b Authority) (Authority, error) {
	b.Executive = true
	if _, err := tx.Exec(ctx, `UPDATE directory_authority SET executive = TRUE, version = version + 1 WHERE id = $1`, b.ID); err != nil {
		return b, err
	}
	return b, tx.Note(policy.EditAuthority, b.Ref(), map[string]bool{"executive": true})
}

// nearestMunicipality gives a municipality's details on a day, or those nearest to it.
func nearestMunicipality(ctx context.Context, q db.Reader, code string, day calendar.Date) (MunicipalityDetails, error) {
	m, err := municipalityHistory(ctx, q, code)
	if err != nil {
		return MunicipalityDetails{}, err
	}
	return m.History.Nearest(day).Details, nil
}

// executiveName is what the executive board is called where nobody has said otherwise.
func executiveName(officialName string) AuthorityDetails {
	if hasRegionTasks(officialName) {
		return AuthorityDetails{Name: "Regionstyrelsen", ShortName: "RS"}
	}
	return AuthorityDetails{Name: "Kommunstyrelsen", ShortName: "KS"}
}
