package agreement

import "samsyn/internal/sheet"

// Column names of an import file. The same names head what is exported, so that an export can be taken in again.
const (
	colCode   = "code"
	colName   = "name"
	colBoard  = "board"
	colID     = "agreement_id"
	colPDF    = "pdf"
	colStatus = fieldStanding
)

// Columns are the columns that an import takes, with the other headings understood for each. A file without valid_from
// is a list without dates, for which the days in force are told beside it.
func Columns() []sheet.Column {
	return []sheet.Column{
		{Name: colCode, Also: []string{"kommunkod", "kod", "municipality_code"}, Required: true},
		{Name: colName, Also: []string{"kommun", "kommunnamn", "namn", "municipality"}},
		{Name: colBoard, Also: []string{"nämnd", "namnd", "myndighet"}},
		{Name: colStatus, Also: []string{"läge"}},
		{Name: fieldKind, Also: []string{"mall", "typ", "slag"}},
		{Name: fieldSigned, Also: []string{"undertecknad", "signed_on", "underskrift"}},
		{Name: fieldFrom, Also: []string{"från", "from", "gäller_från", "giltig_från"}},
		{Name: fieldTo, Also: []string{"till", "to", "gäller_till", "giltig_till", "till_och_med"}},
		{Name: fieldTerminated, Also: []string{"uppsagd", "uppsagd_till", "upphörde"}},
		{Name: fieldRegistryAF, Also: []string{"diarienummer_af", "dnr_af", "diarienummer_arbetsförmedlingen"}},
		{Name: fieldRegistry, Also: []string{"diarienummer", "diarienummer_kommun", "dnr", "dnr_kommun", "registry_number"}},
		{Name: fieldSource, Also: []string{"källa"}},
		{Name: colPDF, Also: []string{"fil", "kopia", "pdf_fil", "filnamn"}},
		{Name: colID, Also: []string{"överenskommelse_id", "avtals_id", "id"}},
	}
}
