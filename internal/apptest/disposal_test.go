package apptest

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"samsyn/internal/accesslog"
	"samsyn/internal/app"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/cast"
	"samsyn/internal/contact"
	"samsyn/internal/csip"
	"samsyn/internal/db"
	"samsyn/internal/deviation"
	"samsyn/internal/directory"
	"samsyn/internal/enquiry"
	"samsyn/internal/fact"
	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/identity"
	"samsyn/internal/law"
	"samsyn/internal/matter"
	"samsyn/internal/person"
	"samsyn/internal/plan"
	"samsyn/internal/policy"
	"samsyn/internal/record"
	"samsyn/internal/request"
	"samsyn/internal/seal"
	"samsyn/internal/statutory"
)

// outlasting are the sealed columns that keep something of a person when every file is destroyed, and why.
var outlasting = map[string]string{
	"person.number": "the record of who was read about: the person is shown who has read for as long as the trail says so",
	"seeker.number": "the person's own way in",
}

// Of every type of file in the house one is made by the rooms' own acts, becomes due, is held and let go, is packed by the
// rules of archive packages and destroyed by two. What the one authority destroys leaves the other's own copy whole; when
// both have, nothing that was written is left anywhere, sealed or not, and the trail is sound.
func TestEveryTypeOfFileIsDestroyedWhole(t *testing.T) {
	for _, dialect := range []db.Dialect{db.SQLite, db.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			s := theScene(t)
			h := s.open(t, dialect)
			two := &secretStory{h, t, s.place.asks.actor(h), s.place.answers.actor(h)}
			c := betweenCases()[1]
			d := &destroying{betweenStory: &betweenStory{secretStory: two, c: c}, done: map[string]int{}}
			for _, m := range s.place.strangers {
				if m.place == cast.LudvikaSocial && m.role == policy.Caseworker {
					d.social = m.actor(h)
				}
			}
			d.lives()
			d.ends()
			_, err := h.Exchange.Register(t.Context())
			d.must(err)
			for _, register := range []func() error{func() error { _, err := h.Deviations.Register(t.Context()); return err }, func() error { _, err := h.Requests.Register(t.Context()); return err }} {
				d.must(register())
			}
			d.findable()
			d.reviews()
			h.Clock.Advance(800 * 24 * time.Hour)
			d.destroys(two.asks.Authority)
			d.destroys(d.social.Authority)
			d.othersAreWhole()
			d.destroys(directory.PES)
			for _, docType := range h.Records.DocTypes {
				if d.done[docType.Code] == 0 {
					t.Errorf("no file of the type %q was destroyed: let lives make one, and ends bring it to its end", docType.Code)
				}
			}
			for _, paper := range lyingBeside {
				if d.done[paper] == 0 {
					t.Errorf("no package holds %q", paper)
				}
			}
			read, err := db.One[int64](t.Context(), d.DB, "SELECT COUNT(*) FROM trail_entry WHERE kind = 'person' AND thing_id = $1 AND action <> 'trail.dispose' AND change IS NOT NULL", d.c.owner)
			if d.try(err); read == 0 {
				t.Error("nobody can be shown who has read the record")
			}
			d.nothingIsLeft()
			d.sound()
		})
	}
}

// destroying is the life of every type of file, and its end.
type destroying struct {
	*betweenStory
	social    policy.Actor // of the social services
	questions []enquiry.Enquiry
	done      map[string]int // how many were destroyed, by type
}

// lives makes a file of every type.
func (d *destroying) lives() {
	d.t.Helper()
	d.c.listen(d.Samsyn)
	d.one()
	for _, by := range []policy.Actor{d.asks, d.social} {
		d.questions = append(d.questions, d.askedOf(by))
	}
	general, err := d.Enquiries.Send(d.t.Context(), d.asks, enquiry.Key{}, enquiry.Question{Receiver: directory.PES, Municipality: "2085", Topics: []contact.Topic{"Q-GENERAL"}, Text: d.c.word("allmänna")})
	d.must(err)
	d.questions = append(d.questions, general)
}

