package signing

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/clause"
	"samsyn/internal/db"
	"samsyn/internal/language"
	"samsyn/internal/pdf"
)

func samplePaper() Paper {
	n := clause.N(90)
	at := time.Date(2026, time.March, 2, 8, 0, 0, 0, time.UTC)
	doc := clause.Document{Template: 1,
		Clauses: []clause.Clause{
			{ID: "1", Heading: language.T("Parter", "Parties"), Text: language.T("Gäller mellan {kommun} och Arbetsförmedlingen.", "Between {kommun} and the agency.")},
			{ID: "9", Heading: language.T("Frågor om enskilda", "Questions"), Text: language.T("Frågor ställs skriftligt.", "Questions are put in writing.")},
		},
		Variables: []clause.Variable{{ID: "kommun", Clause: "1", Kind: clause.Line, Name: language.T("Kommun", "Municipality")}},
		Values:    map[string]clause.Value{"kommun": {Text: "Ludvika kommun"}},
		Commitments: []clause.Commitment{{ID: "K9.1", Clause: "9", Text: language.T("Svar på kommunens frågor.", "Answers to the municipality."), By: clause.Agency, Kind: clause.Target,
			Measures: []clause.Measure{{Metric: "answer", Statistic: clause.Share, Limit: 2, LimitUnit: clause.WorkingDays, Comparator: clause.AtLeast, Target: &n, Window: clause.Month}}}},
		Deviations: []clause.Deviation{{ID: "A1", On: "9", Kind: clause.Adds, Text: "Brådskande frågor ställs per telefon.", Reason: "Liten ort."}},
	}
	slots := []Slot{{Authority: "board", Capacity: Political, Name: "Lars Bergman (Demo)", Function: "ordförande", Decision: "AMN § 88", Decided: calendar.NewDate(2026, 2, 18), Ground: "4.2",
		RegistryNumber: "AMN 2026/17", State: Signed, At: db.At(at), Method: "totp"}}
	return Paper{Title: language.T("Samverkan mellan Ludvika kommun och Arbetsförmedlingen", "Collaboration"), Parties: []string{"Arbetsmarknadsnämnden", "Arbetsförmedlingen"},
		Names: map[string]string{"board": "Arbetsmarknadsnämnden"}, Doc: doc, Made: at, Round: Round{Text: 2, Digest: strings.Repeat("ab", 32), Slots: slots}}
}

// read gives what poppler reads aloud of a document's structure.
func read(t *testing.T, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "agreement.pdf")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("pdfinfo", "-struct-text", path).Output()
	if err != nil {
		t.Fatalf("pdfinfo (Debian package poppler-utils): %v", err)
	}
	return string(out)
}

func TestThePaperIsReadInOrder(t *testing.T) {
	for _, l := range []language.Lang{language.Swedish, language.English} {
		data, err := pdf.Render(samplePaper().Document(l))
		if err != nil {
			t.Fatal(err)
		}
		spoken := strings.Join(strings.Fields(read(t, data)), " ")
		at := 0
		for _, want := range []string{"Ludvika kommun", "§ 2", "K9.1", "Brådskande frågor", "Liten ort", "Lars Bergman (Demo)", "AMN § 88", "eIDAS"} {
			i := strings.Index(spoken[at:], want)
			if i < 0 {
				t.Fatalf("%s: %q is not read after what goes before:\n%s", l, want, spoken)
			}
			at += i
		}
	}
}

// TestWhatIsReplacedIsNotReadToo: what the parties have agreed stands at the clause, in the place of the template's words.
func TestWhatIsReplacedIsNotReadToo(t *testing.T) {
	p := samplePaper()
	p.Doc.Deviations = []clause.Deviation{{ID: "A1", On: "9", Kind: clause.Replaces, Text: "Frågor ställs per telefon.", Reason: "Liten ort."}, {ID: "A2", On: "K9.1", Kind: clause.Replaces, Text: "Svar på måndagar.", Reason: "Få frågor."}}
	data, err := pdf.Render(p.Document(language.Swedish))
	if err != nil {
		t.Fatal(err)
	}
	spoken := strings.Join(strings.Fields(read(t, data)), " ")
	for _, gone := range []string{"Frågor ställs skriftligt", "Svar på kommunens frågor"} {
		if strings.Contains(spoken, gone) {
			t.Errorf("%q is replaced and read all the same", gone)
		}
	}
	clause, own, promise := strings.Index(spoken, "§ 2"), strings.Index(spoken, "per telefon"), strings.Index(spoken, "K9.1")
	if !(clause < own && own < promise) || !strings.Contains(spoken, "Avviker från mallen (A2): Svar på") {
		t.Errorf("the deviation does not stand at the clause: %s", spoken)
	}
}
