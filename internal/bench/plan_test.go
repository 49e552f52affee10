package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/cast"
	"samsyn/internal/contact"
	"samsyn/internal/db"
	"samsyn/internal/dbtest"
	"samsyn/internal/deviation"
	"samsyn/internal/directory"
	"samsyn/internal/enquiry"
	"samsyn/internal/escalation"
	"samsyn/internal/fact"
	"samsyn/internal/notice"
	"samsyn/internal/ref"
)

// listed is something that shows rows of a table that grows with the nation.
type listed struct {
	name string
	ask  func(ctx context.Context) error
}

const (
	invented   = 20_000 // rows of each table that grows
	mostSorted = 500    // rows, as the engine believes: what a page needs beside those of an index is sorted in no time
)

// grown are the tables in which no page reads all rows.
var grown = []string{"enquiry", "enquiry_side", "enquiry_fact", "fact", "trail_entry", "exchange_message", "deviation", "deviation_side", "deviation_fact", "escalation", "notice"}

// TestNoListReadsEverything: on PostgreSQL, which plans each statement once for all its values, no list reads or sorts a
// whole table where an index leads to its page.
func TestNoListReadsEverything(t *testing.T) {
	ctx := t.Context()
	s := settings{only: []string{"inbox"}, slice: time.Millisecond, rounds: 1, report: &report{}}
	n, err := newNation(ctx, s, string(db.Postgres), dbtest.Empty(t, db.Postgres), 2*openOnes)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := n.close(); err != nil {
			t.Error(err)
		}
	}()
	n.stop() // nothing but the lists asks meanwhile
	n.stop = func() {}
	if err := n.grow(ctx); err != nil {
		t.Fatal(err)
	}
	lists, err := n.lists(ctx)
	if err != nil {
		t.Fatal(err)
	}
	conn, err := n.direct.Conn(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := conn.Close(); err != nil {
			t.Error(err)
		}
	}()
	for _, set := range []string{"plan_cache_mode = force_generic_plan", "enable_seqscan = on"} { // as those that read have it
		if _, err := conn.ExecContext(ctx, "SET "+set); err != nil {
			t.Fatal(err)
		}
	}
	seen := map[string]bool{}
	for _, l := range lists {
		heard, err := n.watch.texts(func() error { return l.ask(ctx) })
		if err != nil {
			t.Errorf("%s: %v", l.name, err)
		}
		found := 0
		for _, text := range heard {
			if !readsGrown(text) {
				continue
			}
			found++
			if seen[text] {
				continue
			}
			seen[text] = true
			p, whole, err := planOf(ctx, conn, fmt.Sprintf("p%d", len(seen)), text)
			if err != nil {
				t.Fatalf("%s: %v\n%s", l.name, err, text)
			}
			for _, fault := range p.faults() {
				t.Errorf("%s: %s\n%s\n%s", l.name, fault, text, whole)
			}
		}
		if found == 0 {
			t.Errorf("%s asks nothing of the tables that grow", l.name)
		}
	}
	if len(seen) < len(lists)/2 {
		t.Errorf("%d statements of %d lists", len(seen), len(lists))
	}
}

var reading = regexp.MustCompile(`(?is)^\s*(SELECT|WITH)\b`)

func readsGrown(text string) bool {
	return reading.MatchString(text) && slices.ContainsFunc(grown, func(table string) bool {
		return regexp.MustCompile(`(?i)\b(FROM|JOIN)\s+` + table + `\b`).MatchString(text)
	})
}

// plan is a step of what the engine does, with those that it builds on.
type plan struct {
	Step  string  `json:"Node Type"`
	Table string  `json:"Relation Name"`
	Rows  float64 `json:"Plan Rows"`
	Plans []plan  `json:"Plans"`
}

