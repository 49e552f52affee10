package sheet

// Limits is how much of a file is taken in. A zero field means the default beside it.
type Limits struct {
	Bytes    int64  // size of the file as sent: 20 MB
	Unpacked int64  // size of an XLSX file's parts once unpacked, together: 100 MB
	Rows     int    // rows under the heading: 100 000
	Columns  int    // columns: 200
	Field    int    // characters in one cell: 4 096
	Problems int    // problems collected before reading stops: 100
	Sheet    string // name of the sheet in an XLSX file; empty takes the only visible one
}

const megabyte = 1 << 20

func (l Limits) filled() Limits {
	l.Bytes = or(l.Bytes, 20*megabyte)
	l.Unpacked = or(l.Unpacked, 100*megabyte)
	l.Rows = or(l.Rows, 100_000)
	l.Columns = or(l.Columns, 200)
	l.Field = or(l.Field, 4096)
	l.Problems = or(l.Problems, 100)
	return l
}

func or[N int | int64](value, standard N) N {
	if value > 0 {
		return value
	}
	return standard
}
