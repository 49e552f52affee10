package notice

import (
	"context"
	"strings"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/job"
	"samsyn/internal/language"
)

// execer is an act, noted or of the house, that a message can be put in the outbox in.
type execer interface {
	db.Execer
	NewID() string
}

// mostLines is how many notices one e-mail lists; the rest are counted.
const mostLines = 20

var words = struct{ subject, more, open, off, listPath language.Text }{
	subject:  language.T("Samsyn: %s", "Samsyn: %s"),
	more:     language.T("… och %d till.", "… and %d more."),
	open:     language.T("Läs mer i Samsyn (du loggar in där):", "Read more in Samsyn (you sign in there):"),
	off:      language.T("Vill du inte ha e-post om detta? Stäng av det här:", "No e-mail about this? Turn it off here:"),
	listPath: language.T("/notiser", "/notiser"),
}

// mail puts one e-mail about a kind in the outbox: some of total notices, why one gets it, and how to turn it off. It
// tells whether the account has an address.
func (s *Notices) mail(ctx context.Context, q db.Reader, tx execer, k Kind, account string, ns []Notice, total int64) (bool, error) {
	to, err := s.Address(ctx, q, account)
	if err != nil || to.Mail == "" {
		return false, err
	}
	off := s.Base + OffPath + s.OffToken(account, k.ID)
	_, err = job.Send(ctx, tx, s.Trail.Keys(), job.Mail, job.Message{
		To:      to.Mail,
		Subject: words.subject.With(k.Name).In(to.Lang),
		Text:    s.body(k, ns, total, off).In(to.Lang),
		Headers: map[string]string{"List-Unsubscribe": "<" + off + ">", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
	})
	return err == nil, err
}

// body is the e-mail's text, in both languages.
func (s *Notices) body(k Kind, ns []Notice, total int64, off string) language.Text {
	in := func(l language.Lang) string {
		var b strings.Builder
		for _, n := range ns {
			b.WriteString("• " + n.Text().In(l) + "\n")
		}
		if rest := total - int64(len(ns)); rest > 0 {
			b.WriteString(words.more.With(rest).In(l) + "\n")
		}
		b.WriteString("\n" + words.open.In(l) + "\n" + s.Base + words.listPath.In(l) + "\n\n" + k.Why.In(l) + "\n" + words.off.In(l) + "\n" + off + "\n")
		return b.String()
	}
	return language.T(in(language.Swedish), in(language.English))
}

// digestHour is when the day's e-mails leave.
const digestHour = 7

// slot names the latest working day whose digest is due, so that what happened over a weekend comes on Monday.
func slot(now time.Time) string {
	d := calendar.DateOf(now)
	if now.Before(d.At(digestHour, 0)) {
		d = d.AddDays(-1)
	}
	for !calendar.IsWorkingDay(d) {
		d = d.AddDays(-1)
	}
	return d.String()
}
