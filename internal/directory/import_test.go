package directory_test

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/policy"
	"samsyn/internal/sheet"
)

func (h house) boards(from calendar.Date, lines ...string) (sheet.Report, error) {
	return h.ImportBoards(ctx, policy.Process("test"), directory.Input{Reader: strings.NewReader(strings.Join(lines, "\n")), Name: "namnder.csv", From: from})
}

func (h house) offices(from calendar.Date, lines ...string) (sheet.Report, error) {
	return h.ImportOffices(ctx, policy.Process("test"), directory.Input{Reader: strings.NewReader(strings.Join(lines, "\n")), Name: "kontor.csv", From: from})
}

func (h house) counts(r sheet.Report, added, changed, unchanged, refused int) {
	h.t.Helper()
	got := [4]int{r.Count(sheet.Added), r.Count(sheet.Changed), r.Count(sheet.Unchanged), r.Count(sheet.Refused)}
	if got != [4]int{added, changed, unchanged, refused} {
		h.t.Fatalf("new, changed, unchanged, refused: %v, want %v", got, [4]int{added, changed, unchanged, refused})
	}
}

func TestImportBoards(t *testing.T) {
	each(t, func(h house) {
		file := []string{"code,name,short_name,executive,valid_from", "2085,Kommunstyrelsen,KS,ja,", "2085,Socialnämnden (Demo),SN,,2015-01-01", "0180,Socialnämnden (Demo),,,"}
		r, err := h.boards(date("2026-01-01"), file...)
		h.must(err)
		h.counts(r, 3, 0, 0, 0)
		before := h.lines()
		r, err = h.boards(date("2026-01-01"), file...)
		h.must(err)
		h.counts(r, 0, 0, 3, 0)
		if r.Written || h.lines() != before {
			h.t.Fatal("a second import wrote something")
		}
		r, err = h.boards(date("2026-06-01"), "kommunkod;nämnd;kort_namn", "2085;socialnämnden (demo);SoN")
		h.must(err)
		h.counts(r, 0, 1, 0, 0)
		for day, want := range map[string]string{"2026-05-31": "SN", "2026-06-01": "SoN"} {
			boards, err := directory.Boards(ctx, h.DB, "2085", date(day))
			h.must(err)
			if len(boards) != 2 || !boards[0].Executive || boards[1].ShortName != want || boards[1].Name != "Socialnämnden (Demo)" {
				h.t.Fatalf("on %s: %+v", day, boards)
			}
			remembered, err := directory.NewBook().On(ctx, h.DB, date(day))
			h.must(err)
			if have := remembered.BoardsOf("2085"); !slices.Equal(have, boards) {
				h.t.Fatalf("on %s: remembered %+v, read %+v", day, have, boards)
			}
		}
	})
}

func TestImportBoardsRefusesAllOrNothing(t *testing.T) {
	each(t, func(h house) {
		before := h.lines()
		r, err := h.boards(calendar.Date{}, "code,name,organisation_number,executive,valid_from,valid_to",
			"2085,Socialnämnden (Demo),,,,", "9999,Nämnden,,,,", "2085,socialnämnden (demo),,,,", "2080,,,,,", "2080,Nämnd (Demo),212000-0143,,,",
			"2081,Nämnd (Demo),,,2026-02-30,", "2082,Nämnd (Demo),,,2026-03-02,2026-03-01")
		h.refused(err, fault.Invalid, "")
		h.counts(r, 1, 0, 0, 6)
		r, err = h.boards(calendar.Date{}, "code,name,executive", "2085,Kommunstyrelsen,ja", "2085,Andra styrelsen (Demo),ja")
		h.refused(err, fault.Invalid, "")
		h.counts(r, 1, 0, 0, 1)
		if h.lines() != before {
			h.t.Fatal("a refused file left something in the trail")
		}
		for _, lines := range [][]string{{""}, {"code"}, {"code,name,okänd", "2085,X,Y"}, {"code,name", "2085,=1+1"}, {"code,name", "2085"}} {
			_, err := h.boards(calendar.Date{}, lines...)
			h.refused(err, fault.Invalid, "")
		}
		_, err = h.ImportBoards(ctx, head(), directory.Input{Reader: strings.NewReader("code,name\n2085,X"), Name: "x.csv"})
		h.refused(err, fault.Denied, "")
		dry, err := h.ImportBoards(ctx, national(), directory.Input{Reader: strings.NewReader("code,name\n2085,Nämnd (Demo)"), Name: "x.csv", DryRun: true})
		h.must(err)
		h.counts(dry, 1, 0, 0, 0)
		if dry.Written || h.lines() != before {
			h.t.Fatal("a trial run wrote something")
		}
	})
}

