package web

// Paging is what every list of the API takes; embed it in the input.
type Paging struct {
	Limit int    `query:"limit" default:"100" minimum:"1" maximum:"1000" doc:"Hur många som svaras || How many are answered"`
	After string `query:"after" maxLength:"2000" doc:"Värdet av next i föregående svar || The value of next in the previous answer"`
}

// Cursor reads where the page begins, a cursor of n values.
func (p Paging) Cursor(n int) (Cursor, error) { return ParseCursor(p.After, n) }

// PageOf is what every list of the API answers.
type PageOf[T any] struct {
	Body struct {
		Items []T    `json:"items" nullable:"false" doc:"Listans rader || The rows of the list"`
		Total int    `json:"total" doc:"Hur många det finns i hela urvalet; 1001 betyder fler än 1000 i de listor som inte räknas längre || How many there are in the whole selection; 1001 says more than 1000 in lists that are counted no further"`
		Next  string `json:"next,omitempty" doc:"Var nästa sida börjar (after); saknas på den sista || Where the next page begins (after); absent on the last"`
	}
}

// NewPageOf makes a page of rows that were read with one more than limit; total counts the whole selection and key
// gives a row's cursor.
func NewPageOf[T any](rows []T, limit, total int, key func(T) Cursor) *PageOf[T] {
	var out PageOf[T]
	rows, next := Cut(rows, limit, key)
	out.Body.Items, out.Body.Total, out.Body.Next = rows, total, next.String()
	if out.Body.Items == nil {
		out.Body.Items = []T{}
	}
	return &out
}

// ReadPage answers with a page of a list that has its place in a cursor of time and id. It reads one row more than the page
// holds, and body makes of a row what the API shows.
func ReadPage[R interface{ Place() []string }, B any](p Paging, read func(after Cursor, limit int) ([]R, error), total func() (int64, error), body func(R) B) (*PageOf[B], error) {
	after, err := p.Cursor(2)
	if err != nil {
		return nil, err
	}
	found, err := read(after, p.Limit+1)
	if err != nil {
		return nil, err
	}
	rows, next := Cut(found, p.Limit, placeOf[R])
	n, err := total()
	out := &PageOf[B]{}
	out.Body.Items, out.Body.Total, out.Body.Next = make([]B, 0, len(rows)), int(n), next.String()
	for _, row := range rows {
		out.Body.Items = append(out.Body.Items, body(row))
	}
	return out, err
}
