package main

import (
	"bufio"
	"bytes"
	"context"
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
	"syscall"
	"testing"
	"time"

	"samsyn/internal/account"
	"samsyn/internal/app"
	"samsyn/internal/cast"
	"samsyn/internal/db"
	"samsyn/internal/dbtest/sample"
	"samsyn/internal/directory"
	"samsyn/internal/policy"
	"samsyn/internal/seal"
)

// TestKilledPosting kills the running service while four programs post questions, again and again on the same database.
// Every question that was acknowledged stands with its thread, both sides' copies, its clock, its facts and its trail;
// what was not is sent again with the same key once the service is back, and is one question in the end.
func TestKilledPosting(t *testing.T) {
	for dialect, kills := range map[db.Dialect]int{db.SQLite: sample.Of(10, 100), db.Postgres: sample.Of(3, 20)} {
		t.Run(string(dialect), func(t *testing.T) { newPosting(t, dialect).killed(kills) })
	}
}

// posting is a service that is killed, and the programs that ask.
type posting struct {
	*house
	secret  string // the programs' API key
	address string

	mu    sync.Mutex
	acked map[string]string // id of the question, by the key it was posted with
	asked map[string]bool   // keys of those that the service has been asked for
	cut   map[string]int    // the client whose post with this key was not acknowledged
}

// clients are so many, each asking about somebody of its own.
var clients = []string{"199201012383", "199201012391", "199201022390", "200401012380"}

func newPosting(t *testing.T, dialect db.Dialect) *posting {
	p := &posting{house: newHouse(t, dialect), acked: map[string]string{}, asked: map[string]bool{}, cut: map[string]int{}}
	if dialect == db.SQLite {
		p.must("keys", "create", p.keys)
	}
	keys, err := seal.Load(p.keys, "", nil)
	p.check(err)
	a, err := app.Open(t.Context(), app.Options{Database: p.database, Keys: keys, Demo: true, Quick: true})
	p.check(err)
	for _, step := range []func(context.Context, *app.App) error{cast.Places, cast.Staff} {
		p.check(step(t.Context(), a))
	}
	all, err := directory.ListAuthorities(t.Context(), a.DB, directory.AuthorityFilter{}, a.Accounts.Today())
	p.check(err)
	at := slices.IndexFunc(all, func(x directory.Authority) bool { return x.MunicipalityCode+"/"+x.Name == cast.LudvikaWork })
	_, p.secret, err = a.Accounts.AddClient(t.Context(), policy.Process("test"), all[at].ID, account.ClientInput{Name: "Frågesystemet (Demo)", Role: policy.Caseworker,
		Scopes: []policy.Scope{"enquiry:read", "enquiry:write"}})
	p.check(err)
	p.check(a.Close())
	return p
}

func (p *posting) killed(kills int) {
	chance := sample.Rand(p.t)
	c := p.serve()
	began := time.Now()
	p.check(p.post(0, "first"))
	long := time.Since(began)
	for range kills {
		stop := make(chan struct{})
		var asking sync.WaitGroup
		for client := range clients {
			asking.Go(func() { p.ask(client, stop) })
		}
		time.Sleep(time.Duration(chance.Float64() * 10 * float64(long)))
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
	p.t.Logf("%d kills, %d questions acknowledged, a post took %s", kills, len(p.acked), long.Round(time.Millisecond))
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
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		_ = c.Wait()
		p.t.Fatalf("the service does not start: %v: %s", err, said.String())
	}
	p.address = strings.TrimSuffix(strings.TrimSpace(line), "/")
	return c
}

// ask posts one question after the other, each with a key of its own, until nobody answers any more.
func (p *posting) ask(client int, stop chan struct{}) {
	for n := 0; ; n++ {
		select {
		case <-stop:
			return
		default:
		}
		p.mu.Lock()
		key := fmt.Sprintf("fraga-%d-%d", client, len(p.acked)+len(p.cut)*100000+n)
		p.mu.Unlock()
		if p.post(client, key) != nil {
			p.mu.Lock()
			p.cut[key] = client
			p.mu.Unlock()
			return
		}
	}
}

const question = `{"receiver":"af","municipality":"2085","topics":["Q-PLAN"],"personal":true,"number":"%s","name":"Nora Testberg (Demo)","text":"Vad är nästa steg? (%s)",
	"purpose":"planering","basis":{"kind":"consent","form":"written","until":"%s"},"certified":true}`