func planOf(ctx context.Context, conn *sql.Conn, name, text string) (p plan, whole string, err error) {
	if _, err := conn.ExecContext(ctx, "PREPARE "+name+" AS "+text); err != nil {
		return p, "", err
	}
	var values int
	if err := conn.QueryRowContext(ctx, "SELECT cardinality(parameter_types) FROM pg_prepared_statements WHERE name = '"+name+"'").Scan(&values); err != nil {
		return p, "", err
	}
	call := "EXECUTE " + name
	if values > 0 {
		call += " (NULL" + strings.Repeat(", NULL", values-1) + ")" // the plan is made without them
	}
	if err := conn.QueryRowContext(ctx, "EXPLAIN (FORMAT JSON) "+call).Scan(&whole); err != nil {
		return p, "", err
	}
	var all []struct{ Plan plan }
	if err := json.Unmarshal([]byte(whole), &all); err != nil || len(all) != 1 {
		return p, "", errors.Join(err, fmt.Errorf("%d plans", len(all)))
	}
	rows, err := conn.QueryContext(ctx, "EXPLAIN "+call)
	if err != nil {
		return p, "", err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	whole = ""
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			return p, "", err
		}
		whole += line + "\n"
	}
	return all[0].Plan, whole, rows.Err()
}

// faults are the steps that would take longer the more rows there are.
func (p plan) faults() (found []string) {
	if p.Step == "Seq Scan" && slices.Contains(grown, p.Table) {
		found = append(found, "reads all of "+p.Table)
	}
	if p.Step == "Sort" && p.Rows > mostSorted && p.readsGrown() {
		found = append(found, fmt.Sprintf("sorts %.0f rows", p.Rows))
	}
	for _, below := range p.Plans {
		found = append(found, below.faults()...)
	}
	return found
}

func (p plan) readsGrown() bool {
	return slices.Contains(grown, p.Table) || slices.ContainsFunc(p.Plans, plan.readsGrown)
}

// grow puts invented rows in the tables that grow. What an authority has of each is a part; what is open of it is less.
func (n *nation) grow(ctx context.Context) error {
	const (
		id        = `'zz-' || CAST(1000000 + n AS TEXT)`
		side      = `CASE WHEN n % 20 = 0 THEN '` + directory.PES + `' ELSE 'x' || CAST(n % 20 AS TEXT) END`
		municipal = `CASE WHEN n % 20 = 0 THEN '2085' ELSE CAST(1000 + n % 290 AS TEXT) END`
		ago       = `now() - n * interval '1 minute'`
		ahead     = `now() + (10000 + n) * interval '1 minute'`
	)
	live := func(now, over string) string {
		return fmt.Sprintf("CASE WHEN n %% 8 < 4 THEN %s ELSE %s END", now, over)
	}
	for _, t := range []struct {
		table string
		known map[string]string
	}{
		{"enquiry", map[string]string{"id": id, "conversation_id": id, "municipality_code": municipal, "topic": "'Q-PLAN'", "asker_id": "'x' || CAST(n % 19 AS TEXT)", "receiver_id": side,
			"state": live("'open'", "'closed'"), "helped": "''", "turn": "'holder'", "due_at": ahead, "sent_at": ago}},
		{"enquiry_side", map[string]string{"id": id, "enquiry_id": id, "authority_id": side, "side": "'receiver'", "box": live("'live'", "'over'"), "order_at": live(ahead, ago), "due_at": ahead,
			"municipality_code": municipal, "topic": "'Q-PLAN'", "number": "CAST(n AS TEXT)", "person_id": "'p' || CAST(n % 10000 AS TEXT)", "account_id": "CASE WHEN n % 3 = 0 THEN '' ELSE 'a' || CAST(n % 500 AS TEXT) END",
			"unit_id": "'u' || CAST(n % 100 AS TEXT)", "created_at": ago}},
		{"fact", map[string]string{"id": id, "metric": "CASE WHEN n % 2 = 0 THEN 'answer-time' ELSE 'deviation-solved' END", "municipality": municipal, "authority_id": side, "opened": ago, "due": ago, "closed": live("NULL", ago), "outcome": "'answered'"}},
		{"enquiry_fact", map[string]string{"fact_id": id, "enquiry_id": id, "metric": "'answer-time'", "no": "0"}},
		{"trail_entry", map[string]string{"id": id, "seq": "100000000 + n", "at": ago, "authority_id": side, "actor_id": "'a' || CAST(n % 500 AS TEXT)", "kind": "'enquiry'", "thing_id": "'t' || CAST(n % 5000 AS TEXT)", "action": "'a' || CAST(n % 50 AS TEXT)"}},
		{"notice", map[string]string{"id": id, "account_id": "'a' || CAST(n % 20 AS TEXT)", "in_product": "TRUE", "text_sv": "'x'", "text_en": "'x'", "kind": "'k'", "created_at": ago}},
		{"exchange_conversation", map[string]string{"id": id}},
		{"exchange_message", map[string]string{"id": id, "conversation_id": id, "sent_at": ago}},
		{"deviation", map[string]string{"id": id, "municipality_code": municipal, "agreement_id": "'g' || CAST(n % 290 AS TEXT)", "kind": "'late'", "effect": "'none'", "state": live("'reported'", "'closed'"), "was": "''", "level": "1 + n % 3",
			"helped": "''", "heard": "''", "level_due": live(ahead, "NULL"), "ack_due": live(ahead, "NULL"), "thing_kind": "'enquiry'", "thing_id": id, "unit_id": "'u' || CAST(n % 100 AS TEXT)"}},
		{"deviation_side", map[string]string{"deviation_id": id, "authority_id": side, "side": "'asked'", "box": live("'live'", "'over'"), "order_at": live(ahead, ago)}},
		{"deviation_fact", map[string]string{"fact_id": id, "deviation_id": id, "metric": "'deviation-solved'"}},
		{"escalation", map[string]string{"id": id, "thing_kind": "'enquiry'", "thing_id": id, "municipality_code": municipal, "about": "'general'", "asks_id": side, "owes_id": side, "level": "2 + n % 3", "agreement_id": "'g' || CAST(n % 290 AS TEXT)",
			"state": live("'open'", "'ended'"), "ending": "''", "ladder": "'{}'", "order_at": live(ahead, ago), "next_at": live(ahead, "NULL"), "remind_at": live(ahead, "NULL")}},
		{"escalation_side", map[string]string{"escalation_id": id, "authority_id": side}},
		{"escalation_told", map[string]string{"step_id": "'s'", "place": "n", "escalation_id": id, "level": "2", "authority_id": side, "account_id": "'a' || CAST(n % 500 AS TEXT)"}},
	} {
		if err := n.invent(ctx, t.table, t.known); err != nil {
			return fmt.Errorf("%s: %w", t.table, err)
		}
	}
	return nil
}

