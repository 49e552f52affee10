package responsibility

import (
	"context"
	"slices"
	"strings"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// Names of the fields, in forms and in faults.
const (
	fieldTask    = "task"
	fieldName    = "name"
	fieldHolder  = "holder"
	fieldBoard   = "board"
	fieldGround  = "ground"
	fieldFrom    = "valid_from"
	fieldTo      = "valid_to"
	fieldNote    = "note"
	fieldVersion = "version"
)

// Limits of what is written, in characters.
const (
	longName    = 200
	longGround  = 300
	longNote    = 500
	longChanges = 4000
)

// settle checks what was written of a line and puts it there, confirmed.
func settle(ctx context.Context, tx *audit.Tx, l *Line, in Input, have []Line) error {
	l.Name, l.Holder, l.Authority, l.Ground = strings.TrimSpace(in.Name), in.Holder, in.Authority, strings.TrimSpace(in.Ground)
	l.From, l.To, l.Note, l.Confirmed = in.From, in.To, strings.TrimSpace(in.Note), true
	if l.Holder == Agency || l.Holder == Nobody {
		l.Authority = ""
	}
	if _, standard := TaskOf(l.Task); standard {
		l.Name = ""
	}
	boards, err := boardsOf(ctx, tx, l.Agreement, today(tx))
	if err != nil {
		return err
	}
	if problems := l.check(boards, have); len(problems) > 0 {
		return fault.New(fault.Invalid, putRight, problems...)
	}
	return nil
}

// check gives what must be put right before the line can be kept.
func (l Line) check(boards []boundBoard, have []Line) (problems []fault.Problem) {
	say := func(field string, t language.Text) { problems = append(problems, fault.Field(field, t)) }
	if _, standard := TaskOf(l.Task); !standard && (l.Name == "" || len([]rune(l.Name)) > longName) {
		say(fieldName, needName.With(longName))
	}
	if !slices.Contains(Holders(), l.Holder) {
		say(fieldHolder, needHolder)
	}
	if (l.Holder == Board || l.Holder == Both) && !slices.ContainsFunc(boards, func(b boundBoard) bool { return b.id == l.Authority }) {
		say(fieldBoard, needBoard)
	}
	if len([]rune(l.Ground)) > longGround || l.holds() && l.Ground == "" {
		say(fieldGround, needGround.With(longGround))
	}
	if len([]rune(l.Note)) > longNote {
		say(fieldNote, tooLong.With(longNote))
	}
	if l.From.IsZero() {
		say(fieldFrom, needFrom)
	}
	if !l.To.IsZero() && l.To.Before(l.From) {
		say(fieldTo, backwards)
	}
	for _, o := range have {
		if o.ID != l.ID && o.Task == l.Task && o.Holder == l.Holder && o.Authority == l.Authority && overlap(o, l) {
			say(fieldFrom, twice.With(o.From))
		}
	}
	return problems
}

func overlap(a, b Line) bool {
	return calendar.Period{From: a.From, To: a.To}.Overlaps(calendar.Period{From: b.From, To: b.To})
}

var (
	putRight   = language.T("Något behöver rättas innan det går att spara.", "Something must be put right before it can be saved.")
	needName   = language.T("skriv vad uppgiften är, högst %d tecken", "write what the task is, at most %d characters")
	needHolder = language.T("välj vem som ansvarar", "choose who answers for it")
	needBoard  = language.T("välj en nämnd som är part i överenskommelsen", "choose a board that is a party to the agreement")
	needGround = language.T("skriv den rättsliga grunden, högst %d tecken; är uppgiften frivillig så skriv det", "write the legal ground, at most %d characters; if the task is voluntary, say so")
	tooLong    = language.T("skriv högst %d tecken", "write at most %d characters")
	needFrom   = language.T("ange första dagen", "give the first day")
	backwards  = language.T("sista dagen är före första dagen; rätta den ena", "the last day is before the first; put one of them right")
	twice      = language.T("samma part ansvarar redan för uppgiften de dagarna, från %s; avsluta den raden först", "the same party answers for the task on those days already, from %s; end that line first")
)
