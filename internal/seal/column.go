package seal

// Column is a column of sealed values, as its room publishes it, so that verification and re-sealing find all there
// is. The value of every row is sealed for the Place of the table, the column and the row's id; NULL is no value.
type Column struct {
	Table   string
	Column  string
	RowID   string // the column of the row's id: text, unique, never changed
	Digest  string // the column of the keyed digest of the plain value; empty when there is none
	Purpose string // the digest's purpose
}

func (c Column) place(row string) Place { return Place{Table: c.Table, Column: c.Column, Row: row} }

// digestColumn gives the digest's column, or an expression that stands in for one.
func (c Column) digestColumn() string {
	if c.Digest == "" {
		return "NULL"
	}
	return c.Digest
}
