package apptest

import (
	"flag"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"samsyn/internal/app"
	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fact"
	"samsyn/internal/seal"
)

var keepAs = flag.String("update-dump", "", "keep the house in which every act was done, under this path and name: ../app/testdata/part-5")

// When every act that has a form has been done in one house, one after the other, its trail is sound, what is sealed
// can be opened, and the sums are those of the facts. That house is also what later migrations are tried on.
func TestEveryActInOneHouse(t *testing.T) {
	w := theWorld(t)
	h := w.copy(t)
	acts := findActs(t, w)
	taken := 0
	for _, route := range slices.Sorted(maps.Keys(acts)) {
		if a := acts[route]; a.inTurn(w, h) {
			taken++
		}
	}
	t.Logf("%d of %d acts were taken", taken, len(acts))
	h.livedIn(t, w)
	r, err := audit.Verify(t.Context(), h.DB, h.Keys.Verifiers(), nil, nil)
	must(err)
	found, err := seal.Survey(t.Context(), h.DB, h.Keys, app.Sealed(), nil)
	must(err)
	differ, err := fact.Verify(t.Context(), h.DB)
	must(err)
	if !r.Sound() || !found.Sound() || len(differ) > 0 || taken < len(acts)/3 {
		t.Errorf("trail %v, sealed %+v, sums %v, %d of %d acts taken", r.Findings, found, differ, taken, len(acts))
	}
	if *keepAs != "" {
		h.keep(t, *keepAs, w.ring)
	}
}

// inTurn does an act in the house as those before it left it. Its page may be gone, or its form.
func (a act) inTurn(w *world, h *Samsyn) bool {
	p := w.person(h, a.who)
	if p.send("GET", a.page, nil).Code != 200 {
		return false
	}
	answer := a.pressWith(p.Try(a.page), func(f *form) { fillPlausibly(a.route, f) })
	return answer != nil && answer.Code < 400
}

