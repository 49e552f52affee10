package web

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/ui"
)

func TestFieldsAreReadAndProblemsCollected(t *testing.T) {
	f := NewForm(url.Values{
		"name": {"  Åsa\r\n"}, "note": {"rad 1\r\nrad 2\n"}, "from": {"2026-03-02"}, "bad": {"2026-02-30"}, "count": {"1 234"},
		"many": {"12345"}, "word": {"tolv"}, "role": {"b"}, "wrong": {"z"}, "tick": {"on"}, "picks": {"a", "b", "a"},
		"control": {"a\x00b"}, "bytes": {"\xff"}, "long": {strings.Repeat("å", 501)}, "e": {"e\u0301"},
	})
	is(t, "name", f.Text("name", Required), "Åsa")
	is(t, "note", f.Long("note"), "rad 1\nrad 2")
	is(t, "from", f.Date("from", Required), calendar.Date{Year: 2026, Month: 3, Day: 2})
	is(t, "count", f.Int("count", 0, 2000), 1234)
	is(t, "role", f.Choice("role", []string{"a", "b"}, Required), "b")
	is(t, "tick", f.Ticked("tick") && !f.Ticked("absent"), true)
	is(t, "picks", strings.Join(f.Choices("picks", []string{"a", "b", "c"}), ""), "ab")
	is(t, "composed", f.Text("e"), "é")
	is(t, "absent", f.Text("absent"), "")
	is(t, "absent date", f.Date("absent"), calendar.Date{})
	if !f.OK() || f.Err() != nil || f.Status() != 200 {
		t.Fatalf("sound fields had problems: %v", f.Err())
	}
	f.Text("missing", Required)
	f.Text("long")
	f.Text("control")
	f.Text("bytes")
	f.Date("bad")
	f.Int("word", 0, 9)
	f.Int("many", 0, 9)
	f.Choice("wrong", []string{"a"})
	f.Choice("missing2", []string{"a"}, Required)
	f.Choices("missing3", []string{"a"}, Required)
	f.Text("name", Must(func(s string) bool { return s == "x" }, language.T("Skriv x.", "Write x.")))
	problems := f.Err().(*fault.Fault).Problems
	var fields []string
	for _, p := range problems {
		fields = append(fields, p.Field)
		if p.Text.Sv == "" || p.Text.En == "" || strings.Contains(p.Text.Sv, "%!") {
			t.Errorf("problem %+v is not said in both languages", p)
		}
	}
	is(t, "fields with problems", strings.Join(fields, " "), "missing long control bytes bad word many wrong missing2 missing3 name")
	is(t, "status", f.Status(), 422)
	is(t, "what was written", f.Value("bad"), "2026-02-30")
}

