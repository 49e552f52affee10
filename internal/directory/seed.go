package directory

import (
	"context"
	"slices"
	"strconv"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// Seed brings a database up to the edition of the reference tables that the program carries, as one act: counties,
// groups and municipalities, Arbetsförmedlingen and SKR. It does nothing when the database holds that edition or a
// later one. A municipality that somebody has edited is left as it was edited.
func Seed(ctx context.Context, trail *audit.Trail) error {
	held, err := editionHeld(ctx, trail.DB())
	if err != nil || held >= ReferenceVersion {
		return err
	}
	r, err := LoadReference()
	if err != nil {
		return err
	}
	return trail.Do(ctx, policy.Process("samsyn directory"), func(tx *audit.Tx) error { return r.load(ctx, tx) })
}

func editionHeld(ctx context.Context, q db.Reader) (int, error) {
	return db.One[int](ctx, q, `SELECT COALESCE(max(version), 0) FROM directory_reference`)
}

// seeded is what the trail says of a loading.
type seeded struct {
	Version        int `json:"version"`
	Municipalities int `json:"municipalities"`
	Kept           int `json:"kept"` // edited by somebody, therefore left alone
}

// load is run again when another process was first; then there is nothing left to do but say so.
func (r *Reference) load(ctx context.Context, tx *audit.Tx) error {
	done := seeded{Version: ReferenceVersion}
	held, err := editionHeld(ctx, tx)
	if err != nil {
		return err
	}
	if held < ReferenceVersion {
		if err := r.write(ctx, tx, &done); err != nil {
			return err
		}
	}
	return tx.Note(policy.ImportDirectory, ref.To(ReferenceKind, strconv.Itoa(ReferenceVersion)), done)
}

func (r *Reference) write(ctx context.Context, tx *audit.Tx, done *seeded) error {
	for _, step := range []func(context.Context, *audit.Tx) error{r.writeCounties, r.writeGroups, r.writeAuthorities} {
		if err := step(ctx, tx); err != nil {
			return err
		}
	}
	if err := r.writeMunicipalities(ctx, tx, done); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `INSERT INTO directory_reference (version, loaded_at) VALUES ($1, $2)`, ReferenceVersion, db.At(tx.Now()))
	return err
}

func (r *Reference) writeCounties(ctx context.Context, tx *audit.Tx) error {
	for _, c := range r.Counties {
		_, err := tx.Exec(ctx, `INSERT INTO directory_county (code, letter, name, region_name, sort_key) VALUES ($1, $2, $3, $4, $5)
			ON CONFLICT (code) DO UPDATE SET letter = excluded.letter, name = excluded.name, region_name = excluded.region_name, sort_key = excluded.sort_key`,
			c.Code, c.Letter, c.Name, c.RegionName, language.SortKey(c.Name))
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *Reference) writeGroups(ctx context.Context, tx *audit.Tx) error {
	for _, g := range r.Groups {
		_, err := tx.Exec(ctx, `INSERT INTO directory_group (code, name, main_code, main_name) VALUES ($1, $2, $3, $4)
			ON CONFLICT (code) DO UPDATE SET name = excluded.name, main_code = excluded.main_code, main_name = excluded.main_name`,
			g.Code, g.Name, g.MainCode, g.MainName)
		if err != nil {
			return err
		}
	}
	return nil
}

// writeAuthorities enters those that are not there yet; what somebody has changed about them stays.
func (r *Reference) writeAuthorities(ctx context.Context, tx *audit.Tx) error {
	have, err := db.All[string](ctx, tx, `SELECT id FROM directory_authority`)
	if err != nil {
		return err
	}
	for _, a := range r.Authorities {
		if slices.Contains(have, a.ID) {
			continue
		}
		if err := insertAuthority(ctx, tx, a); err != nil {
			return err
		}
	}
	return nil
}

// writeMunicipalities writes all that nobody has edited, in few statements, since a new database waits for it.
func (r *Reference) writeMunicipalities(ctx context.Context, tx *audit.Tx, done *seeded) error {
	have, err := db.All[municipalityState](ctx, tx, `SELECT code, edited, version FROM directory_municipality`)
	if err != nil {
		return err
	}
	state := map[string]municipalityState{}
	for _, h := range have {
		state[h.Code] = h
	}
	var fresh []municipalityState
	var rows []municipalityRow
	for _, m := range r.histories() {
		held, known := state[m.Code]
		if held.Edited {
			done.Kept++
			continue
		}
		if !known {
			fresh = append(fresh, municipalityState{Code: m.Code, Version: 1})
		}
		done.Municipalities++
		rows = append(rows, municipalityRows(m.Code, m.History)...)
	}
	return replaceUnedited(ctx, tx, fresh, rows)
}

// municipalityState is the row of a municipality that its versions hang on.
type municipalityState struct {
	Code    string `db:"code"`
	Edited  bool   `db:"edited"`
	Version int64  `db:"version"`
}

// replaceUnedited puts the versions of the reference tables in place of those that nobody has edited.
func replaceUnedited(ctx context.Context, tx *audit.Tx, fresh []municipalityState, rows []municipalityRow) error {
	for _, text := range []string{
		`DELETE FROM directory_municipality_version WHERE code IN (SELECT code FROM directory_municipality WHERE NOT edited)`,
		`UPDATE directory_municipality SET version = version + 1 WHERE NOT edited`,
	} {
		if _, err := tx.Exec(ctx, text); err != nil {
			return err
		}
	}
	if err := db.InsertAll(ctx, tx, "directory_municipality", fresh); err != nil {
		return err
	}
	return db.InsertAll(ctx, tx, "directory_municipality_version", rows)
}

// histories puts the rows of each municipality together.
func (r *Reference) histories() []MunicipalityHistory {
	var out []MunicipalityHistory
	for _, m := range r.Municipalities {
		if len(out) == 0 || out[len(out)-1].Code != m.Code {
			out = append(out, MunicipalityHistory{Code: m.Code})
		}
		last := &out[len(out)-1]
		last.History = append(last.History, Version[MunicipalityDetails]{Validity: m.Validity, Details: m.MunicipalityDetails})
	}
	return out
}
