package db_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"samsyn/internal/db"
	"samsyn/internal/dbtest"
)

// before gives a database without any schema.
func before(t *testing.T, dialect db.Dialect) string {
	t.Helper()
	if dialect == db.SQLite {
		return filepath.Join(t.TempDir(), "samsyn.db")
	}
	dsn := dbtest.Empty(t, dialect)
	must(t, db.Run(t.Context(), dsn, "DROP SCHEMA public CASCADE"))
	must(t, db.Run(t.Context(), dsn, "CREATE SCHEMA public"))
	return dsn
}

// TestTheFactsOfQuestionsComeForward brings a database forward in which questions have the ids of their facts as JSON, and
// demands on both engines that not one is lost: more questions than are read at a time, rounds, and calls back.
func TestTheFactsOfQuestionsComeForward(t *testing.T) {
	for _, dialect := range []db.Dialect{db.SQLite, db.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			ctx, dsn := t.Context(), before(t, dialect)
			must(t, db.UpTo(ctx, dsn, 151))
			const n = 2300
			must(t, db.Run(ctx, dsn, fmt.Sprintf(`INSERT INTO enquiry (id, conversation_id, municipality_code, asker_id, receiver_id, path_id, personal, urgent, topic, channel, noted, callback,
				state, turn, round, agreement_id, commitment, outcome, ground, refusal, ssbtek, helped, joined_to, forwards, first_days, created_at, facts, version)
				WITH RECURSIVE many(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < %d)
				SELECT 'q' || n, '', '2085', 'a', 'b', '', TRUE, FALSE, '', 'samsyn', FALSE, FALSE, 'open', '', 1, '', '', '', '', '', FALSE, '', '', 0, 1, '2026-03-02 08:00:00+00:00',
				CASE WHEN n %% 10 = 0 THEN '{}' ELSE '{"answer-time":"a' || n || '","answer-time#12":"b' || n || '","callback-received@3":"c' || n || '"}' END, 1 FROM many`, n)))
			d, w, err := db.Open(ctx, dsn, db.Options{})
			must(t, err)
			defer func() { w.Close(); must(t, d.Close()) }()
			type left struct {
				Fact    string `db:"fact_id"`
				Enquiry string `db:"enquiry_id"`
				Metric  string `db:"metric"`
				Round   int64  `db:"round"`
				No      int64  `db:"no"`
			}
			all, err := db.All[left](ctx, d, "SELECT fact_id, enquiry_id, metric, round, no FROM enquiry_fact")
			must(t, err)
			if len(all) != 3*(n-n/10) {
				t.Fatalf("%d facts came forward, not %d", len(all), 3*(n-n/10))
			}
			for _, l := range all {
				want := map[byte]left{'a': {Metric: "answer-time", Round: 1}, 'b': {Metric: "answer-time", Round: 12}, 'c': {Metric: "callback-received", Round: 1, No: 3}}[l.Fact[0]]
				want.Fact, want.Enquiry = l.Fact, "q"+l.Fact[1:]
				if l != want {
					t.Fatalf("%+v came forward, not %+v", l, want)
				}
			}
		})
	}
}