// askedOf is a question about the person with an attachment, of which both sides keep a note.
func (d *destroying) askedOf(by policy.Actor) enquiry.Enquiry {
	d.t.Helper()
	ctx, q := d.t.Context(), d.question(&secretCase{ground: groundLive, number: d.c.number})
	q.Name, q.Text, q.Purpose, q.Phone = d.c.name()+" (Demo)", d.c.word("fråge"), d.c.word("syftes"), d.c.words()[5]
	q.Files = []file.Checked{d.hidden(by)}
	e, err := d.Enquiries.Send(ctx, by, enquiry.Key{}, q)
	d.must(err)
	_, err = d.Enquiries.OpenPerson(ctx, d.answers, enquiry.Key{ID: e.ID}, enquiry.Basis{Kind: law.NoHarm, Motive: d.c.word("motiv")})
	d.must(err)
	d.must(d.Enquiries.Note(ctx, by, e.ID, d.c.word("egna"), nil))
	d.must(d.Enquiries.Note(ctx, d.answers, e.ID, d.c.word("deras"), nil))
	return e
}

// ends brings all that lives to its end.
func (d *destroying) ends() {
	ctx, c := d.t.Context(), d.c
	for i, e := range d.questions {
		by := d.asks
		if i == 1 {
			by = d.social
		}
		if !e.Personal {
			_, err := d.Enquiries.Take(ctx, d.answers, enquiry.Key{ID: e.ID})
			d.try(err)
		}
		reply := enquiry.Reply{Outcome: enquiry.Answered, Certified: true, Text: c.word("svars")}
		if e.Personal {
			reply.Test = enquiry.Test{Ground: law.NoHarm, Given: c.word("givna")}
		}
		_, err := d.Enquiries.Answer(ctx, d.answers, enquiry.Key{ID: e.ID}, reply)
		d.try(err)
		_, err = d.Enquiries.Helped(ctx, by, enquiry.Key{ID: e.ID}, "yes")
		d.try(err)
	}
	d.papers()
	_, err := d.Matters.CloseMatter(ctx, d.asks, matter.Key{ID: c.ids[matter.Kind]}, matter.Reached)
	d.try(err)
	_, err = d.Statutory.Act(ctx, d.answers, statutory.Key{ID: c.ids[statutory.Kind]}, statutory.Contacted, c.word("åter"))
	d.try(err)
	_, err = d.Requests.Answer(ctx, d.asks, request.Key{ID: c.ids[request.Kind]}, request.Reply{Text: c.word("besked"), Told: true})
	d.try(err)
	_, err = d.Requests.Confirm(ctx, d.asks, request.Key{ID: c.ids[request.Kind]})
	d.try(err)
	dev, err := d.Deviations.Report(ctx, d.asks, deviation.Input{Municipality: "2085", Type: deviation.MeetingNot, Happened: calendar.NewDate(2026, 2, 20), Expected: c.word("väntade"), What: c.word("hände"),
		Effect: deviation.OnWork, EffectText: c.word("följd")})
	d.try(err)
	_, err = d.Deviations.Withdraw(ctx, d.asks, deviation.Key{ID: dev.ID}, c.word("ånger"))
	d.try(err)
	d.incident()
}

// hidden is a paper whose name tells of the person.
func (d *destroying) hidden(by policy.Actor) file.Checked {
	one, err := file.Check(file.Input{Name: "gömma " + d.c.number[8:] + ".pdf", Content: bytes.NewReader([]byte(onePDF)), Size: int64(len(onePDF)), Owner: by.Authority, Accept: []file.Type{file.PDF}})
	d.must(err)
	return one
}

// papers are what lies beside the files: a plan signed on paper, and a power of attorney with what it was asked on.
func (d *destroying) papers() {
	ctx, key := d.t.Context(), matter.Key{ID: d.c.ids[matter.Kind]}
	signed, power := d.hidden(d.asks), d.hidden(d.asks)
	last, err := db.One[int64](ctx, d.DB, "SELECT last_no FROM plan WHERE matter_id = $1 AND holds_no = last_no", key.ID)
	d.must(err)
	_, err = d.Plans.NotePerson(ctx, d.asks, key, plan.Answer{No: last, Part: plan.Paper, By: plan.Self, On: calendar.DateOf(d.DB.Now()), Paper: &signed})
	d.try(err)
	consent := d.hidden(d.asks)
	grounds, err := person.Grounds(ctx, d.DB, d.c.owner)
	d.must(err)
	for _, g := range grounds {
		if g.Kind == law.Consent {
			_, err = d.Persons.Attach(ctx, d.asks, d.c.owner, g.ID, g.Version, consent)
			d.try(err)
			break
		}
	}
	number, err := identity.ParsePersonal(d.c.number, calendar.DateOf(d.DB.Now()))
	d.try(err)
	r, err := d.Requests.Ask(ctx, d.asks, request.Asking{Type: request.Question, Channel: request.Phone, By: request.Representative, ByName: d.c.word("ombud"), Evidence: &power, Checked: request.ByKnown, Number: number,
		Text: d.c.word("ombuds"), Wish: request.Phone, Phone: d.c.words()[5], Take: true})
	d.try(err)
	_, err = d.Requests.Withdraw(ctx, d.asks, request.Key{ID: r.ID})
	d.try(err)
}

