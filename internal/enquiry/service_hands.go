package enquiry

import (
	"context"
	"strings"

	"samsyn/internal/clock"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/exchange"
	"samsyn/internal/fault"
	"samsyn/internal/identity"
	"samsyn/internal/language"
	"samsyn/internal/law"
	"samsyn/internal/person"
	"samsyn/internal/policy"
)

// Take makes the actor the one who handles the question at the own authority.
func (s *Service) Take(ctx context.Context, actor policy.Actor, k Key) (Enquiry, error) {
	return s.Assign(ctx, actor, k, actor.ID)
}

// Assign gives the question to a colleague, who gets to know. Whoever had it sees the person no longer.
func (s *Service) Assign(ctx context.Context, actor policy.Actor, k Key, account string) (Enquiry, error) {
	return s.do(ctx, actor, k, policy.TakeEnquiry, func(w *work) error {
		if w.e.State == Draft || w.me.Account == account {
			return conflict()
		}
		if err := colleague(ctx, w.tx, w.me, account); err != nil {
			return err
		}
		if err := w.hand(account); err != nil {
			return err
		}
		if account != actor.ID {
			w.news = append(w.news, News{Kind: NewsMoved, Authority: w.me.Authority, Accounts: []string{account},
				Text: language.T("Du har fått en fråga att handlägga.", "You have been given a question to handle.")})
		}
		return w.occur(Taken, clock.Event{})
	})
}

// hand changes who handles the question and who is named on the person. Nobody not named gets a protected person.
func (w *work) hand(account string) error {
	old := w.me.Account
	w.me.Account = account
	if w.me.Person == "" {
		return nil
	}
	p := person.Person{ID: w.me.Person, Authority: w.me.Authority}
	if old != "" {
		if err := w.Persons.Release(w.ctx, w.tx, p.ID, old, w.e.Ref()); err != nil {
			return err
		}
	}
	if account == "" {
		return nil
	}
	return w.Persons.Assign(w.ctx, w.tx, p, account, w.e.Ref())
}

// PassOn gives the question to another unit of the same authority. The clock goes on.
func (s *Service) PassOn(ctx context.Context, actor policy.Actor, k Key, unit string) (Enquiry, error) {
	return s.do(ctx, actor, k, policy.TakeEnquiry, func(w *work) error {
		found, err := directory.UnitsByID(ctx, w.tx, []string{unit}, today(w.tx))
		if err != nil {
			return err
		}
		if u, ok := found[unit]; !ok || u.Authority != w.me.Authority || w.me.Unit == unit {
			says := language.T("Välj en annan enhet hos er.", "Choose another unit of yours.")
			return fault.New(fault.Invalid, says, fault.Field("unit", says))
		}
		if err := w.hand(""); err != nil {
			return err
		}
		w.me.Unit = unit
		w.noted.To = unit
		return w.happen(w.me.Side, Forward, clock.Event{Holder: w.me.Authority + "/" + unit})
	})
}

// Target is another receiver of a question.
type Target struct {
	Authority string
	Unit      string
	Path      string // contact path, if one was chosen
	Why       string
	Ground    law.GroundID // on which a question about a person is told the new receiver; not asked for within an authority
}

// Forward gives the question to another authority: the thread, the history and the clock go with it, and what this one
// has for itself stays. It keeps its own copies and does no more in it. To pass on a question about a person is to tell
// another authority of that person, so that it takes a ground of one's own: the asker's was for this receiver.
func (s *Service) Forward(ctx context.Context, actor policy.Actor, k Key, to Target) (Enquiry, error) {
	return s.do(ctx, actor, k, policy.TakeEnquiry, func(w *work) error {
		if w.me.Side != Receiver || to.Authority == w.e.Asker || to.Authority == w.me.Authority {
			return fault.New(fault.Invalid, wrongTarget, fault.Field("authority", wrongTarget))
		}
		if _, err := w.receiver(Question{Receiver: to.Authority, Path: to.Path}); err != nil {
			return err
		}
		if err := w.passable(to); err != nil {
			return err
		}
		if err := w.happen(Receiver, Forward, clock.Event{Holder: to.Authority, Reason: to.Why}); err != nil {
			return err
		}
		if err := w.pass(to); err != nil {
			return err
		}
		w.noted.To, w.noted.Ground = to.Authority, string(to.Ground)
		w.tell(w.desk(w.e.Asker), NewsMoved, language.T("En fråga som ni ställde är skickad vidare till rätt mottagare. Tiden fortsätter att räknas.", "A question that you asked has been passed on to the right receiver. Its time goes on."))
		return nil
	})
}

