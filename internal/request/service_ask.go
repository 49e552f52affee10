package request

import (
	"cmp"
	"context"
	"strings"
	"time"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/identity"
	"samsyn/internal/language"
	"samsyn/internal/person"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// Asking is what somebody asks, as it is written down. Staff write it for their own authority; a job seeker asks any
// authority about themselves, by their own number, which the caller has from the sign-in.
type Asking struct {
	Authority    string // of whom it is asked; staff leave it out
	Unit         string // that is to have it; staff leave it out
	Municipality string // empty: that of the board
	Type         Type
	Channel      Channel
	By           By
	ByName       string // of a guardian or a representative
	Checked      Checked
	Evidence     *file.Checked // the power of attorney
	Power        Power         // what it says, of a representative
	Number       identity.PersonalNumber
	Name         string
	Text         string
	Meeting      MeetingWish
	Wish         Channel // how the person wishes to be told
	Phone        string
	Address      string
	Came         calendar.Date // when it came in; zero is now
	Take         bool          // whoever writes it down handles it
}

func today(q db.Reader) calendar.Date { return calendar.DateOf(q.Now()) }

// Ask writes down what a person asks. The record of the person is made when there is none; whether there was one, and
// whether it is protected, shows in nothing that is answered. A job seeker may ask for themselves alone.
func (s *Service) Ask(ctx context.Context, actor policy.Actor, in Asking) (r Request, err error) {
	in.tidy(actor)
	err = s.Trail.DoRows(ctx, actor, func(tx *audit.Tx) error {
		w, err := s.ask(ctx, tx, in)
		if err == nil {
			r = w.r
		}
		return err
	})
	return r, err
}

// tidy fills in what follows from who asks.
func (in *Asking) tidy(actor policy.Actor) {
	in.ByName, in.Name, in.Phone, in.Text = oneLine(in.ByName), oneLine(in.Name), oneLine(in.Phone), strings.TrimSpace(in.Text)
	in.Address, in.Meeting.Language, in.Meeting.When = strings.TrimSpace(in.Address), oneLine(in.Meeting.Language), strings.TrimSpace(in.Meeting.When)
	if self(actor) {
		in.Channel, in.By, in.Checked, in.Take, in.Came, in.Power = MyPages, Person, BySignIn, false, calendar.Date{}, Power{}
		return
	}
	in.Authority, in.Unit = actor.Authority, actor.Unit
	if in.By != Representative {
		in.Power = Power{}
	}
	if in.Type != Meeting {
		in.Meeting = MeetingWish{}
	}
}

// self tells whether the actor is the person who asks.
func self(actor policy.Actor) bool { return actor.Authority == "" && actor.Has(policy.Jobseeker) }

func (s *Service) ask(ctx context.Context, tx *audit.Tx, in Asking) (*work, error) {
	actor := tx.Actor()
	act := policy.EnterRequest
	if self(actor) {
		act = policy.AskRequest
	}
	if err := policy.Check(ctx, tx, actor, act, ref.Ref{}); err != nil {
		return nil, err
	}
	place, err := s.placed(ctx, tx, in)
	if err != nil {
		return nil, err
	}
	if err := in.check(place, today(tx)); err != nil {
		return nil, err
	}
	p, err := s.Persons.Take(ctx, tx, in.Authority, person.Identity{Number: in.Number, Name: in.Name})
	if err != nil {
		return nil, err
	}
	w := &work{Service: s, ctx: ctx, tx: tx, act: act, p: p, by: in.By}
	return w, w.begin(in, place)
}

// placed gives the municipality that a request counts in: the board's own, else the one that was said.
func (s *Service) placed(ctx context.Context, q db.Reader, in Asking) (string, error) {
	a, err := directory.AuthorityByID(ctx, q, in.Authority, today(q))
	if err == nil && a.MunicipalityCode != "" {
		return a.MunicipalityCode, nil
	}
	if err == nil && directory.IsCode(in.Municipality) {
		return in.Municipality, nil
	}
	return "", err
}

// check says what is missing.
func (in Asking) check(place string, on calendar.Date) error {
	var p []fault.Problem
	need := func(missing bool, field string, says language.Text) {
		if missing {
			p = append(p, fault.Field(field, says))
		}
	}
	_, known := in.Type.Info()
	need(!known, fieldType, chooseType)
	need(!isChannel(in.Channel) || in.Channel == MyPages && in.Checked != BySignIn, fieldChannel, chooseChannel)
	need(in.By != Person && in.By != Guardian && in.By != Representative, fieldBy, chooseBy)
	need(in.By != Person && in.By != "" && in.ByName == "", fieldByName, sayByName)
	need(in.By == Representative && in.Evidence == nil, file.Field, paperNeeded)
	p = append(p, in.Power.problems(cmp.Or(in.Came, on))...)
	need(in.Checked.Name().IsZero(), fieldChecked, chooseChecked)
	need(place == "", fieldMunicipality, choosePlace)
	need(in.Number.IsZero(), fieldNumber, numberNeeded)
	need(!isChannel(in.Wish), fieldWish, chooseWish)
	need(in.Wish == Phone && in.Phone == "", fieldPhone, phoneNeeded)
	need(in.Wish == Letter && in.Address == "", fieldAddress, addressNeeded)
	need(in.Text == "" && in.Type != Extract && in.Type != Meeting, fieldText, sayAsked)
	need(in.Type == Meeting && in.Meeting.Form.unknown(), fieldForm, chooseForm)
	need(in.Came.After(on), fieldCame, cameAhead)
	need(!in.Came.IsZero() && in.Came.Before(on.AddYears(-1)), fieldCame, cameLongAgo)
	for field, text := range map[string]string{fieldText: in.Text, fieldWhen: in.Meeting.When, fieldAddress: in.Address} {
		need(len([]rune(text)) > longest, field, tooLong.With(longest))
	}
	if len(p) > 0 {
		return fault.New(fault.Invalid, putRight, p...)
	}
	return nil
}

func (f Form) unknown() bool { return f != FormInPerson && f != FormPhone && f != FormVideo }

// begin writes the request as it comes in.
func (w *work) begin(in Asking, place string) error {
	now := w.tx.Now()
	came := now
	if !in.Came.IsZero() && in.Came != w.today() {
		came = in.Came.At(12, 0)
	}
	target := TargetOf(in.Type, calendar.DateOf(came))
	w.r = Request{ID: w.tx.NewID(), Authority: in.Authority, Unit: in.Unit, Municipality: place, Person: w.p.ID, Type: in.Type, Channel: in.Channel, By: in.By, Checked: in.Checked,
		Wish: in.Wish, Way: in.Wish, EnteredBy: w.tx.Actor().ID, State: Received, Round: 1, Box: Live, AskedAt: db.At(came), Version: 1}
	if self(w.tx.Actor()) {
		w.r.EnteredBy = ""
	}
	if w.guarded() && w.r.Way == Letter {
		w.r.Way = Phone
	}
	if in.Evidence != nil {
		stored, err := file.Put(w.ctx, w.tx.Tx, w.keys(), in.Evidence.OwnedBy(in.Authority))
		if err != nil {
			return err
		}
		w.r.Evidence = stored.ID
	}
	w.came(came, Event{Days: int64(target.Days), Months: int64(target.Months)})
	if err := w.takeAtOnce(in); err != nil {
		return err
	}
	if err := w.arrived(); err != nil {
		return err
	}
	if err := w.settle(); err != nil {
		return err
	}
	if err := insert(w.ctx, w.tx, w.r, in.content()); err != nil {
		return err
	}
	w.was = w.r
	return w.follow()
}

// content is what of it is sealed.
func (in Asking) content() Content {
	c := Content{Text: in.Text, ByName: in.ByName, Phone: in.Phone, Address: in.Address, Meeting: in.Meeting}
	if in.By == Representative {
		c.Power = &in.Power
	}
	return c
}

// came is the first event: when the request came in, which may be before it was written down.
func (w *work) came(at time.Time, e Event) {
	w.occur(Them, Ask, e)
	w.events[0].At = db.At(at)
}

// takeAtOnce gives the request to whoever writes it down, when that is asked and allowed. Who may not see a protected
// identity is told nothing of it: the request waits for those who may.
func (w *work) takeAtOnce(in Asking) error {
	id := w.tx.Actor().ID
	if !in.Take {
		return nil
	}
	may, err := w.mayHandle(id)
	if err != nil || !may {
		return err
	}
	if err := w.assign(id); err != nil {
		return err
	}
	return w.happen(Staff, Take, Event{})
}

func (w *work) arrived() error {
	if w.r.Account != "" {
		return nil
	}
	list, err := w.handlers()
	w.tell(NewsArrived, language.T("En begäran från en enskild har kommit in. Ta den, så ser du vad den gäller.", "A request from a person has come in. Take it, and you see what it is about."), list)
	return err
}
