package db

import (
	"database/sql"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// shapes remembers how structs lie in columns, which to find out anew takes longer than to read a row.
type shapes struct {
	types   sync.Map // reflect.Type to *shape
	reads   sync.Map // reading to *layout
	inserts sync.Map // writing to string
	texts   atomic.Int64
}

// textsMost bounds the texts that are remembered: there are some thousands, but a list of a hundred ids is one of its own.
const textsMost = 10_000

func (s *shapes) remember(in *sync.Map, key, value any) {
	if s.texts.Add(1) > textsMost {
		s.reads.Clear()
		s.inserts.Clear()
		s.texts.Store(1)
	}
	in.Store(key, value)
}

// shape is the columns of a struct: the fields that carry a `db:"column"` tag, also those of embedded structs.
type shape struct {
	kind  reflect.Type
	names []string
	index [][]int
	field map[string][]int // by name
}

// layout is which field each column of a statement's rows is read into.
type layout struct {
	columns []string
	fields  [][]int
}

type reading struct {
	kind reflect.Type
	text string
}

type writing struct {
	kind  reflect.Type
	table string
	rows  int
}

func (s *shapes) of(t reflect.Type) *shape {
	if known, ok := s.types.Load(t); ok {
		return known.(*shape)
	}
	made := &shape{kind: t, field: map[string][]int{}}
	tagged(t, nil, func(name string, i []int) {
		made.names, made.index, made.field[name] = append(made.names, name), append(made.index, i), i
	})
	s.types.Store(t, made)
	return made
}

// tagged visits the fields that carry a db tag, also those of embedded structs.
func tagged(t reflect.Type, path []int, visit func(name string, index []int)) {
	for i := range t.NumField() {
		f := t.Field(i)
		index := append(append([]int{}, path...), i)
		if name := f.Tag.Get("db"); name != "" {
			visit(name, index)
		} else if f.Anonymous && f.Type.Kind() == reflect.Struct {
			tagged(f.Type, index, visit)
		}
	}
}

// values appends a row's columns to args.
func (f *shape) values(args []any, row reflect.Value) []any {
	for _, i := range f.index {
		args = append(args, row.FieldByIndex(i).Interface())
	}
	return args
}

// insert is the text that inserts rows of a struct.
func (s *shapes) insert(f *shape, table string, rows int) string {
	key := writing{f.kind, table, rows}
	if known, ok := s.inserts.Load(key); ok {
		return known.(string)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "INSERT INTO %s (%s) VALUES ", table, strings.Join(f.names, ", "))
	for r := range rows {
		if r > 0 {
			b.WriteString(", ")
		}
		b.WriteString("(" + Placeholders(r*len(f.names)+1, len(f.names)) + ")")
	}
	s.remember(&s.inserts, key, b.String())
	return b.String()
}

var scannerType = reflect.TypeFor[sql.Scanner]()

// isScalar tells whether one column fills the whole of a T.
func isScalar(t reflect.Type) bool {
	return t.Kind() != reflect.Struct || reflect.PointerTo(t).Implements(scannerType)
}

// targets gives where each column of a statement's rows is read to in row.
func (s *shapes) targets(row reflect.Value, text string, rows *sql.Rows) ([]any, error) {
	columns, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	if isScalar(row.Type()) {
		if len(columns) != 1 {
			return nil, fmt.Errorf("db: %d columns for one %s", len(columns), row.Type())
		}
		return []any{row.Addr().Interface()}, nil
	}
	fields, err := s.layout(reading{row.Type(), text}, columns)
	if err != nil {
		return nil, err
	}
	into := make([]any, len(fields))
	for i, f := range fields {
		into[i] = row.FieldByIndex(f).Addr().Interface()
	}
	return into, nil
}

// layout finds for each column the field to read it into. That a table has got another form since is seen by the columns.
func (s *shapes) layout(of reading, columns []string) ([][]int, error) {
	if known, ok := s.reads.Load(of); ok && slices.Equal(known.(*layout).columns, columns) {
		return known.(*layout).fields, nil
	}
	form := s.of(of.kind)
	fields := make([][]int, len(columns))
	for i, c := range columns {
		if fields[i] = form.field[c]; fields[i] == nil {
			return nil, fmt.Errorf("db: %s has no field for column %q", of.kind, c)
		}
	}
	s.remember(&s.reads, of, &layout{slices.Clone(columns), fields})
	return fields, nil
}
