package web

import (
	"context"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/ui"
)

// call is a row that has a time and an id.
type call struct {
	id string
	at db.Time
}

func (c call) Place() []string { return PlaceAt(c.at, c.id) }

func handleCalls(d *desk, n int) {
	start := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	var all []call
	for i := range n { // two and two at the same time
		all = append(all, call{fmt.Sprintf("r%04d", i), db.At(start.Add(time.Duration(i/2) * time.Minute))})
	}
	d.Handle("GET /samtal", seeOpen, func(r *Request) (Response, error) {
		after, err := r.After(2)
		if err != nil {
			return Response{}, err
		}
		t, learnt := language.T, map[string]string{}
		l := Listing[call]{ID: "samtal", After: after, One: t("%d samtal", "%d call"), Many: t("%d samtal", "%d calls"), Sorted: t("sorterade efter tid", "sorted by time"), Empty: ui.Empty{Text: "Inga samtal.", Button: &ui.Button{Label: "Ring", Href: "/ring"}},
			Read: func(_ context.Context, after Cursor, limit int) ([]call, error) {
				from := 0
				if len(after) > 0 {
					at, id, err := after.TimeAndID()
					if err != nil {
						return nil, err
					}
					from = slices.IndexFunc(all, func(c call) bool { return c.at.After(at.Time) || c.at.Equal(at.Time) && c.id > id })
				}
				if from < 0 {
					return nil, nil
				}
				return all[from:min(len(all), from+limit)], nil
			},
			Learn: func(_ context.Context, rows []call) error {
				for _, c := range rows {
					learnt[c.id] = "känd " + c.id
				}
				return nil
			},
			Total: func(context.Context) (int64, error) { return int64(min(len(all), MostCounted+1)), nil },
			Row:   func(c call) (string, ui.Level) { return "s" + c.id, ui.Neutral },
			List:  List[call]{Title: t("Samtal", "Calls"), File: "samtal", Columns: []Column[call]{{Heading: t("Namn", "Name"), Value: func(c call) any { return learnt[c.id] }}}}}
		if r.Format() != "" {
			return l.Export(r)
		}
		table, err := l.Table(r)
		return Page(l.Title, ui.TableOf(table)), err
	})
}

var (
	shownCall = regexp.MustCompile(`id="s(r\d+)"`)
	nextPage  = regexp.MustCompile(`rel="next" href="([^"]+)"`)
)

// TestAListingShowsEachRowOnceOverItsPages follows the link to the next page until there is none.
func TestAListingShowsEachRowOnceOverItsPages(t *testing.T) {
	for _, n := range []int{0, 1, PageSize, PageSize + 1, 2*PageSize + 1, MostCounted + 5} {
		d := newDesk(t)
		handleCalls(d, n)
		var seen []string
		for at, pages := "/samtal", 0; at != "" && pages <= n; pages++ {
			body := d.get(at).body
			for _, m := range shownCall.FindAllStringSubmatch(body, -1) {
				seen = append(seen, m[1])
			}
			at = ""
			if m := nextPage.FindStringSubmatch(body); m != nil {
				at = m[1]
			}
		}
		if len(seen) != n || !slices.IsSorted(seen) || len(slices.Compact(seen)) != n {
			t.Errorf("of %d rows %d are shown on the pages", n, len(seen))
		}
		if got := strings.Count(d.get("/samtal?format=csv").body, "känd r"); got != n {
			t.Errorf("of %d rows %d are in the file", n, got)
		}
	}
}

func TestAListingSaysHowManyThereAre(t *testing.T) {
	for n, want := range map[int]string{0: "Inga samtal.", 1: "1 samtal", 51: "51 samtal", 1005: "fler än 1\u00a0000 samtal"} {
		d := newDesk(t)
		handleCalls(d, n)
		d.get("/samtal").want(t, 200, want)
	}
}

func TestAPlaceThatCannotBeRead(t *testing.T) {
	d := newDesk(t)
	handleCalls(d, 3)
	for _, after := range []string{"x", Cursor{"now", "r1"}.String(), Cursor{"r1"}.String(), Cursor{"2026-03-02T09:00:00Z", "r1", "r2"}.String()} {
		d.get("/samtal?after="+url.QueryEscape(after)).want(t, 422, "Platsen i listan")
	}
}