// reviews are the log review of what was read, and that of the emergency opening.
func (d *destroying) reviews() {
	ctx := d.t.Context()
	d.Clock.Advance(48 * time.Hour)
	auditor := policy.Actor{ID: "prov", Name: "Prova Granskare (Demo)", Authority: d.asks.Authority, Roles: []policy.Role{policy.LogAuditor}}
	today := calendar.DateOf(d.DB.Now())
	w, err := d.AccessLog.Begin(ctx, auditor, calendar.Period{From: today.AddDays(-5), To: today.AddDays(-1)}, 20)
	d.try(err)
	whole, err := d.AccessLog.Get(ctx, d.DB, auditor, w.ID)
	d.try(err)
	if len(whole.Lines) == 0 {
		d.t.Fatal("nothing was read")
	}
	for _, l := range whole.Lines {
		_, err = d.AccessLog.Judge(ctx, auditor, l.ID, 0, accesslog.Misuse, d.c.word("kontroll"))
		d.try(err)
	}
	_, err = d.AccessLog.Close(ctx, auditor, w.ID, 0)
	d.try(err)
	_, err = d.AccessLog.JudgeEmergency(ctx, auditor, d.c.ids[accesslog.EmergencyKind], 0, accesslog.Justified, d.c.word("nöd"))
	d.try(err)
}

// try says what did not go, and goes on.
func (d *destroying) try(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Error(err)
	}
}

// archives is one of the two at an authority who destroy together.
func archives(id, authority string) policy.Actor {
	return policy.Actor{ID: id, Authority: authority, Roles: []policy.Role{policy.LocalAdmin, policy.Coordinator}}
}

// destroys lets an authority destroy what is due of every type.
func (d *destroying) destroys(authority string) {
	ctx, bo := d.t.Context(), archives("bo", authority)
	d.boundFirst(bo, authority)
	rules, err := record.RulesOf(ctx, d.DB, authority)
	d.try(err)
	for _, docType := range d.Records.DocTypes {
		if !slices.ContainsFunc(rules, func(r record.Rule) bool { return r.DocType == docType.Code }) {
			_, err := d.Records.AddRule(ctx, bo, record.Rule{Authority: authority, DocType: docType.Code, Months: 12, Start: record.FromClosed, Source: "Gallringsbeslut (Demo)", From: calendar.NewDate(2024, 1, 1)})
			d.try(err)
		}
		due, err := d.Records.DueNow(ctx, d.DB, bo, authority)
		d.try(err)
		due = slices.DeleteFunc(due, func(i record.Item) bool { return i.DocType != docType.Code })
		if len(due) > 0 {
			d.done[docType.Code] += d.ofType(docType.Code, authority, due)
		}
	}
}

// boundFirst: while files about persons are kept, no record of a person is due.
func (d *destroying) boundFirst(bo policy.Actor, authority string) {
	ctx := d.t.Context()
	_, err := d.Records.AddRule(ctx, bo, record.Rule{Authority: authority, DocType: person.DocType, Months: 1, Start: record.FromClosed, Source: "Gallringsbeslut (Demo)", From: calendar.NewDate(2024, 1, 1)})
	d.try(err)
	due, err := d.Records.DueNow(ctx, d.DB, bo, authority)
	d.try(err)
	if slices.ContainsFunc(due, func(i record.Item) bool { return i.DocType == person.DocType }) {
		d.t.Errorf("%s: a record is due while files about the person are kept", authority)
	}
}

