package main

import (
	"bufio"
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"samsyn/internal/account"
	"samsyn/internal/agreement"
	"samsyn/internal/app"
	"samsyn/internal/cast"
	"samsyn/internal/db"
	"samsyn/internal/dbtest/sample"
	"samsyn/internal/directory"
	"samsyn/internal/policy"
	"samsyn/internal/seal"
)

// TestKilledPosting kills the running service while four programs post questions, some with a file, and the receiver's
// program acknowledges them, passes them on, opens and answers them, again and again on the same database; some are raised
// to the coordinators, who settle them, of some a deviation is reported, acknowledged, decided, resolved and confirmed, and of
// some persons a statutory notice is given and received. Every act that was acknowledged stands, and each question
// and notice with its thread, both sides' copies, its clock, its facts and its trail; what was not is sent again with the same
// key once the service is back, and is done once in the end.
func TestKilledPosting(t *testing.T) {
	for dialect, kills := range map[db.Dialect]int{db.SQLite: sample.Of(10, 280), db.Postgres: sample.Of(3, 100)} {
		t.Run(string(dialect), func(t *testing.T) { newPosting(t, dialect).killed(kills) })
	}
}

// posting is a service that is killed, and the programs that ask and answer.
type posting struct {
	*house
	secret  string // the asking programs' API key
	agency  string // the receiver's
	leads   string // the coordinator's at the asking side
	other   string // the board that questions are passed on to
	officer string // to whom the receiver gives notices
	address string

	mu    sync.Mutex
	acked map[string]said  // the answer, by the key it was asked with
	last  map[thing]string // the state that each was last acknowledged in
	asked map[thing]bool   // those that the service has been asked for in that state
	cut   map[string]deed  // what was not acknowledged, by its key
	posts atomic.Int64
}

// thing is what the programs act on: a question, an escalation, a deviation, by its place in the API and its id.
type thing struct{ room, id string }

// deed is one call that writes.
type deed struct{ secret, path, body, key string }

// said is how a call was answered.
type said struct {
	ID      string
	Version int64
	State   string
	Outcome string
}

// clients are so many, each asking about somebody of its own.
var clients = []string{"199201012383", "199201012391", "199201022390", "200401012380"}

func newPosting(t *testing.T, dialect db.Dialect) *posting {
	h := newHouse(t, dialect)
	if dialect == db.SQLite {
		h.must("keys", "create", h.keys)
	}
	return postingOn(h)
}

// postingOn fills in who asks, on a database with its keys.
func postingOn(h *house) *posting {
	t := h.t
	p := &posting{house: h, acked: map[string]said{}, last: map[thing]string{}, asked: map[thing]bool{}, cut: map[string]deed{}}
	keys, err := seal.Load(p.keys, "", nil)
	p.check(err)
	a, err := app.Open(t.Context(), app.Options{Database: p.database, Keys: keys, Demo: true, Quick: true})
	p.check(err)
	for _, step := range []func(context.Context, *app.App) error{cast.Places, cast.Staff} {
		p.check(step(t.Context(), a))
	}
	all, err := directory.ListAuthorities(t.Context(), a.DB, directory.AuthorityFilter{}, a.Accounts.Today())
	p.check(err)
	id := func(place string) string {
		return all[slices.IndexFunc(all, func(x directory.Authority) bool { return x.MunicipalityCode+"/"+x.Name == place })].ID
	}
	p.other = id(cast.LudvikaSocial)
	for _, program := range []struct {
		at   string
		role policy.Role
		into *string
	}{{id(cast.LudvikaWork), policy.Caseworker, &p.secret}, {directory.PES, policy.EmploymentOfficer, &p.agency}, {id(cast.LudvikaWork), policy.Coordinator, &p.leads}} {
		_, *program.into, err = a.Accounts.AddClient(t.Context(), policy.Process("test"), program.at, account.ClientInput{Name: "Frågesystemet (Demo)", Role: program.role,
			Scopes: []policy.Scope{"enquiry:read", "enquiry:write", "person:read", "person:write", "deviation:read", "deviation:write", "escalation:read", "escalation:write", "statutory:read", "statutory:write"}})
		p.check(err)
	}
	_, err = a.Agreements.Register(t.Context(), policy.Process("test"), agreement.Draft{Kind: agreement.Template2022, From: a.Accounts.Today().AddDays(-300), To: a.Accounts.Today().AddDays(700),
		Bound: []agreement.Bound{{Municipality: "2085", Authority: id(cast.LudvikaWork)}}})
	p.check(err)
	p.givesNotices(a, id(cast.LudvikaWork))
	p.check(a.Close())
	return p
}