// TestThreadsOfClosedMattersComeForward brings a database forward in which matters were closed and the threads of the
// hand-overs that began them were not: those close when the matter did, and what goes on is left open.
func TestThreadsOfClosedMattersComeForward(t *testing.T) {
	for _, dialect := range []db.Dialect{db.SQLite, db.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			ctx, dsn := t.Context(), before(t, dialect)
			must(t, db.UpTo(ctx, dsn, 316))
			for _, one := range []struct{ id, state, closed string }{{"over", "closed", "'2026-03-02 08:00:00+00:00'"}, {"open", "open", "NULL"}} {
				must(t, db.Run(ctx, dsn, fmt.Sprintf(`INSERT INTO exchange_conversation (id, kind, started_by, subject, personal, messages, created_at, version) VALUES ('%s', 'handover', 'a', '', TRUE, 1, '2026-01-02 08:00:00+00:00', 1)`, one.id)))
				must(t, db.Run(ctx, dsn, fmt.Sprintf(`INSERT INTO matter (id, conversation_id, municipality_code, agreement_id, state, number, round, begun_at, closed_at, close_reason, version)
					VALUES ('m-%s', 'c-%s', '2085', '', '%s', '', 1, '2026-01-02 08:00:00+00:00', %s, '', 1)`, one.id, one.id, one.state, one.closed)))
				must(t, db.Run(ctx, dsn, fmt.Sprintf(`INSERT INTO handover (id, conversation_id, municipality_code, sender_id, receiver_id, path_id, aim, needs, age, interpreter, state, reason, agreement_id, commitment, days, due_at,
					sent_at, contact_days, contact_how, matter_id, version) VALUES ('h-%s', '%s', '2085', 'a', 'b', '', 'joint', '', '', FALSE, 'accepted', '', '', '', 5, '2026-01-09 08:00:00+00:00', '2026-01-02 08:00:00+00:00', 5, '', 'm-%s', 1)`, one.id, one.id, one.id)))
			}
			d, w, err := db.Open(ctx, dsn, db.Options{})
			must(t, err)
			defer func() { w.Close(); must(t, d.Close()) }()
			for id, want := range map[string]string{"over": "2026-03-02T08:00:00Z", "open": ""} {
				got, err := db.One[db.Time](ctx, d, "SELECT closed_at FROM exchange_conversation WHERE id = $1", id)
				must(t, err)
				said := ""
				if !got.IsZero() {
					said = got.UTC().Format(time.RFC3339)
				}
				if said != want {
					t.Errorf("the thread of the matter that is %s closed %q, want %q", id, said, want)
				}
			}
		})
	}
}

// Of consents from before it was asked, none covers data about health that does not say so.
func TestConsentsBeforeItWasAskedLeaveHealthOut(t *testing.T) {
	for _, dialect := range []db.Dialect{db.SQLite, db.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			ctx, dsn := t.Context(), before(t, dialect)
			must(t, db.UpTo(ctx, dsn, 318))
			must(t, db.Run(ctx, dsn, `INSERT INTO directory_authority (id, class, executive, version) VALUES ('a', 'state', FALSE, 1)`))
			must(t, db.Run(ctx, dsn, `INSERT INTO person (id, authority_id, number, number_digest, protection, created_at, version) VALUES ('p', 'a', 'x', 'd', '', '2026-01-02 08:00:00+00:00', 1)`))
			for id, g := range map[string][2]string{"broad": {"consent", ""}, "named": {"consent", "Q-DISABILITY Q-PLAN"}, "duty": {"duty-other", ""}} {
				must(t, db.Run(ctx, dsn, fmt.Sprintf(`INSERT INTO person_ground (id, person_id, authority_id, ground, from_authority, to_authority, topics, form, evidence_id, citation, starts_at, state, created_by, created_at, decided_by, version)
					VALUES ('%s', 'p', 'a', '%s', 'a', 'b', '%s', '', '', '', '2026-01-02 08:00:00+00:00', 'accepted', 'x', '2026-01-02 08:00:00+00:00', '', 1)`, id, g[0], g[1])))
			}
			d, w, err := db.Open(ctx, dsn, db.Options{})
			must(t, err)
			defer func() { w.Close(); must(t, d.Close()) }()
			for id, want := range map[string]string{"broad": "without-health-data", "named": "Q-DISABILITY-health Q-PLAN", "duty": ""} {
				got, err := db.One[string](ctx, d, "SELECT topics FROM person_ground WHERE id = $1", id)
				must(t, err)
				if got != want {
					t.Errorf("%s covers %q, want %q", id, got, want)
				}
			}
			if at, err := db.One[db.Time](ctx, d, "SELECT written_at FROM person WHERE id = 'p'"); err != nil || at.UTC().Format(time.DateOnly) != "2026-01-02" {
				t.Errorf("the record was written %s, %v", at, err)
			}
		})
	}
}