// ofType destroys what is due of a type, once it is no longer held.
func (d *destroying) ofType(docType, authority string, due []record.Item) int {
	ctx, bo, cleo := d.t.Context(), archives("bo", authority), archives("cleo", authority)
	d.try(d.Records.Hold(ctx, bo, authority, due[0].Thing(), "Tillsyn (Demo)"))
	held, err := d.Records.DueNow(ctx, d.DB, bo, authority)
	d.try(err)
	if slices.ContainsFunc(held, func(i record.Item) bool { return i.Thing() == due[0].Thing() }) {
		d.t.Errorf("%s: what is on hold is due", docType)
	}
	d.try(d.Records.LetGo(ctx, bo, authority, due[0].Thing()))
	p, err := d.Records.ProposeDue(ctx, bo, authority, docType, true)
	if d.try(err); err != nil {
		return 0
	}
	if _, err := d.Records.Decide(ctx, bo, p.ID, true, "Enligt planen (Demo)"); !fault.Is(err, fault.Denied) {
		d.t.Errorf("%s: who proposed decided: %v", docType, err)
	}
	_, err = d.Records.Decide(ctx, cleo, p.ID, true, "Enligt planen (Demo)")
	d.try(err)
	if _, err := d.Records.CarryOut(ctx, bo, p.ID); !fault.Is(err, fault.Conflict) {
		d.t.Errorf("%s: destroyed before it was exported: %v", docType, err)
	}
	d.packed(docType, bo, p.ID)
	d.try(d.Records.Hold(ctx, bo, authority, due[0].Thing(), "Tillsyn (Demo)"))
	if _, err := d.Records.CarryOut(ctx, bo, p.ID); !fault.Is(err, fault.Conflict) {
		d.t.Errorf("%s: destroyed on hold: %v", docType, err)
	}
	d.try(d.Records.LetGo(ctx, bo, authority, due[0].Thing()))
	_, err = d.Records.CarryOut(ctx, bo, p.ID)
	d.try(err)
	q, items, err := d.Records.Read(ctx, d.DB, bo, p.ID)
	d.try(err)
	if q.State != record.CarriedOut || q.ProposedBy != "bo" || q.DecidedBy != "cleo" || len(items) != len(due) {
		d.t.Errorf("%s: the protocol says %+v of %d, want %d", docType, q, len(items), len(due))
	}
	return len(items)
}

// packed fetches the archive package, which keeps the rules of its format.
func (d *destroying) packed(docType string, by policy.Actor, disposal string) {
	var pack bytes.Buffer
	d.try(d.Records.Export(d.t.Context(), by, disposal, &pack))
	report, err := csip.Check(bytes.NewReader(pack.Bytes()), int64(pack.Len()))
	d.try(err)
	if broken := report.Broken().IDs(); len(broken) > 0 {
		d.t.Errorf("%s: the package breaks %v", docType, broken)
	}
	z, err := zip.NewReader(bytes.NewReader(pack.Bytes()), int64(pack.Len()))
	d.try(err)
	for _, f := range z.File {
		for _, paper := range lyingBeside {
			if strings.Contains(f.Name, paper) {
				d.done[paper]++
			}
		}
	}
}

// lyingBeside are the papers that go into a package with what they lie beside, by what is said before their names.
var lyingBeside = []string{"undertecknad-plan", "fullmakt", "underlag"}

// othersAreWhole: the boards have destroyed all of theirs, and the agency reads all of its own.
func (d *destroying) othersAreWhole() {
	ctx := d.t.Context()
	for _, authority := range []string{d.asks.Authority, d.social.Authority} {
		for _, text := range []string{"SELECT COUNT(*) FROM exchange_copy WHERE authority_id = $1 AND message_id IN (SELECT m.id FROM exchange_message m JOIN exchange_party p ON p.conversation_id = m.conversation_id WHERE p.authority_id = $1 AND p.erased_at IS NOT NULL)"} {
			n, err := db.One[int64](ctx, d.DB, text, authority)
			d.try(err)
			if n > 0 {
				d.t.Errorf("%s has %d left: %s", authority, n, text)
			}
		}
	}
	found := d.unsealed()
	for _, w := range []string{"egna", "besked", "kontroll", "nöd", "begäran", "utfalls", "händelse", "lärdom"} { // only the boards had them
		for at, text := range found {
			if strings.Contains(text, d.c.word(w)) {
				d.t.Errorf("the boards' %q is in %s", w, at)
			}
		}
	}
	for _, e := range d.questions {
		th, err := d.Enquiries.Open(ctx, d.answers, e.ID)
		d.try(err)
		if len(th.Parts) == 0 || !strings.Contains(th.Parts[0].Text, "gömma") || e.Personal && len(th.Notes) != 1 {
			d.t.Errorf("the agency's file of a question: %+v", th)
		}
	}
	o, err := d.Matters.Open(ctx, d.answers, d.c.ids[matter.Kind])
	d.try(err)
	if !strings.Contains(fmt.Sprintf("%+v", o), d.c.word("ärende")) {
		d.t.Error("the agency's file of the matter has lost its words")
	}
	n, err := d.Statutory.Open(ctx, d.answers, d.c.ids[statutory.Kind])
	d.try(err)
	if !strings.Contains(fmt.Sprintf("%+v", n), d.c.word("kurs")) {
		d.t.Error("the agency's file of the notice has lost its words")
	}
}