// keep writes the house and its keys to files, with a row in every table but those of isPassing.
func (h *Samsyn) keep(t *testing.T, path string, ring []byte) {
	t.Helper()
	h.standIn(t)
	must(fact.Fold(t.Context(), h.Trail)) // as the clock does
	tables, err := db.All[string](t.Context(), h.DB, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
	must(err)
	for _, table := range tables {
		n, err := db.One[int64](t.Context(), h.DB, "SELECT COUNT(*) FROM "+table)
		must(err)
		if n == 0 && !isPassing(table) {
			t.Errorf("what is kept has nothing in %s. Let an example or a plausible form fill it, or a row of standIns.", table)
		}
	}
	must(os.WriteFile(path+".keyring", ring, 0o644))
	_ = os.Remove(path + ".backup.gz")
	_, err = db.BackupFile(t.Context(), h.DB, path+".backup.gz", nil)
	must(err)
	must(os.Chmod(path+".backup.gz", 0o644))
}

// isPassing tells of tables of the house itself, whose rows come and go, or come with a disposal.
func isPassing(table string) bool {
	return slices.ContainsFunc([]string{"app_node", "delivery", "file_incoming_part", "idempotency", "job", "notice_digest", "notice_preference", "pending_form", "rate", "record_", "rollup_delta", "simulate_", "trail_disposed"},
		func(start string) bool { return strings.HasPrefix(table, start) })
}

// standIn puts a row in each table that no form of the house fills: what the clock writes, and what asks for a proof.
func (h *Samsyn) standIn(t *testing.T) {
	t.Helper()
	beside, err := db.Direct(h.dsn)
	must(err)
	for table, values := range standIns() {
		values = strings.NewReplacer("NOW", "'2026-03-02T08:00:00.000000Z'", "DAY", "'2026-03-02'").Replace(values)
		if _, err := beside.ExecContext(t.Context(), "INSERT INTO "+table+" SELECT "+values+" ON CONFLICT DO NOTHING"); err != nil {
			t.Errorf("%s: %v", table, err)
		}
	}
	must(beside.Close())
}

// standIns are rows by table, with the first of what each refers to.
func standIns() map[string]string {
	const party, person = "(SELECT MIN(id) FROM directory_authority)", "(SELECT MIN(id) FROM account)"
	const agreement = "(SELECT MIN(id) FROM agreement)"
	return map[string]string{
		"agreement_handover":    "'dump', " + agreement + ", '2085', " + party + ", " + party + ", DAY, 'Nämnden byts (Demo)', " + party + ", FALSE, FALSE, 'withdrawn', 2, NOW",
		"agreement_notice":      "'dump', " + agreement + ", " + party + ", '2085', DAY, DAY, 'Ny form (Demo)', '', 'withdrawn', 2, NOW",
		"agreement_import_copy": "(SELECT MIN(id) FROM agreement_import), 1, (SELECT MIN(id) FROM file)",
		"agreement_reminder":    agreement + ", 30, DAY",
		"enquiry_unanswered":    "(SELECT MIN(id) FROM enquiry), 1, (SELECT MIN(id) FROM contact_path)",
		"escalation_fact":       "(SELECT MIN(id) FROM fact), (SELECT MIN(id) FROM escalation), 2",
		"escalation_reminder":   "'escalation', (SELECT MIN(id) FROM escalation), NOW, NOW",
		"exchange_fact":         "(SELECT MIN(id) FROM fact), (SELECT MIN(id) FROM exchange_message)",
		"fact_hold":             "(SELECT MIN(id) FROM fact), NOW, NOW",
		"outcome_fact":          "(SELECT MIN(id) FROM fact), (SELECT MIN(id) FROM plan)",
		"outcome_plan":          "(SELECT MIN(id) FROM plan), (SELECT MIN(id) FROM matter), (SELECT MIN(id) FROM person), NOW, ''",
		"seeker_code":           "'dump', (SELECT MIN(id) FROM seeker), (SELECT MIN(id) FROM person), " + party + ", 'digest', 'passport', " + person + ", NOW, NOW, 0, NULL, NOW",
		"statutory_erased":      "(SELECT MIN(id) FROM statutory_notice), " + party + ", (SELECT MIN(id) FROM person)",
		"negotiation_dismissal": "(SELECT MIN(id) FROM negotiation_draft), 'target:K9.1', " + party + ", " + person + ", 'Målet är rimligt (Demo)', NOW",
		"negotiation_warning":   "(SELECT MIN(id) FROM negotiation_draft), 14, DAY",
		"routine_reminder":      "(SELECT MIN(id) FROM routine), DAY, 1, DAY",
		"routine_topic":         "(SELECT MIN(id) FROM routine), 'planning'",
		"signin_identity":       "'dump', " + person + ", 'https://idp.example', 'anna', " + person + ", NOW, NULL, NOW",
		"signin_passkey":        "'dump', " + person + ", 'Nyckel (Demo)', 'ZHVtcA', X'00', NOW, NULL, NOW",
		"signin_proof":          "'dump', " + person + ", '', 'password', 'low', FALSE, NOW",
		"signin_recovery":       "'dump', " + person + ", NOW, NOW",
		"signin_reset":          "'dump', " + person + ", " + person + ", 'password', NOW, '', NULL",
		"signin_spent":          "'dump', NOW",
		"signing_reminder":      "(SELECT MIN(id) FROM signing_slot), 2",
		"steering_anniversary":  agreement + ", DAY, 'open'",
		"steering_reminder":     "(SELECT MIN(id) FROM steering_meeting), 14, DAY",
		"template_approval":     "(SELECT MIN(id) FROM template_version), " + party + ", " + person + ", 'Vera (Demo)', 'sha256', NOW",
		"template_checklist":    "'draft', " + party + ", 'start', " + person + ", NOW",
		"template_help_line":    "(SELECT MIN(id) FROM template_help), 9, " + party + ", " + person + ", 'Nils (Demo)', 'Svar (Demo)', NOW",
	}
}