// invent makes rows of a table. A column that nothing is said of has nothing, or the least that its type knows.
func (n *nation) invent(ctx context.Context, table string, known map[string]string) (err error) {
	rows, err := n.direct.QueryContext(ctx, `SELECT column_name, data_type FROM information_schema.columns
		WHERE table_name = $1 AND is_nullable = 'NO' AND column_default IS NULL AND table_schema = current_schema()`, table)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	var columns, values []string
	for name, value := range known {
		columns, values = append(columns, name), append(values, value)
	}
	least := map[string]string{"text": "''", "boolean": "FALSE", "bigint": "1", "timestamp with time zone": "now()", "date": "current_date", "bytea": `''::bytea`}
	for rows.Next() {
		var name, kind string
		if err := rows.Scan(&name, &kind); err != nil {
			return err
		}
		if known[name] == "" {
			columns, values = append(columns, name), append(values, least[kind])
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	// Other tables' rows are not asked for: which of them there are is nothing to a plan.
	for _, text := range []string{"ALTER TABLE " + table + " DISABLE TRIGGER ALL",
		fmt.Sprintf("INSERT INTO %s (%s) SELECT %s FROM generate_series(1, %d) AS n", table, strings.Join(columns, ", "), strings.Join(values, ", "), invented),
		"ALTER TABLE " + table + " ENABLE TRIGGER ALL", "ANALYZE " + table} {
		if _, err := n.direct.ExecContext(ctx, text); err != nil {
			return err
		}
	}
	return nil
}

// lists are the lists, each with its filters and its next page.
func (n *nation) lists(ctx context.Context) (all []listed, err error) {
	coordinator, err := n.signedIn(ctx, cast.Per)
	if err != nil {
		return nil, err
	}
	at := func(id string) []string { return []string{time.Now().UTC().Format(time.RFC3339Nano), id} }
	add := func(name string, ask func(ctx context.Context) error) { all = append(all, listed{name, ask}) }
	page := func(s staff, path string) {
		add(path, func(context.Context) error { return n.get(s, path) })
	}
	for _, path := range []string{"", "?vems=mina", "?vems=ingens", "?vems=var-tur", "?forsenade=ja", "?bradskande=ja", "?lada=besvarade", "?lada=avslutade", "?kommun=2085", "?amne=Q-PLAN", "?sida=receiver"} {
		page(n.officer, inboxPath+path)
	}
	inbox := map[string]enquiry.Filter{"all": {}, "mine": {Mine: true}, "free": {Free: true}, "turn": {Turn: true}, "late": {Late: true}, "urgent": {Urgent: true}, "a unit's": {Unit: "u1"}, "a place's": {Municipality: "2085"},
		"a topic's": {Topic: contact.Topic("Q-PLAN")}, "a side's": {Side: enquiry.Receiver}, "replied": {Box: enquiry.Replied}, "past": {Box: enquiry.Past}, "drafts": {Box: enquiry.Drafts}, "by number": {Number: "1234567"},
		"past of a place": {Box: enquiry.Past, Municipality: "2085"}}
	for name, f := range inbox {
		for _, after := range [][]string{nil, at("zz")} {
			f.After = after
			add(fmt.Sprintf("inbox, %s, after %v", name, after), func(ctx context.Context) error {
				_, err := n.Enquiries.Lines(ctx, n.DB, n.officer.Actor, f)
				return err
			})
		}
	}
	today := n.Accounts.Today()
	for _, after := range [][]string{nil, append(at("zz"), "1", "0")} {
		figure := enquiry.Figure{Metric: fact.AnswerTime, Municipalities: []string{"2085"}, Period: calendar.Period{From: today.AddMonths(-3), To: today}, Authorities: []string{directory.PES}}
		add("the questions behind a figure", func(ctx context.Context) error {
			_, err := enquiry.BehindFigure(ctx, n.DB, n.officer.Actor, figure, after, 51)
			return err
		})
		add("the deviations behind a figure", func(ctx context.Context) error {
			_, err := deviation.BehindFigure(ctx, n.DB, coordinator.Actor, figure, after, 51)
			return err
		})
	}
	add("what is due", func(ctx context.Context) error {
		_, err := enquiry.DueBetween(ctx, n.DB, time.Now(), "zz", time.Now().Add(time.Hour), 500)
		return err
	})
	add("what deviations the clock tends", n.Deviations.Tend)
	page(coordinator, "/avvikelser")
	page(coordinator, "/eskaleringar")
	for name, f := range map[string]deviation.Filter{"all": {}, "mine": {Turn: true}, "late": {Late: true}, "over": {Box: deviation.Over}, "a level's": {Level: 2}, "a place's": {Municipality: "2085"}} {
		for _, after := range [][]string{nil, at("zz")} {
			f.After = after
			add(fmt.Sprintf("deviations, %s, after %v", name, after), func(ctx context.Context) error {
				_, err := n.Deviations.List(ctx, n.DB, coordinator.Actor, f)
				return err
			})
		}
	}
	for name, f := range map[string]escalation.Filter{"all": {}, "ended": {Ended: true}, "owing": {Owing: true}, "a level's": {Level: 2}, "a place's": {Municipality: "2085"}} {
		for _, after := range []*escalation.Place{nil, {At: time.Now(), ID: "zz"}} {
			f.After, f.Limit = after, 51
			add(fmt.Sprintf("escalations, %s, after %v", name, after), func(ctx context.Context) error {
				_, err := n.Escalations.List(ctx, n.DB, coordinator.Actor, f)
				return err
			})
		}
	}
	for name, f := range map[string]audit.Filter{"an authority's": {Authority: directory.PES}, "somebody's": {Authority: directory.PES, Actor: "a1"}, "a thing's": {Thing: ref.To("enquiry", "t1")}, "an act's": {Authority: directory.PES, Action: "a1"}, "all": {}} {
		for _, before := range []string{"", "zz-2"} {
			f.Before = before
			add(fmt.Sprintf("the log, %s, before %q", name, before), func(ctx context.Context) error {
				_, err := audit.Lines(ctx, n.DB, f, 51)
				return err
			})
		}
	}
	for _, before := range []string{"", "zz-2"} {
		add("notices", func(ctx context.Context) error {
			_, err := notice.List(ctx, n.DB, n.officer.ID, before, 51)
			return err
		})
	}
	person, err := db.One[string](ctx, n.DB, "SELECT person_id FROM enquiry_side WHERE authority_id = $1 AND person_id NOT LIKE 'p%' AND person_id <> '' AND opened_at IS NOT NULL LIMIT 1", directory.PES)
	if err != nil {
		return nil, fmt.Errorf("a person: %w", err)
	}
	page(n.officer, "/personer/"+person)
	return all, nil
}