// unsealed opens every sealed value of the house, by its place.
func (d *destroying) unsealed() map[string]string {
	out := map[string]string{}
	for _, c := range app.Sealed() {
		rows, err := db.All[struct {
			ID     string `db:"id"`
			Sealed []byte `db:"sealed"`
		}](d.t.Context(), d.DB, fmt.Sprintf("SELECT %s AS id, %s AS sealed FROM %s WHERE %s IS NOT NULL", c.RowID, c.Column, c.Table, c.Column))
		d.try(err)
		for _, row := range rows {
			plain, err := d.Keys.Open(seal.Place{Table: c.Table, Column: c.Column, Row: row.ID}, row.Sealed)
			d.try(err)
			out[c.Table+"."+c.Column+" "+row.ID] = string(plain)
		}
	}
	return out
}

// holding gives the columns in which something of the person stands, with one of the places.
func (d *destroying) holding() map[string]string {
	out := map[string]string{}
	for at, text := range d.unsealed() {
		for _, w := range d.c.words() {
			if strings.Contains(text, w) {
				column, _, _ := strings.Cut(at, " ")
				out[column] = at + ": " + w
			}
		}
	}
	return out
}

// findable: before anything is destroyed it is there to be found, in every room that seals what is written of a person.
func (d *destroying) findable() {
	found := d.holding()
	for _, column := range []string{"person.number", "person.name", "person.reach", "person_ground.purpose", "person_test.given", "exchange_message.purpose", "exchange_copy.body", "enquiry.purpose", "enquiry_note.text",
		"handover_letter.content", "outcome_answer.content", "request.content", "request_event.said", "incident.content", "incident_event.said", "file.name"} {
		if found[column] == "" {
			d.t.Errorf("there is nothing to destroy in %s", column)
		}
	}
}

// nothingIsLeft looks for all that was written: in what is sealed, and in every other value of the house.
func (d *destroying) nothingIsLeft() {
	found := d.holding()
	for column, at := range found {
		if outlasting[column] == "" {
			d.t.Errorf("left in %s", at)
		}
	}
	for column, why := range outlasting {
		if found[column] == "" {
			d.t.Errorf("%s has nothing left, and need not be excepted: %s", column, why)
		}
	}
	var all bytes.Buffer
	_, err := db.Backup(d.t.Context(), d.DB, &all, nil)
	d.try(err)
	open, err := gzip.NewReader(&all)
	d.try(err)
	text, err := io.ReadAll(open)
	d.try(err)
	for line := range strings.Lines(string(text)) {
		for _, w := range d.c.words() {
			if strings.Contains(line, w) {
				d.t.Errorf("%q stands unsealed in %.300s", w, line)
			}
		}
	}
}

// sound: the trail, the seals and the sums hold, and the trail says that something was destroyed.
func (d *destroying) sound() {
	ctx := d.t.Context()
	d.try(d.Trail.Sequence(ctx))
	r, err := audit.Verify(ctx, d.DB, d.Keys.Verifiers(), nil, nil)
	d.try(err)
	found, err := seal.Survey(ctx, d.DB, d.Keys, app.Sealed(), nil)
	d.try(err)
	differ, err := fact.Verify(ctx, d.DB)
	d.try(err)
	if !r.Sound() || r.Disposed == 0 || !found.Sound() || len(differ) > 0 {
		d.t.Errorf("trail %v with %d destroyed, sealed %+v, sums %v", r.Findings, r.Disposed, found, differ)
	}
}
