package directory

import (
	"io"

	"samsyn/internal/sheet"
	"samsyn/internal/web"
)

func (s *Service) exportCSV(r *web.Request) (web.Response, error) {
	return s.export(r, "kommuner.csv", "text/csv; charset=utf-8", func(w io.Writer, columns []string) (sheet.Writer, error) { return sheet.NewCSV(w, columns) })
}

func (s *Service) exportXLSX(r *web.Request) (web.Response, error) {
	return s.export(r, "kommuner.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", func(w io.Writer, columns []string) (sheet.Writer, error) { return sheet.NewXLSX(w, columns) })
}

// exportColumns head an export; they are the names of the reference table, so that it can be read by machine.
var exportColumns = []string{"code", "name", "official_name", "county_code", "county_name", "skr_group_code", "skr_group_name", "population", "population_year", "seat", "seat_lat", "seat_lon"}

// export is exactly the list that the same filters show.
func (s *Service) export(r *web.Request, name, contentType string, begin func(io.Writer, []string) (sheet.Writer, error)) (web.Response, error) {
	day, err := s.Day(r)
	if err != nil {
		return web.Response{}, err
	}
	found, err := List(r.Context(), s.Trail.DB(), s.filterOf(r), day)
	if err != nil {
		return web.Response{}, err
	}
	return web.Stream(name, contentType, func(w io.Writer) error {
		out, err := begin(w, exportColumns)
		if err != nil {
			return err
		}
		for _, m := range found {
			err := out.WriteRow([]any{m.Code, m.Name, m.OfficialName, m.CountyCode, m.CountyName, m.GroupCode, m.GroupName,
				m.Population, m.PopulationYear, m.Seat, m.Latitude, m.Longitude})
			if err != nil {
				return err
			}
		}
		return out.Close()
	}), nil
}
