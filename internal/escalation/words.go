package escalation

import (
	"context"
	"time"
	"unicode"
	"unicode/utf8"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/enquiry"
	"samsyn/internal/ladder"
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// noThing is nothing: the clock's acts are asked about no thing.
var noThing ref.Ref

// saying is what is told of an escalation in a municipality at an instant.
type saying func(e Escalation, place string, now time.Time) language.Text

// said gives it with the municipality's name; with its code when the directory does not know it.
func (say saying) said(ctx context.Context, q db.Reader, e Escalation) (language.Text, error) {
	found, err := directory.Named(ctx, q, []string{e.Municipality}, calendar.DateOf(q.Now()))
	if err != nil || len(found) == 0 {
		return say(e, e.Municipality, q.Now()), err
	}
	return say(e, found[0].Name, q.Now()), nil
}

// raisedSaid is what those of a level are told: where, what sort, since when, and until when they have it.
func raisedSaid(e Escalation, place string, now time.Time) language.Text {
	t := language.T
	said := t("%s: %s i %s har kommit till %s.", "%s: %s in %s has come to %s.").With(e.Number(), e.About.Name(), place, e.Level.Name())
	if !e.Due.IsZero() && !now.Before(e.Due.Time) {
		said = t("%s Svaret skulle ha kommit %s.", "%s The answer was due %s.").With(said, calendar.LongDateTime(e.Due.Time))
	}
	if !e.NextAt.IsZero() {
		said = t("%s Ni har till %s.", "%s You have until %s.").With(said, calendar.LongDateTime(e.NextAt.Time))
	}
	return said
}

func movedSaid(e Escalation, place string, now time.Time) language.Text {
	return language.T("%s Frågan har skickats vidare till er myndighet.", "%s The question was passed on to your authority.").With(raisedSaid(e, place, now))
}

func decidedSaid(e Escalation, place string, now time.Time) language.Text {
	if e.State == Ended {
		return endedSaid(e, place, now)
	}
	return language.T("%s: ny tid för %s i %s. Svaret ska komma senast %s.", "%s: a new time for the %s in %s. The answer is to come by %s.").
		With(e.Number(), e.About.Name(), place, calendar.LongDateTime(e.AgreedUntil.Time))
}

func endedSaid(e Escalation, place string, now time.Time) language.Text {
	return language.T("%s: %s i %s är %s. Ni behöver inte göra mer.", "%s: %s in %s is %s. You need do no more.").
		With(e.Number(), e.About.Name(), place, e.Ending.Name())
}

func remindedSaid(e Escalation, place string, now time.Time) language.Text {
	t := language.T
	if e.Level >= ladder.Heads {
		return t("%s: tiden för %s i %s går ut %s.", "%s: the time for the %s in %s is up %s.").
			With(e.Number(), e.About.Name(), place, calendar.LongDateTime(e.NextAt.Time))
	}
	return t("%s: är %s i %s inte löst %s går den till %s.", "%s: if the %s in %s is not solved %s it goes to %s.").
		With(e.Number(), e.About.Name(), place, calendar.LongDateTime(e.NextAt.Time), (e.Level + 1).Name())
}

// handlingSaid is what whoever handles the question is told when it has risen.
func handlingSaid(e Escalation, kind NewsKind, text language.Text) language.Text {
	if kind == NewsDue {
		return text
	}
	return language.T("En fråga som ni handlägger har gått till %s, som %s. Svara, så är den avslutad där också.", "A question that you handle has gone to %s, as %s. Answer it, and it ends there too.").With(e.Level.Role(), e.Number())
}

// owingSaid is what whoever is to answer is reminded of.
func owingSaid(q enquiry.Enquiry) language.Text {
	return language.T("Är frågan inte besvarad %s får de samverkansansvariga hos båda parter veta det. De får veta kommun, slag av fråga och tid, inte vem eller vad den gäller.",
		"If the question is not answered %s the coordinators of both parties are told. They are told the municipality, the sort of question and the time, not who or what it is about.").With(calendar.LongDateTime(q.Due.Time))
}

// capital makes a text begin with a capital letter.
func capital(t language.Text) language.Text { return language.T(upper(t.Sv), upper(t.En)) }

func upper(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

const listPath = "/eskaleringar"
