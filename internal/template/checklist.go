package template

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/ui"
)

//go:embed data/checklist.json
var checklistFile []byte

// Phase is a stretch of the work with an agreement, with what should be done in it.
type Phase struct {
	ID    string        `json:"id"`
	Name  language.Text `json:"name"`
	Items []Item        `json:"items"`
}

// Item is one point of the checklist.
type Item struct {
	ID      string        `json:"id"` // never reused
	Text    language.Text `json:"text"`
	Clauses []string      `json:"clauses,omitempty"` // ids of the clauses that it is about
}

// Checklist gives the checklist phase by phase, as the program carries it.
func Checklist() ([]Phase, error) {
	var file struct {
		Phases []Phase `json:"phases"`
	}
	if err := json.Unmarshal(checklistFile, &file); err != nil {
		return nil, fmt.Errorf("template: data/checklist.json: %w", err)
	}
	return file.Phases, nil
}

// Tick is a point that a party has ticked for something.
type Tick struct {
	Subject string  `db:"subject"`
	Party   string  `db:"party"` // id of the authority
	Item    string  `db:"item"`
	Account string  `db:"account_id"`
	At      db.Time `db:"ticked_at"`
}

// Ticks gives what every party has ticked for a thing, in no particular order.
func Ticks(ctx context.Context, q db.Reader, subject ref.Ref) ([]Tick, error) {
	return db.All[Tick](ctx, q, "SELECT subject, party, item, account_id, ticked_at FROM template_checklist WHERE subject = $1 ORDER BY ticked_at, item, party", subject.String())
}

// ActionTick is what the trail says when a point is ticked, or no longer is.
const ActionTick policy.Action = "checklist.tick"

// SetTick ticks a point for a thing and a party, or takes the tick away, in an act under way. Who may is for the room
// that owns the thing: it asks before it calls. An unknown point is a fault.
func SetTick(ctx context.Context, tx *audit.Tx, subject ref.Ref, party, item string, on bool) error {
	phases, err := Checklist()
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(phases, func(p Phase) bool { return slices.ContainsFunc(p.Items, func(i Item) bool { return i.ID == item }) }) {
		return fault.New(fault.Invalid, noSuchItem, fault.Field("item", noSuchItem))
	}
	if _, err := tx.Exec(ctx, "DELETE FROM template_checklist WHERE subject = $1 AND party = $2 AND item = $3", subject.String(), party, item); err != nil {
		return err
	}
	if on {
		t := Tick{Subject: subject.String(), Party: party, Item: item, Account: tx.Actor().ID, At: db.At(tx.Now())}
		if err := db.Insert(ctx, tx, "template_checklist", t); err != nil {
			return err
		}
	}
	return tx.Note(ActionTick, subject, tickNoted{item, on})
}

type tickNoted struct {
	Item string `json:"item"`
	On   bool   `json:"ticked"`
}

// Party is a party to a thing whose checklist is shown.
type Party struct {
	Authority string
	Name      string
}

// Ticking is how a checklist is shown beside a thing.
type Ticking struct {
	Lang    language.Lang
	Parties []Party // whose ticks are shown
	Ticks   []Tick
	Own     string      // the party that the reader may tick for; empty when none
	Action  string      // path that a tick is posted to, with the fields item and on ("1" or empty)
	Fields  []ui.Hidden // sent along
}

// ChecklistOf shows the checklist phase by phase, with what each party has ticked and a button for the reader's own.
func ChecklistOf(t Ticking) (templ.Component, error) {
	phases, err := Checklist()
	if err != nil {
		return nil, err
	}
	var parts []templ.Component
	for _, p := range phases {
		parts = append(parts, ui.Folded(t.summary(p).In(t.Lang), ui.TableOf(t.table(p))))
	}
	return ui.Parts(parts...), nil
}

// summary says how far the parties have come in a phase: "Förberedelser: 3 av 6".
func (t Ticking) summary(p Phase) language.Text {
	done := 0
	for _, i := range p.Items {
		if slices.ContainsFunc(t.Parties, func(x Party) bool { return t.has(x.Authority, i.ID) }) {
			done++
		}
	}
	return language.T("%s: %d av %d", "%s: %d of %d").With(p.Name, done, len(p.Items))
}

func (t Ticking) has(party, item string) bool {
	return slices.ContainsFunc(t.Ticks, func(k Tick) bool { return k.Party == party && k.Item == item })
}

func (t Ticking) table(p Phase) ui.Table {
	table := ui.Table{Lang: t.Lang, Caption: p.Name.In(t.Lang), Tight: true, Columns: []ui.Column{{Label: sayItem.In(t.Lang), RowHeader: true}}}
	for _, x := range t.Parties {
		table.Columns = append(table.Columns, ui.Column{Label: x.Name})
	}
	for _, i := range p.Items {
		row := ui.Row{Cells: []templ.Component{itemText(t.Lang, i)}}
		for _, x := range t.Parties {
			row.Cells = append(row.Cells, t.cell(x.Authority, i))
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

func (t Ticking) cell(party string, i Item) templ.Component {
	on := t.has(party, i.ID)
	st := ui.Status{Level: ui.Neutral, Words: sayNotDone.In(t.Lang)}
	if on {
		st = ui.Status{Level: ui.Good, Words: sayDone.In(t.Lang)}
	}
	if party != t.Own || t.Action == "" {
		return ui.StatusChip(st)
	}
	fields := append([]ui.Hidden{{Name: "item", Value: i.ID}, {Name: "on", Value: ticked(!on)}}, t.Fields...)
	button := ui.Button{Label: sayTick.In(t.Lang), Kind: ui.Secondary}
	if on {
		button = ui.Button{Label: sayUntick.In(t.Lang), Kind: ui.Quiet}
	}
	return ui.Join(ui.StatusChip(st), ui.Press(t.Action, button, fields...))
}

func itemText(l language.Lang, i Item) templ.Component {
	if len(i.Clauses) == 0 {
		return ui.Text(i.Text.In(l))
	}
	return ui.Stack(ui.Text(i.Text.In(l)), ui.Text(sayAboutClauses.With(strings.Join(i.Clauses, ", ")).In(l)))
}

var (
	sayItem         = language.T("Att göra", "To do")
	sayDone         = language.T("gjort", "done")
	sayNotDone      = language.T("inte gjort", "not done")
	sayTick         = language.T("Bocka av", "Tick")
	sayUntick       = language.T("Ångra", "Undo")
	sayAboutClauses = language.T("mallens paragraf %s", "clause %s of the template")
	noSuchItem      = language.T("Den punkten finns inte i checklistan. Öppna sidan på nytt.", "That point is not in the checklist. Open the page again.")
)
