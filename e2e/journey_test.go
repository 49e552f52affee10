package e2e

import (
	"os"
	"path/filepath"
	"testing"
)

// Anybody finds a municipality and what it has agreed on.
func TestFindAMunicipality(t *testing.T) {
	asEverybody(t, "find", func(r *reader) {
		r.sees(r.say("av 290 kommuner", "of 290 municipalities"))
		r.writes(r.say("Kommun", "Municipality"), "Ludvika")
		r.presses(r.say("Visa", "Show"))
		r.sees("Ludvika")
		r.sees("Dalarnas län")
		r.sees("Arbetsmarknadsnämnden (Demo)")
	})
}

// Anybody reads how many had an agreement on a day that is past: as many as the agency reported.
func TestCoverageOnAPastDay(t *testing.T) {
	asEverybody(t, "coverage", func(r *reader) {
		r.presses(r.say("Översikt", "Overview"))
		r.writes(r.say("Läget den", "As of"), "2023-03-15")
		r.presses(r.say("Visa", "Show"))
		r.sees("261")
		r.sees("2023-03-15")
		r.writes(r.say("Läget den", "As of"), "2023-02-30")
		r.presses(r.say("Visa", "Show"))
		r.sees(r.say("kalendern", "calendar"))
	})
}

// A coordinator registers an agreement, first with a fault that loses nothing.
func TestRegisterAnAgreement(t *testing.T) {
	asEverybody(t, "register", func(r *reader) {
		r.signsIn("Johan Åkesson")
		r.presses(r.say("Registrera en överenskommelse", "Register an agreement"))
		source := "Protokoll " + r.story
		r.ticks("Dua 2015")
		r.ticks("socialnämnden (Demo)")
		r.writes(r.say("Första dag", "First day"), "2030-01-40")
		r.writes(r.say("Källa", "Source"), source)
		r.presses(r.say("Spara", "Save"))
		r.sees(r.say("Första dag", "First day"))
		r.target("fillable", r.say("Källa", "Source"))
		if got := r.eval("window.meant.value"); got != source {
			r.t.Errorf("the source that was written is now %q", got)
		}
		first := map[hands]string{mouse: "2031", keyboard: "2033", scriptless: "2035"}[r.hands]
		last := first
		if r.lang == "en" {
			first, last = first[:3]+n(int(first[3]-'0')+1), last[:3]+n(int(last[3]-'0')+1)
		}
		r.writes(r.say("Första dag", "First day"), first+"-01-01")
		r.writes(r.say("Sista dag", "Last day"), last+"-12-31")
		r.presses(r.say("Spara", "Save"))
		r.sees(first + "-01-01")
		r.sees(source)
		r.presses(r.say("Logga ut", "Sign out"))
		r.sees(r.say("Logga in", "Sign in"))
	})
}

// The head office takes in a file: refused with a report, then on trial, then for good.
func TestImportAFile(t *testing.T) {
	asEverybody(t, "import", func(r *reader) {
		year := map[hands]string{mouse: "2001", keyboard: "2003", scriptless: "2005"}[r.hands]
		if r.lang == "en" {
			year = year[:3] + n(int(year[3]-'0')+1)
		}
		r.signsIn("Astrid Ek")
		r.presses(r.say("Överenskommelser", "Agreements"))
		r.presses(r.say("Läs in från fil", "Import from a file"))
		r.attaches(r.say("Fil", "File"), r.file("bad.csv", "code,valid_from\n9999,2020-01-01\n"))
		r.presses(r.say("Provläs filen", "Read the file on trial"))
		r.sees("9999")
		r.visit("/overenskommelser/importera")
		r.attaches(r.say("Fil", "File"), r.file("good.csv", "code,valid_from,valid_to\n0114,"+year+"-01-01,"+year+"-12-31\n2584,"+year+"-01-01,"+year+"-12-31\n"))
		r.presses(r.say("Provläs filen", "Read the file on trial"))
		r.sees("Upplands Väsby")
		r.sees("Kiruna")
		r.presses(r.say("Spara i registret", "Save in the register"))
		r.waitsFor(r.say("2 nya", "2 new"))
	})
}

func (r *reader) file(name, content string) string {
	r.t.Helper()
	path := filepath.Join(r.t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		r.t.Fatal(err)
	}
	return path
}

// A local admin adds an account and gives it a role.
func TestAddAnAccount(t *testing.T) {
	asEverybody(t, "account", func(r *reader) {
		r.signsIn("Omar Haddad")
		r.presses("Administration")
		r.presses(r.say("Konton", "Accounts"))
		r.presses(r.say("Lägg upp ett konto", "Add an account"))
		r.writes(r.say("Användarnamn", "User name"), r.story)
		r.writes(r.say("För- och efternamn", "First name and surname"), "Nils "+r.story+" (Demo)")
		r.presses(r.say("Lägg upp ett konto", "Add an account"))
		r.sees("Nils " + r.story)
		r.chooses(r.say("Roll", "Role"), r.say("handläggare", "caseworker"))
		r.presses(r.say("Ge rollen", "Give the role"))
		r.sees(r.say("handläggare", "caseworker"))
	})
}
