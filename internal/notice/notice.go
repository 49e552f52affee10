package notice

import (
	"context"
	"fmt"
	"regexp"
	"slices"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/identity"
	"samsyn/internal/language"
	"samsyn/internal/ref"
)

// Notices is the service.
type Notices struct {
	Trail   *audit.Trail
	Kinds   []Kind
	Address func(ctx context.Context, q db.Reader, account string) (Address, error) // app gives it
	Base    string                                                                  // where the product is: "https://samsyn.example", without a slash at the end
}

// Address is where a person's e-mail goes; an empty Mail means that the person gets none, being closed or without one.
type Address struct {
	Mail string
	Lang language.Lang
}

// Notice is what one person was told.
type Notice struct {
	ID        string   `db:"id"`
	Account   string   `db:"account_id"`
	Kind      string   `db:"kind"`
	ThingKind ref.Kind `db:"thing_kind"`
	ThingID   string   `db:"thing_id"`
	TextSv    string   `db:"text_sv"`
	TextEn    string   `db:"text_en"`
	InProduct bool     `db:"in_product"`
	ByMail    bool     `db:"by_mail"`
	CreatedAt db.Time  `db:"created_at"`
	SeenAt    db.Time  `db:"seen_at"`
	MailedAt  db.Time  `db:"mailed_at"`
}

// Thing is what the notice is about.
func (n Notice) Thing() ref.Ref { return ref.To(n.ThingKind, n.ThingID) }

// Text is what it says.
func (n Notice) Text() language.Text { return language.T(n.TextSv, n.TextEn) }

// kind finds a kind by its id.
func (s *Notices) kind(id string) (Kind, error) {
	for _, k := range s.Kinds {
		if k.ID == id {
			return k, nil
		}
	}
	return Kind{}, fmt.Errorf("notice: no kind %q", id)
}

// Tell tells accounts the news in the act that it tells of, in the channels that each of them wants. An account that
// is named twice is told once; one that wants the kind nowhere is not told.
func (s *Notices) Tell(ctx context.Context, tx *audit.Tx, n News, accounts ...string) error {
	k, err := s.kind(n.Kind)
	if err != nil {
		return err
	}
	if err := check(n, calendar.DateOf(tx.Now())); err != nil {
		return err
	}
	told := once(accounts)
	if len(told) == 0 {
		return nil
	}
	wanted, err := choices(ctx, tx, k, told)
	if err != nil {
		return err
	}
	for _, account := range told {
		if err := s.tell(ctx, tx, k, n, account, wanted[account]); err != nil {
			return err
		}
	}
	return nil
}

// once keeps the first of each account that is named, in order.
func once(accounts []string) (list []string) {
	for _, a := range accounts {
		if a != "" && !slices.Contains(list, a) {
			list = append(list, a)
		}
	}
	return list
}

func (s *Notices) tell(ctx context.Context, tx *audit.Tx, k Kind, n News, account string, c Choice) error {
	if !c.Product && !c.Mail {
		return nil
	}
	row := Notice{ID: tx.NewID(), Account: account, Kind: k.ID, ThingKind: n.Thing.Kind, ThingID: n.Thing.ID,
		TextSv: n.Text.Sv, TextEn: n.Text.En, InProduct: c.Product, ByMail: c.Mail, CreatedAt: db.At(tx.Now())}
	if err := supersede(ctx, tx, row); err != nil {
		return err
	}
	if c.Mail && k.Urgent {
		sent, err := s.mail(ctx, tx, tx, k, account, []Notice{row}, 1)
		if err != nil {
			return err
		}
		if row.ByMail = sent; sent {
			row.MailedAt = db.At(tx.Now())
		}
	}
	return db.InsertLater(ctx, tx, "notice", row)
}

// personal finds what has the form of a personal number.
var personal = regexp.MustCompile(`(?:\d{8}|\d{6})[-+ ]?\d{4}`)

// check refuses news without a thing, in one language only, or with a personal number in it. It is a fault of the
// program: e-mail leaves the house, and no person may be named in it.
func check(n News, today calendar.Date) error {
	if n.Thing.IsZero() || n.Text.Sv == "" || n.Text.En == "" {
		return fmt.Errorf("notice: %s needs a thing and a text in both languages", n.Kind)
	}
	for _, text := range []string{n.Text.Sv, n.Text.En} {
		for _, digits := range personal.FindAllString(text, -1) {
			if _, err := identity.ParsePersonal(digits, today); err == nil {
				return fmt.Errorf("notice: the text of %s holds a personal number", n.Kind)
			}
		}
	}
	return nil
}

// Seen marks notices of an account as seen; all of them when no id is given.
func (s *Notices) Seen(ctx context.Context, account string, ids ...string) error {
	return s.Trail.House(ctx, func(tx *audit.HouseTx) error { return markSeen(ctx, tx, account, ids) })
}