func is[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

func TestTakeSortsFaults(t *testing.T) {
	for _, c := range []struct {
		err  error
		take bool
	}{
		{fault.New(fault.Invalid, language.T("a", "a"), fault.Field("x", language.T("b", "b"))), true},
		{fault.New(fault.Conflict, language.T("a", "a")), true},
		{fault.New(fault.Denied, language.T("a", "a")), false},
		{fault.New(fault.Unavailable, language.T("a", "a")), false},
		{io.ErrUnexpectedEOF, false},
		{nil, false},
	} {
		f := NewForm(nil)
		if got := f.Take(c.err); got != c.take || f.OK() == c.take {
			t.Errorf("%v: taken %v", c.err, got)
		}
	}
}

// TestFormIsShownAgain sends what cannot be saved and finds every value in the page again.
func TestFormIsShownAgain(t *testing.T) {
	d := newDesk(t)
	page := func(r *Request, f *Form) Response {
		form := ui.Form{Lang: r.Lang, Action: "/spara", Submit: ui.Button{Label: "Spara"}, Fields: []ui.Field{
			{Kind: ui.TextField, Name: "name", Label: "Namn"}, {Kind: ui.TextareaField, Name: "note", Label: "Text"}, {Kind: ui.DateField, Name: "from", Label: "Från"},
		}}.Fill(f.Values()).WithFault(f.Err())
		return Page(language.T("Formulär", "Form"), ui.FormOf(form)).Status(f.Status())
	}
	d.Handle("POST /spara", seeOpen, func(r *Request) (Response, error) {
		f, err := r.ReadForm()
		if err != nil {
			return Response{}, err
		}
		again, err := r.ReadForm()
		if err != nil || again != f {
			t.Error("the form can be read once only")
		}
		f.Text("name", Required)
		f.Date("from", Required)
		if !f.OK() {
			return page(r, f), nil
		}
		return Redirect("/"), nil
	})
	form := url.Values{"name": {`O'Hara <b>"Å"`}, "note": {"en lång\ntext"}, "from": {"2026-13-01"}}
	got := d.post("/spara", form)
	got.want(t, 422, "O&#39;Hara &lt;b&gt;&#34;Å&#34;", "en lång\ntext", "2026-13-01", "Datumet finns inte i kalendern")
	form.Set("from", "2026-03-02")
	d.post("/spara", form).want(t, 303)
}

func TestBodiesThatAreNoForms(t *testing.T) {
	d := newDesk(t)
	read := func(r *Request) (Response, error) {
		_, err := r.ReadForm()
		return Redirect("/"), err
	}
	d.Handle("POST /spara", seeOpen, read)
	d.Handle("POST /stor", seeOpen, read, Body(4<<20))
	d.do("POST", "/spara", `{"a":1}`, "Content-Type", "application/json").want(t, 415, "inte ett formulär")
	d.do("POST", "/spara", "a=%zz", "Content-Type", "application/x-www-form-urlencoded").want(t, 422, "Försök igen")
	d.do("POST", "/spara", "--x\r\nbroken", "Content-Type", "multipart/form-data; boundary=x").want(t, 422)
	big := "a=" + strings.Repeat("x", DefaultBody)
	d.do("POST", "/spara", big, "Content-Type", "application/x-www-form-urlencoded").want(t, 413, "1 megabyte")
	d.do("POST", "/stor", big, "Content-Type", "application/x-www-form-urlencoded").want(t, 303)
	many := url.Values{}
	for i := range maxFields + 1 {
		many.Set(strings.Repeat("x", 1+i%100)+string(rune('a'+i%26))+string(rune(0x1000+i)), "")
	}
	d.post("/spara", many).want(t, 413)
	d.post("/spara", url.Values{strings.Repeat("n", maxName+1): {"x"}}).want(t, 422)
	if got := d.do("GET", "/spara", ""); got.StatusCode != 405 {
		t.Errorf("GET: %d", got.StatusCode)
	}
}

func multipartBody(t testing.TB, files map[string]string, values url.Values) (*bytes.Buffer, string) {
	t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for name := range values {
		if err := m.WriteField(name, values.Get(name)); err != nil {
			t.Fatal(err)
		}
	}
	for name, content := range files {
		w, err := m.CreateFormFile("file", name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, content); err != nil {
			t.Fatal(err)
		}
	}
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	return &b, m.FormDataContentType()
}

func TestUploads(t *testing.T) {
	d := newDesk(t)
	var got Upload
	var content string
	d.Handle("POST /fil", seeOpen, func(r *Request) (Response, error) {
		f, err := r.ReadForm()
		if err != nil {
			return Response{}, err
		}
		u, ok := f.File("file", FileRule{Max: 100, Types: []string{".csv"}, Required: true})
		if !ok {
			return Response{}, f.Err()
		}
		in, err := u.Open()
		if err != nil {
			return Response{}, err
		}
		b, err := io.ReadAll(in)
		got, content = u, string(b)
		return Redirect("/"), err
	}, Body(1<<20))
	for _, c := range []struct {
		name   string
		files  map[string]string
		status int
		says   string
	}{
		{"sound", map[string]string{`C:\Hemligt\lista.CSV`: "a;b"}, 303, ""},
		{"none", nil, 422, "Välj en fil."},
		{"empty", map[string]string{"a.csv": ""}, 422, "Filen är tom"},
		{"too large", map[string]string{"a.csv": strings.Repeat("x", 101)}, 422, "för stor"},
		{"wrong kind", map[string]string{"a.exe": "x"}, 422, ".csv"},
		{"two", map[string]string{"a.csv": "x", "b.csv": "x"}, 422, "en fil i taget"},
		{"huge", map[string]string{"a.csv": strings.Repeat("x", 2<<20)}, 413, "1 megabyte"},
	} {
		body, contentType := multipartBody(t, c.files, nil)
		r := httptest.NewRequest(http.MethodPost, "/fil", body)
		r.Header.Set("Content-Type", contentType)
		if a := d.send(r); a.StatusCode != c.status || !strings.Contains(a.body, c.says) {
			t.Errorf("%s: %d %s", c.name, a.StatusCode, a.body)
		}
	}
	if got.Name != "lista.CSV" || content != "a;b" {
		t.Errorf("read %+v with %q", got, content)
	}
}

func FuzzForm(f *testing.F) {
	f.Add("a=1&b=2026-03-02", "application/x-www-form-urlencoded")
	f.Add("--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"../b.csv\"\r\n\r\nhej\r\n--x--\r\n", "multipart/form-data; boundary=x")
	f.Add("a=%zz&&=;", "")
	f.Fuzz(func(t *testing.T, body, contentType string) {
		hr := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(body))
		hr.Header.Set("Content-Type", contentType)
		r := &Request{Request: hr}
		form, err := r.ReadForm()
		if err != nil {
			if shown(err).Kind == fault.Internal {
				t.Fatalf("what was sent is told as our own fault: %v", err)
			}
			return
		}
		for name := range form.Values() {
			for _, s := range []string{form.Text(name), form.Long(name)} {
				if !utf8.ValidString(s) || strings.ContainsAny(s, "\x00\r") {
					t.Fatalf("unclean text %q", s)
				}
			}
			form.Date(name)
			form.Int(name, -10, 10)
			form.Choices(name, []string{"a"})
		}
		if u, ok := form.File("a", FileRule{}); ok && (strings.ContainsAny(u.Name, "/\\\r\n\x00") || u.Name == "") {
			t.Fatalf("file name %q", u.Name)
		}
	})
}