// post posts a question with a key, and notes the id once it is acknowledged. An answer that is no acknowledgement is a
// fault, but for one that says that the caller should come back.
func (p *posting) post(client int, key string) error {
	body := fmt.Sprintf(question, clients[client], key, time.Now().AddDate(0, 3, 0).Format(time.DateOnly))
	var got struct{ ID string }
	code, err := p.call(http.MethodPost, "/api/v1/enquiries", body, key, &got)
	if err != nil {
		return err
	}
	if code != http.StatusOK || got.ID == "" {
		return fmt.Errorf("answers %d", code)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if had := p.acked[key]; had != "" && had != got.ID {
		p.t.Errorf("the key %s gave the question %s and then %s", key, had, got.ID)
	}
	p.acked[key] = got.ID
	return nil
}

func (p *posting) call(method, path, body, key string, into any) (int, error) {
	r, err := http.NewRequest(method, p.address+path, strings.NewReader(body))
	if err != nil {
		return 0, err
	}
	r.Header.Set("Authorization", "Bearer "+p.secret)
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
	for key, client := range p.cut {
		var err error
		for try := 0; try == 0 || err != nil && try < 50; try++ {
			if err = p.post(client, key); err != nil {
				time.Sleep(100 * time.Millisecond)
			}
		}
		if err != nil {
			p.t.Fatalf("the post with the key %s is never taken: %v", key, err)
		}
		p.check(p.post(client, key))
	}
	clear(p.cut)
}

// stands asks the service for the questions that were acknowledged since it was last asked, and for how many there are.
func (p *posting) stands() {
	p.t.Helper()
	for key, id := range p.acked {
		if p.asked[key] {
			continue
		}
		p.asked[key] = true
		var got struct {
			State string
			DueAt *time.Time
		}
		code, err := p.call(http.MethodGet, "/api/v1/enquiries/"+id, "", "", &got)
		if err != nil || code != http.StatusOK || got.State != "open" || got.DueAt == nil {
			p.t.Fatalf("the question with the key %s was acknowledged, and answers %d %+v %v", key, code, got, err)
		}
	}
	var n struct{ Waiting int }
	if _, err := p.call(http.MethodGet, "/api/v1/enquiries/counts", "", "", &n); err != nil || n.Waiting != len(p.acked) {
		p.t.Fatalf("%d questions wait, %d keys were used, %v", n.Waiting, len(p.acked), err)
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
	ids := slices.Sorted(maps.Values(p.acked))
	if n := len(slices.Compact(slices.Clone(ids))); n != len(p.acked) || count("SELECT COUNT(*) FROM enquiry") != n || count("SELECT COUNT(*) FROM exchange_conversation") != n {
		p.t.Errorf("%d keys gave %d questions, of %d rows in %d threads", len(p.acked), n, count("SELECT COUNT(*) FROM enquiry"), count("SELECT COUNT(*) FROM exchange_conversation"))
	}
	for _, id := range ids {
		var conversation, facts string
		p.check(raw.QueryRow("SELECT conversation_id, facts FROM enquiry WHERE id = $1", id).Scan(&conversation, &facts))
		for what, text := range map[string]string{
			"message":           "SELECT COUNT(*) FROM exchange_message WHERE conversation_id = $1",
			"copy of each side": "SELECT COUNT(*) / 2 FROM exchange_copy c JOIN exchange_message m ON m.id = c.message_id WHERE m.conversation_id = $1",
		} {
			if n := count(text, conversation); n != 1 {
				p.t.Errorf("question %s: %d × %s", id, n, what)
			}
		}
		if count("SELECT COUNT(*) FROM enquiry_event WHERE enquiry_id = $1", id) == 0 || count("SELECT COUNT(*) FROM enquiry_side WHERE enquiry_id = $1", id) != 2 {
			p.t.Errorf("question %s has no clock, or not two sides", id)
		}
		if count("SELECT COUNT(*) FROM trail_entry WHERE thing_id = $1 AND seq IS NOT NULL", id) == 0 {
			p.t.Errorf("question %s does not stand in the trail", id)
		}
		p.facts(count, id, facts)
	}
}

// facts asks for each fact that a question has opened.
func (p *posting) facts(count func(string, ...any) int, id, facts string) {
	var all map[string]string
	p.check(json.Unmarshal([]byte(facts), &all))
	if len(all) == 0 {
		p.t.Errorf("question %s opened no fact", id)
	}
	for metric, fact := range all {
		if count("SELECT COUNT(*) FROM fact WHERE id = $1", fact) != 1 {
			p.t.Errorf("question %s: its fact %s is lost", id, metric)
		}
	}
}