func TestImportOffices(t *testing.T) {
	each(t, func(h house) {
		h.board("2085", "Socialnämnden (Demo)")
		file := []string{"code,authority,name,address,services,hours,opened,closes",
			"2085,,Medborgarkontoret (Demo),Torget 2,Bokade möten,tis 9–15,2021-02-01,", "2085,socialnämnden (demo),Socialkontoret (Demo),,Besök,,,2026-12-31", "2080,AF,Kontoret (Demo),,Besök,,,"}
		r, err := h.offices(calendar.Date{}, file...)
		h.must(err)
		h.counts(r, 3, 0, 0, 0)
		r, err = h.offices(calendar.Date{}, file...)
		h.must(err)
		h.counts(r, 0, 0, 3, 0)
		r, err = h.offices(date("2026-04-01"), "code,name,services,hours,closes", "2085,Medborgarkontoret (Demo),Bokade möten,tis och tor 9–15,2026-12-31")
		h.must(err)
		h.counts(r, 0, 1, 0, 0)
		in, err := directory.OfficesIn(ctx, h.DB, "2085", date("2026-04-01"))
		h.must(err)
		if len(in) != 2 || in[0].Hours != "tis och tor 9–15" || in[0].Closes != date("2026-12-31") || in[0].Address != "Torget 2" || in[1].AuthorityName != "Socialnämnden (Demo)" {
			h.t.Fatalf("%+v", in)
		}
		r, err = h.offices(calendar.Date{}, "code,authority,name,services", "2080,Socialnämnden (Demo),Annans (Demo),Besök", "2085,,Kontor (Demo),", "9999,,Kontor (Demo),Besök")
		h.refused(err, fault.Invalid, "")
		h.counts(r, 0, 0, 0, 3)
	})
}

// An agreement import that names no board takes a board that was entered as kommunstyrelsen without being marked.
func TestBoardForTakesTheBoardByThatName(t *testing.T) {
	each(t, func(h house) {
		had := h.board("2085", "kommunstyrelsen")
		h.must(h.Database.Trail.Do(ctx, policy.Process("test"), func(tx *audit.Tx) error {
			b, err := directory.BoardFor(ctx, tx, "2085")
			if err == nil && (b.ID != had.ID || !b.Executive) {
				h.t.Errorf("%+v, want %s", b, had.ID)
			}
			return err
		}))
	})
}

func (b browser) upload(path, name, content string, fields ...string) *httptest.ResponseRecorder {
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for i := 0; i+1 < len(fields); i += 2 {
		_ = form.WriteField(fields[i], fields[i+1])
	}
	if name != "" {
		part, _ := form.CreateFormFile("file", name)
		_, _ = part.Write([]byte(content))
	}
	_ = form.Close()
	r := httptest.NewRequest(http.MethodPost, path, &body)
	r.Header.Set("Content-Type", form.FormDataContentType())
	r.Header.Set("Authorization", "Bearer a-key-that-is-long-enough")
	w := httptest.NewRecorder()
	b.site.ServeHTTP(w, r)
	return w
}