func FuzzCursor(f *testing.F) {
	f.Add(Cursor{"a", "b"}.String())
	f.Add("!!!!")
	f.Fuzz(func(t *testing.T, s string) {
		c, err := ParseCursor(s, 2)
		if err != nil {
			if !fault.Is(err, fault.Invalid) {
				t.Fatal(err)
			}
			return
		}
		if len(c) != 2 && len(c) != 0 {
			t.Fatalf("%q gave %v", s, c)
		}
		if back, err := ParseCursor(c.String(), 2); err != nil || strings.Join(back, "|") != strings.Join(c, "|") {
			t.Fatalf("%v came back as %v, %v", c, back, err)
		}
	})
}

func TestCursorRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := Cursor(rapid.SliceOfN(rapid.StringMatching(`[^\x00]{0,40}`), 1, 4).Draw(t, "cursor"))
		got, err := ParseCursor(c.String(), len(c))
		if err != nil || strings.Join(got, "\x00") != strings.Join(c, "\x00") {
			t.Fatalf("%q became %q, %v", c, got, err)
		}
		if _, err := ParseCursor(c.String(), len(c)+1); err == nil {
			t.Fatal("a cursor of another list was taken")
		}
	})
	if _, err := (Cursor{"x"}).Int(0); !fault.Is(err, fault.Invalid) {
		t.Error("a word was taken for a number")
	}
	if n, err := (Cursor{"12"}).Int(0); n != 12 || err != nil {
		t.Error(n, err)
	}
}

func TestCut(t *testing.T) {
	key := func(n int) Cursor { return Cursor{string(rune('a' + n))} }
	rows, next := Cut([]int{0, 1, 2}, 2, key)
	if len(rows) != 2 || next.String() != (Cursor{"b"}).String() {
		t.Error(rows, next)
	}
	if rows, next := Cut([]int{0, 1}, 2, key); len(rows) != 2 || next != nil {
		t.Error(rows, next)
	}
}

func TestLinkKeepsFilters(t *testing.T) {
	d := newDesk(t)
	var r *Request
	d.Handle("GET /kommuner", seeOpen, func(got *Request) (Response, error) { r = got; return Empty(204), nil })
	d.get("/kommuner?lan=20&sok=&after=abc&sort=namn").want(t, 204)
	is(t, "same", r.Link(), "/kommuner?lan=20&sort=namn")
	is(t, "changed", r.Link("lan", "21"), "/kommuner?lan=21&sort=namn")
	is(t, "taken away", r.Link("lan", "", "sort", ""), "/kommuner")
	is(t, "next", r.Link("after", "xyz"), "/kommuner?after=xyz&lan=20&sort=namn")
}