func (p *posting) killed(kills int) {
	chance := sample.Rand(p.t)
	c := p.serve()
	began := time.Now()
	p.check(p.life(0))
	long := time.Since(began)
	for range kills {
		stop := make(chan struct{})
		var asking sync.WaitGroup
		for client := range clients {
			asking.Go(func() { p.ask(client, stop) })
		}
		time.Sleep(time.Duration(chance.Float64() * 5 * float64(long)))
		_ = c.Process.Kill()
		if !p.wait(c) {
			p.t.Fatal("the service ended before it was killed")
		}
		close(stop)
		asking.Wait()
		p.head() // verify finds the trail sound
		c = p.serve()
		p.again()
		p.stands()
	}
	_ = c.Process.Signal(syscall.SIGKILL)
	p.wait(c)
	p.t.Logf("%d kills, %d acts on %d questions, escalations, deviations and notices acknowledged, a question's life took %s", kills, len(p.acked), len(p.last), long.Round(time.Millisecond))
	if len(p.acked) < kills {
		p.t.Error("hardly anything was posted: the test shows nothing")
	}
	p.whole()
}

// serve starts the service and waits until it says where it answers.
func (p *posting) serve() *exec.Cmd {
	p.t.Helper()
	path, err := os.Executable()
	p.check(err)
	c := exec.Command(path, "serve", "--listen", "127.0.0.1:0", "--database", p.database)
	c.Args[0] = "samsyn"
	c.Env = append(os.Environ(), "SAMSYN_KEYS="+p.keys)
	var said bytes.Buffer
	c.Stderr = &said
	out, err := c.StdoutPipe()
	p.check(err)
	p.check(c.Start())
	p.t.Cleanup(func() { // of a test that failed before it ended its services
		if c.Process.Kill() == nil {
			_ = c.Wait()
		}
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		_ = c.Wait()
		p.t.Fatalf("the service does not start: %v: %s", err, said.String())
	}
	p.address = strings.TrimSuffix(strings.TrimSpace(line), "/")
	return c
}

// ask makes one question live after the other, until nobody answers any more.
func (p *posting) ask(client int, stop chan struct{}) {
	for {
		select {
		case <-stop:
			return
		default:
		}
		if p.life(client) != nil {
			return
		}
	}
}

const (
	question = `{"receiver":"af","municipality":"2085","topics":["Q-PLAN"],"personal":true,"number":"%s","name":"Nora Testberg (Demo)","text":"Vad är nästa steg? (%s)",
	"purpose":"planering","basis":{"kind":"consent","form":"written","until":"%s"},"certified":true%s}`
	attached = `,"files":[{"name":"plan.txt","content":"UGxhbiAoRGVtbykK"}]`
)

// life posts a question and does to it what its number says: nothing, or what its receiver does. Each act has a key of its
// own, and follows on the one before being acknowledged.
func (p *posting) life(client int) error { return p.lived(client, p.do) }

func (p *posting) lived(client int, do func(deed) (said, error)) error {
	n := p.posts.Add(1)
	key, file := fmt.Sprintf("fraga-%d", n), ""
	if n%3 == 0 {
		file = attached
	}
	e, err := do(deed{p.secret, "/api/v1/enquiries", fmt.Sprintf(question, clients[client], key, time.Now().AddDate(0, 3, 0).Format(time.DateOnly), file), key})
	if err != nil {
		return err
	}
	for _, step := range p.steps(n) {
		path, fields := step[0], step[1]
		if e, err = do(deed{p.agency, "/api/v1/enquiries/" + e.ID + path, fmt.Sprintf(`{"version":%d%s}`, e.Version, fields), key + path}); err != nil {
			return err
		}
	}
	if err := p.beside(n, key, e.ID, do); err != nil {
		return err
	}
	return p.notices(n, clients[client], key, do)
}

// steps are the receiver's acts on a question, each a path and its fields.
func (p *posting) steps(n int64) [][2]string {
	seen := [2]string{"/acknowledgements", ""}
	opened := [2]string{"/openings", `,"basis":{"kind":"no-harm","motive":"behövs för planeringen"}`}
	switch n % 4 {
	case 1:
		return [][2]string{seen, opened, {"/answers", `,"outcome":"answered","text":"Planen är klar.","certified":true,"ground":"no-harm","given":"planen"`}}
	case 2:
		return [][2]string{{"/forwardings", `,"authority":"` + p.other + `","why":"fel mottagare","ground":"no-harm"`}}
	case 3:
		return [][2]string{seen}
	}
	return nil
}

// do calls once and keeps what was answered; what was not acknowledged is kept to be called again. An answer that is no
// acknowledgement is a fault, but for one that says that the caller should come back.
func (p *posting) do(d deed) (got said, err error) {
	code, err := p.call(http.MethodPost, d.path, d.body, d.secret, d.key, &got)
	if err == nil && code == http.StatusOK && got.State == "" { // carried out by the call that was cut off: the answer says no more
		code, err = p.read(thing{d.room(), got.ID}, &got)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if err == nil && (code != http.StatusOK || got.ID == "") {
		if err = fmt.Errorf("%s answers %d", d.path, code); code < 500 && code != http.StatusConflict && code != http.StatusTooManyRequests {
			p.t.Error(err)
		}
	}
	if err != nil {
		p.cut[d.key] = d
		return got, err
	}
	if had, ok := p.acked[d.key]; ok && had != got {
		p.t.Errorf("the key %s gave %+v and then %+v", d.key, had, got)
	}
	delete(p.cut, d.key)
	at := thing{d.room(), got.ID}
	p.acked[d.key], p.last[at] = got, got.State
	delete(p.asked, at)
	return got, nil
}

func (p *posting) call(method, path, body, secret, key string, into any) (int, error) {
	r, err := http.NewRequest(method, p.address+path, strings.NewReader(body))
	if err != nil {
		return 0, err
	}
	r.Header.Set("Authorization", "Bearer "+secret)
	r.Header.Set("Content-Type", "application/json")
	if key != "" {
		r.Header.Set("Idempotency-Key", key)
	}
	w, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0, err
	}
	defer w.Body.Close()
	said, err := io.ReadAll(w.Body)
	if err == nil && w.StatusCode == http.StatusOK {
		err = json.Unmarshal(said, into)
	}
	return w.StatusCode, err
}

// again sends what was cut off once more, with the same key, until it is acknowledged; and once after that.
func (p *posting) again() {
	p.t.Helper()
	for key, d := range maps.Clone(p.cut) {
		var err error
		for try := 0; try == 0 || err != nil && try < 50; try++ {
			if _, err = p.do(d); err != nil {
				time.Sleep(100 * time.Millisecond)
			}
		}
		if err != nil {
			p.t.Fatalf("the call with the key %s is never taken: %v", key, err)
		}
		_, err = p.do(d)
		p.check(err)
	}
}

// stands asks the service for the questions on which acts were acknowledged since it was last asked.
func (p *posting) stands() {
	p.t.Helper()
	for at, state := range p.last {
		if p.asked[at] {
			continue
		}
		p.asked[at] = true
		var got struct {
			State string
			DueAt *time.Time
		}
		code, err := p.read(at, &got)
		if err != nil || code != http.StatusOK || got.State != state || at.room == enquiries && got.DueAt == nil {
			p.t.Fatalf("%s was acknowledged as %s, and answers %d %+v %v", at, state, code, got, err)
		}
	}
}

// whole looks behind the service: each question is one, with everything that belongs to it.
func (p *posting) whole() {
	p.t.Helper()
	p.head() // the trail is sound, and what waited for its place in it when the service was killed has it
	raw := p.raw()
	defer raw.Close()
	count := func(text string, args ...any) (n int) {
		p.t.Helper()
		p.check(raw.QueryRow(text, args...).Scan(&n))
		return n
	}
	if n := p.of(enquiries); int64(n) != p.posts.Load() || count("SELECT COUNT(*) FROM enquiry") != n || count("SELECT COUNT(*) FROM exchange_conversation") < n {
		p.t.Errorf("%d posts gave %d questions, of %d rows in %d threads", p.posts.Load(), n, count("SELECT COUNT(*) FROM enquiry"), count("SELECT COUNT(*) FROM exchange_conversation"))
	}
	noted := p.notedThings(raw)
	p.besideWhole(count)
	p.noticesWhole(count)
	for at, state := range p.last {
		if at.room != enquiries {
			continue
		}
		id := at.id
		if n := count("SELECT COUNT(*) FROM enquiry WHERE id = $1 AND state = $2", id, state); n != 1 {
			p.t.Errorf("question %s was acknowledged as %s and is not", id, state)
		}
		for what, text := range map[string]string{
			"message": "SELECT COUNT(*) FROM exchange_message m JOIN enquiry e ON e.conversation_id = m.conversation_id WHERE e.id = $1",
			"copy":    "SELECT COUNT(*) - 1 FROM exchange_copy c JOIN exchange_message m ON m.id = c.message_id JOIN enquiry e ON e.conversation_id = m.conversation_id WHERE e.id = $1",
			"clock":   "SELECT COUNT(*) FROM enquiry_event WHERE enquiry_id = $1",
			"side":    "SELECT COUNT(*) - 1 FROM enquiry_side WHERE enquiry_id = $1",
			"fact":    "SELECT COUNT(*) FROM enquiry_fact l JOIN fact f ON f.id = l.fact_id WHERE l.enquiry_id = $1",
		} {
			if count(text, id) < 1 {
				p.t.Errorf("question %s (%s) lacks its %s", id, state, what)
			}
		}
	}
	for at, state := range p.last {
		if !noted[at.id] {
			p.t.Errorf("of the %s, %s (%s) is not in the trail", at.room, at.id, state)
		}
	}
	files := int(p.posts.Load() / 3)
	if n := count("SELECT COUNT(DISTINCT message_id) FROM exchange_attachment"); n < files {
		p.t.Errorf("%d of %d posts with a file have it", n, files)
	}
}

// notedThings are the ids of all that has a place in the trail, read once: to ask of each thing is to read the trail as often.
func (p *posting) notedThings(raw *sql.DB) map[string]bool {
	p.t.Helper()
	rows, err := raw.Query("SELECT DISTINCT thing_id FROM trail_entry WHERE seq IS NOT NULL")
	p.check(err)
	defer rows.Close()
	out := map[string]bool{}
	for rows.Next() {
		var id string
		p.check(rows.Scan(&id))
		out[id] = true
	}
	p.check(rows.Err())
	return out
}