func TestImportPages(t *testing.T) {
	h := open(t)
	nina := h.as(national())
	nina.see("/admin/katalog/namnder/las-in", "organisation_number", "Provläs")
	for _, c := range []struct {
		path, name, content string
		fields              []string
		status              int
		says                string
	}{
		{"namnder", "", "", nil, 422, "Välj en fil."},
		{"namnder", "x.pdf", "%PDF", nil, 422, "Välj en fil av slaget"},
		{"namnder", "x.csv", "", nil, 422, "Filen är tom"},
		{"namnder", "x.csv", "kod;okänd\n1;2", nil, 422, "är okänd"},
		{"namnder", "x.csv", "kod;namn\n9999;Nämnd", nil, 422, "Inget har sparats. 0 nya"},
		{"namnder", "x.csv", "kod;namn\n2085;Nämnd", []string{"from", "i dag"}, 422, `value="i dag"`},
		{"namnder", "x.csv", "kod;namn\n2085;Nämnd (Demo)", []string{"dry_run", "1"}, 200, "Provläsning: inget har sparats. 1 ny,"},
		{"namnder", "x.csv", "kod;namn\n2085;Nämnd (Demo)", nil, 200, "Klart. 1 ny,"},
		{"namnder", "x.csv", "kod;namn\n2085;Nämnd (Demo)", nil, 200, "Katalogen var redan så"},
		{"kontor", "x.csv", "kod;namn;tjänster\n2085;Kontor (Demo);Besök", nil, 200, "Klart. 1 ny,"},
	} {
		w := nina.upload("/admin/katalog/"+c.path+"/las-in", c.name, c.content, c.fields...)
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.says) {
			t.Errorf("%s %q: %d, want %d saying %q: %s", c.path, c.content, w.Code, c.status, c.says, w.Body)
		}
	}
	if w := h.as(head()).upload("/admin/katalog/kontor/las-in", "x.csv", "x"); w.Code != 403 {
		t.Errorf("head office imports: %d", w.Code)
	}
}

// TestImportBoardsSaysWhatTheyDo: names or codes of areas, from the day of the file on; the same file again changes nothing.
func TestImportBoardsSaysWhatTheyDo(t *testing.T) {
	each(t, func(h house) {
		file := []string{"code;name;områden;valid_from", "2085;Socialnämnden (Demo);Ekonomiskt bistånd, övrig socialtjänst;2015-01-01", "2085;Arbetsmarknadsnämnden (Demo);employment;2015-01-01", "2080;Nämnden (Demo);;2015-01-01"}
		r, err := h.boards(date("2026-01-01"), file...)
		h.must(err)
		h.counts(r, 3, 0, 0, 0)
		r, err = h.boards(date("2026-01-01"), file...)
		h.must(err)
		h.counts(r, 0, 0, 3, 0)
		r, err = h.boards(date("2026-06-01"), "code;name;areas", "2085;Arbetsmarknadsnämnden (Demo);employment, youth")
		h.must(err)
		h.counts(r, 0, 1, 0, 0)
		for day, want := range map[string]string{"2026-05-31": "[] [employment]", "2026-06-01": "[] [employment youth]"} {
			var got []string
			for _, code := range []string{"2080", "2085"} {
				boards, err := directory.Boards(ctx, h.DB, code, date(day))
				h.must(err)
				for _, b := range boards {
					if b.Name == "Socialnämnden (Demo)" {
						continue
					}
					areas, err := directory.AreasOf(ctx, h.DB, b.ID, "", date(day))
					h.must(err)
					got = append(got, fmt.Sprint(areas))
				}
			}
			if strings.Join(got, " ") != want {
				h.t.Errorf("on %s: %v, want %s", day, got, want)
			}
		}
		_, err = h.boards(date("2026-06-01"), "code;name;areas", "2085;Arbetsmarknadsnämnden (Demo);skola")
		h.refused(err, fault.Invalid, "")
	})
}
