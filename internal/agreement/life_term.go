package agreement

import (
	"context"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/language"
)

// NoticeMonths is how many months before its effect notice is given when the agreement's own text is not known here, or
// does not say (what § 28 of the clause library proposes).
const NoticeMonths = 6

// NoticeTerm is how long before its effect notice of an agreement is given (uppsägningstid).
type NoticeTerm struct {
	Months   int
	FromText bool // the parties' own text says it; else it is NoticeMonths
}

// NoticeReader tells how many months of notice the text in force of an agreement gives; ok is false when no text is
// known or it does not say.
type NoticeReader func(ctx context.Context, q db.Reader, agreement string) (months int, ok bool, err error)

// Term is the term of notice of an agreement. Nobody to ask is as when no text is known.
func (ask NoticeReader) Term(ctx context.Context, q db.Reader, id string) (NoticeTerm, error) {
	if ask == nil {
		return NoticeTerm{Months: NoticeMonths}, nil
	}
	months, ok, err := ask(ctx, q, id)
	if err != nil || !ok {
		return NoticeTerm{Months: NoticeMonths}, err
	}
	return NoticeTerm{Months: months, FromText: true}, nil
}

// lastOf is the last day in force by a notice given on a day.
func (t NoticeTerm) lastOf(given calendar.Date) calendar.Date { return given.AddMonths(t.Months) }

func (t NoticeTerm) words() language.Text {
	return language.Plural(t.Months, language.T("%d månads", "%d month"), language.T("%d månaders", "%d months"))
}

// rule says the term in words, and what follows from a notice given on a day.
func (t NoticeTerm) rule(given calendar.Date) language.Text {
	if t.FromText {
		return language.T("Er text (§ 28) ger %s uppsägningstid. Lämnas uppsägningen %s är %s den sista dagen som överenskommelsen gäller.", "Your text (§ 28) gives %s of notice. If notice is given on %s the last day in force is %s.").With(t.words(), given.Long(), t.lastOf(given).Long())
	}
	return language.T("Överenskommelsens text finns inte här, eller säger inte hur lång uppsägningstiden är. Då räknas sex månader, som mallen föreslår (§ 28): lämnas uppsägningen %s är %s den sista dagen. Skriv en annan sista dag om er text säger något annat.",
		"The agreement's text is not here, or does not say how long the term of notice is. Six months are then counted, as the template proposes (§ 28): if notice is given on %s the last day is %s. Enter another last day if your text says otherwise.").With(given.Long(), t.lastOf(given).Long())
}

// hint says what an empty last day means.
func (t NoticeTerm) hint() language.Text {
	if t.FromText {
		return language.T("Lämna tomt för %s uppsägningstid. En senare dag går bra, en tidigare inte.", "Leave empty for %s of notice. A later day will do, an earlier one not.").With(t.words())
	}
	return language.T("Lämna tomt för sex månader efter uppsägningen. Fyll i om er text säger något annat.", "Leave empty for six months after the notice. Fill in if your text says otherwise.")
}