// passable asks for the ground on which a question about a person goes to another authority. A consent must be one that the
// own record holds, and name that authority.
func (w *work) passable(to Target) error {
	if !w.e.Personal || w.e.State == Incomplete {
		return nil
	}
	side, err := w.sideOf(w.ctx, w.tx, w.me)
	if err != nil {
		return err
	}
	list, err := w.list()
	if err != nil {
		return err
	}
	ok, err := w.mayTell(to.Ground, side, to.Authority, covering(codes(list), w.e.Health))
	if err != nil {
		return err
	}
	var p []fault.Problem
	switch {
	case to.Ground == "":
		p = append(p, fault.Field("ground", chooseGround))
	case !ok:
		p = append(p, fault.Field("ground", wrongGround))
	}
	if strings.TrimSpace(to.Why) == "" {
		p = append(p, fault.Field("why", language.T("Skriv varför frågan hör hemma där.", "Write why the question belongs there.")))
	}
	return invalid(cannotPass, p)
}

var cannotPass = language.T("Frågan gäller en person och kan inte skickas vidare än.", "The question is about a person and cannot be passed on yet.")

var wrongTarget = language.T("Välj en annan mottagare.", "Choose another receiver.")

func (w *work) pass(to Target) error {
	number, err := w.known()
	if err != nil {
		return err
	}
	if number.IsZero() && w.e.State != Incomplete {
		w.e.Personal = false // whom it is about stands in the text alone: the new receiver reads that and finds the person anew
	}
	party := exchange.Party{Authority: to.Authority, Unit: to.Unit}
	found, err := w.Persons.Find(w.ctx, w.tx, number, to.Authority)
	if err != nil {
		return err
	}
	if err := w.Exchange.Pass(w.ctx, w.tx, w.e.Conversation, w.me.Authority, party); err != nil {
		return err
	}
	if err := w.hand(""); err != nil {
		return err
	}
	w.me.LeftAt, w.e.Receiver, w.e.Path = db.At(w.tx.Now()), to.Authority, to.Path
	if d := w.desk(to.Authority); d != nil { // it had the question before
		d.LeftAt, d.Unit = db.Time{}, to.Unit
		d.Shielded = found.Shielded(d.Authority, today(w.tx))
		w.tell(d, NewsArrived, language.T("En fråga har kommit tillbaka till er.", "A question has come back to you."))
		return nil
	}
	w.arrive(party, found)
	return nil
}

// known reads the number from the own copy of the question, for the new receiver's register to be asked; it is shown to
// nobody. Zero when the question has none.
func (w *work) known() (n identity.PersonalNumber, err error) {
	if !w.e.Personal || w.e.State == Incomplete {
		return n, nil
	}
	who, err := w.who()
	if fault.Is(err, fault.Conflict) {
		return n, nil
	}
	return who.Number, err
}

// Handover says what goes along when a question is passed on to another authority, and what does not.
type Handover struct {
	Messages, Files int
	Copied          []language.Text
	Kept            []KeptBack
}

// KeptBack is what does not go along, and why.
type KeptBack struct{ What, Why language.Text }

// Preview says what would go along if the question were passed on now.
func (s *Service) Preview(ctx context.Context, q db.Reader, actor policy.Actor, id string) (Handover, error) {
	v, err := s.Get(ctx, q, actor, id)
	if err != nil {
		return Handover{}, err
	}
	return handoverOf(ctx, q, v)
}

// handoverOf counts the messages of a question, and the attachments that its reader's authority has of them.
func handoverOf(ctx context.Context, q db.Reader, v View) (Handover, error) {
	n, err := db.One[struct {
		Messages int64 `db:"messages"`
		Files    int64 `db:"files"`
	}](ctx, q, `SELECT (SELECT COUNT(*) FROM exchange_message m WHERE m.conversation_id = $1) AS messages,
		(SELECT COUNT(*) FROM exchange_attachment a JOIN exchange_message m ON m.id = a.message_id WHERE m.conversation_id = $1 AND a.authority_id = $2) AS files`,
		v.Conversation, v.Desk.Authority)
	return goesAlong(int(n.Messages), int(n.Files)), err
}

// goesAlong says what goes along with a question of so many messages and attachments, and what does not.
func goesAlong(messages, files int) (h Handover) {
	h.Messages, h.Files = messages, files
	t := language.T
	h.Copied = []language.Text{
		language.Plural(h.Messages, t("%d meddelande, oförändrat", "%d message, unchanged"), t("%d meddelanden, oförändrade", "%d messages, unchanged")),
		language.Plural(h.Files, t("%d bilaga", "%d attachment"), t("%d bilagor", "%d attachments")),
		t("Klockan med allt som hänt. Den fortsätter att gå.", "The clock with all that has happened. It goes on."),
	}
	h.Kept = []KeptBack{
		{t("Era interna anteckningar", "Your internal notes"), t("de lämnar aldrig er myndighet", "they never leave your authority")},
		{t("Era egna uppgifter om personen", "Your own record of the person"), t("varje myndighet har sina egna, och den nya mottagaren anger en egen grund", "each authority has its own, and the new receiver records a ground of its own")},
		{t("Er sekretessprövning", "Your secrecy test"), t("den nya mottagaren prövar själv", "the new receiver makes its own test")},
	}
	return h
}
