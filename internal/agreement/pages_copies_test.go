package agreement_test

import (
	"bytes"
	"context"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// stage sends in a list on the import page and gives the address of its report.
func (s *site) stage(list string) string {
	s.t.Helper()
	w := s.upload("/overenskommelser/importera", "lista.csv", list, nil)
	if w.Code != http.StatusSeeOther {
		s.t.Fatalf("answers %d: %s", w.Code, w.Body)
	}
	return w.Header().Get("Location")
}

func (s *site) sendCopies(path, name string, packed []byte) *httptest.ResponseRecorder {
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	f, _ := m.CreateFormFile("pdfs", name)
	_, _ = f.Write(packed)
	_ = m.Close()
	r := httptest.NewRequest(http.MethodPost, path+"/kopior", &b)
	r.Header.Set("Content-Type", m.FormDataContentType())
	return s.do(r)
}

func (s *site) work() {
	s.t.Helper()
	if did, err := s.queue.Once(context.Background()); !did || err != nil {
		s.t.Fatalf("no job: %v", err)
	}
}

func TestCopiesOnTheImportPage(t *testing.T) {
	s := open(t).as(headOffice)
	path := s.stage("code;valid_from\n0114;2023-01-01\n2085;2023-01-01\n")
	s.see(path, "PDF-kopior av överenskommelserna", "Högst 1024 MB; varje PDF högst 50 MB", `name="pdfs"`, "Spara i registret")
	if w := s.sendCopies(path, "kopior.zip", pdfs(t, "0114.pdf", "övrigt.pdf")); w.Code != http.StatusSeeOther || w.Header().Get("Location") != path {
		t.Fatalf("answers %d: %s", w.Code, w.Body)
	}
	s.see(path, "PDF-kopiorna läses")
	if w := s.post(path, nil); w.Code != http.StatusConflict {
		t.Errorf("confirmed while the copies are read: %d", w.Code)
	}
	s.work()
	s.see(path, "1 rad får en PDF", "1 rad har ingen", "1 PDF passar ingen rad", "0114.pdf", "kommunkoden i namnet", "övrigt.pdf", "2085 Ludvika", "med kopiorna")
	if len(s.scans()) != 0 {
		t.Error("bound before it was confirmed")
	}
	if w := s.post(path, nil); w.Code != http.StatusSeeOther {
		t.Fatalf("answers %d: %s", w.Code, w.Body)
	}
	s.work()
	s.see(path, "Klart. 2 nya")
	if got := s.scans(); len(got) != 1 || got["0114"] != "0114.pdf" {
		t.Error(got)
	}
	if n := s.rows("file"); n != 2 || s.rows("agreement_import_copy")+s.rows("file_incoming_part") != 0 {
		t.Errorf("%d files are left, the list's and the copy's are two", n)
	}
	if w := s.sendCopies(path, "kopior.zip", pdfs(t, "2085.pdf")); w.Code != 422 || !strings.Contains(w.Body.String(), "redan bekräftad") {
		t.Errorf("copies after the list was confirmed: %d", w.Code)
	}
}

func TestRefusedCopiesAreToldOnTheImportPage(t *testing.T) {
	s := open(t).as(headOffice)
	path := s.stage("code;valid_from\n0114;2023-01-01\n")
	if w := s.sendCopies(path, "", nil); w.Code != 422 || !strings.Contains(w.Body.String(), "välj en zip-fil") {
		t.Errorf("no file: %d", w.Code)
	}
	s.sendCopies(path, "a.zip", zipOf(t, part{name: "0114.pdf", content: "MZ"}, part{name: "hemlig anna.pdf", content: pdf("/JavaScript (x)")}))
	s.work()
	s.see(path, "PDF-kopiorna kan inte tas emot", "0114.pdf", "hemlig anna.pdf: PDF-filen innehåller skript", "Spara i registret")
	if s.rows("agreement_import_copy")+s.rows("file_incoming_part") != 0 || s.rows("file") != 2 {
		t.Errorf("%d files are left", s.rows("file"))
	}
	s.sendCopies(path, "b.zip", pdfs(t, "0114.pdf"))
	s.work()
	if body := s.see(path, "1 rad får en PDF"); strings.Contains(body, "hemlig anna") {
		t.Error("the faults of the zip before are still told")
	}
	s.sendCopies(path, "c.zip", pdfs(t, "0114 en.pdf", "0114 två.pdf"))
	s.work()
	s.see(path, "0114 två.pdf: passar samma rad som 0114 en.pdf")
	if n := s.rows("agreement_import_copy"); n != 0 {
		t.Errorf("%d copies of the zip before are left", n)
	}
	if w := s.as(coordinatorOf("kommun-0114")).sendCopies(path, "d.zip", pdfs(t, "0114.pdf")); w.Code != http.StatusForbidden {
		t.Errorf("somebody who may not import sends copies: %d", w.Code)
	}
}

// Copies that nobody confirms go with their list, and a zip that was never read goes by its age.
func TestUnconfirmedCopiesAreTakenAway(t *testing.T) {
	s := open(t).as(headOffice)
	path := s.stage("code;valid_from\n0114;2023-01-01\n")
	s.sendCopies(path, "a.zip", pdfs(t, "0114.pdf"))
	s.work()
	other := s.stage("code;valid_from\n0115;2023-01-01\n")
	s.sendCopies(other, "b.zip", pdfs(t, "0115.pdf"))
	if s.rows("agreement_import_copy") != 1 || s.rows("file_incoming_part") == 0 {
		t.Fatal("nothing is waiting")
	}
	s.Clock.Advance(8 * 24 * time.Hour)
	if err := s.svc.SweepStaged(context.Background()); err != nil {
		t.Fatal(err)
	}
	s.nothing()
	s.work() // the job of the zip that is gone ends quietly
}
