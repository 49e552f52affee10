package agreement

import (
	"io"
	"slices"
	"strings"

	"samsyn/internal/directory"
	"samsyn/internal/sheet"
	"samsyn/internal/web"
)

const csvType = "text/csv; charset=utf-8"

// dataRegister is the whole register as open data: one row per party of a municipality, with the column names that an
// import takes.
func (s *Service) dataRegister(r *web.Request) (web.Response, error) {
	f := Filter{On: today(s.Trail.DB())}
	columns := []string{colID, colCode, colName, colBoard, colStatus, fieldKind, fieldSigned, fieldFrom, fieldTo, fieldTerminated,
		fieldRegistryAF, fieldRegistry, fieldSource}
	return web.Stream("overenskommelser.csv", csvType, func(w io.Writer) error {
		out, err := sheet.NewCSV(w, columns)
		if err != nil {
			return err
		}
		for l, err := range s.each(r.Context(), f) {
			if err != nil {
				return err
			}
			if err := writeParties(out, l); err != nil {
				return err
			}
		}
		return out.Close()
	}), nil
}

func writeParties(out *sheet.CSV, l listed) error {
	for _, p := range l.Parties {
		if p.Municipality == "" {
			continue
		}
		board := l.parties[p.Authority]
		name := board.Name
		if board.Executive {
			name = "" // the board bound when none is named
		}
		err := out.WriteRow([]any{l.ID, p.Municipality, l.nameOf(p.Municipality), name, string(l.Standing), string(l.Kind), l.Signed,
			l.From, l.To, l.Terminated, l.RegistryNumber(directory.PES), p.RegistryNumber, l.Source})
		if err != nil {
			return err
		}
	}
	return nil
}

func (l listed) nameOf(code string) string {
	for i, c := range l.Municipalities() {
		if c == code {
			return l.names[i]
		}
	}
	return ""
}

// dataCoverage is every municipality and its state on a day, by code.
func (s *Service) dataCoverage(r *web.Request) (web.Response, error) {
	day, err := s.day(r)
	if err != nil {
		return web.Response{}, err
	}
	c, err := CoverageOn(r.Context(), s.Trail.DB(), day)
	if err != nil {
		return web.Response{}, err
	}
	slices.SortFunc(c.Places, func(a, b Covered) int { return strings.Compare(a.Code, b.Code) })
	columns := []string{"on", "code", "name", "county_code", "county_name", "skr_group_code", "population", "signed", "state", "last_day", "without_since", "next_from", colID}
	return web.Stream("tackning-"+day.String()+".csv", csvType, func(w io.Writer) error {
		out, err := sheet.NewCSV(w, columns)
		if err != nil {
			return err
		}
		for _, p := range c.Places {
			signed := 0
			if p.HasAgreement() {
				signed = 1
			}
			err := out.WriteRow([]any{c.On, p.Code, p.Name, p.CountyCode, p.CountyName, p.GroupCode, p.Population, signed, string(p.State), p.Last, p.Since, p.Next, p.Agreement})
			if err != nil {
				return err
			}
		}
		return out.Close()
	}), nil
}
