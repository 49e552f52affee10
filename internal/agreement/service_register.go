package agreement

import (
	"context"
	"slices"
	"strings"

	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/file"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// Register takes in one agreement that was signed elsewhere. The actor's authority must be one that it binds.
func (s *Service) Register(ctx context.Context, actor policy.Actor, d Draft) (a Agreement, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		a = d.apply(Agreement{ID: tx.NewID(), Version: 1})
		if err := mayBind(ctx, tx, a); err != nil {
			return err
		}
		if err := settle(ctx, tx, d, &a); err != nil {
			return err
		}
		names, err := namesOf(ctx, tx, today(tx))
		if err != nil {
			return err
		}
		if err := insert(ctx, tx, []Agreement{a}, names); err != nil {
			return err
		}
		if err := tx.Note(policy.RegisterAgreement, a.Ref(), noteOf(Agreement{}, a)); err != nil {
			return err
		}
		return s.follow(ctx, tx, []Agreement{a})
	})
	return a, err
}

// mayBind asks whether the actor may say that these parties are bound. Who may register for Arbetsförmedlingen, which is
// a party to every agreement, may for all. Others may for a party of their own, and then bind no other municipality: a
// joint agreement is registered by the agency, so that nobody puts another municipality's name to anything.
func mayBind(ctx context.Context, tx *audit.Tx, a Agreement) error {
	agency, err := mayRegisterFor(ctx, tx, directory.PES)
	if err != nil || agency {
		return err
	}
	own := ""
	for _, p := range a.Parties {
		if p.Authority == "" || p.Municipality == "" {
			continue
		}
		may, err := mayRegisterFor(ctx, tx, p.Authority)
		if err != nil {
			return err
		}
		if may {
			own = p.Municipality
		}
	}
	if own == "" {
		return policy.Check(ctx, tx, tx.Actor(), policy.RegisterAgreement, directory.Authority{ID: directory.PES}.Ref())
	}
	for _, code := range a.Municipalities() {
		if code != own {
			return fault.New(fault.Denied, putRight, fault.Field(fieldParties, foreignParty))
		}
	}
	return nil
}

// mayRegisterFor asks whether the actor may register an agreement that binds an authority.
func mayRegisterFor(ctx context.Context, tx *audit.Tx, authority string) (bool, error) {
	err := policy.Check(ctx, tx, tx.Actor(), policy.RegisterAgreement, directory.Authority{ID: authority}.Ref())
	if fault.Is(err, fault.Denied) {
		return false, nil
	}
	return err == nil, err
}

// bindsOthers tells whether an agreement binds a party that it did not bind before.
func bindsOthers(before, after Agreement) bool {
	return slices.ContainsFunc(after.Parties, func(p Party) bool { return !before.Binds(p.Authority) || p.Authority == "" })
}

// settle checks an agreement against the rules, the directory and the register, and completes its parties and key.
func settle(ctx context.Context, tx *audit.Tx, d Draft, a *Agreement) error {
	problems := a.check(today(tx))
	if d.twice() {
		problems = append(problems, fault.Field(fieldParties, boardTwice))
	}
	more, err := checkParties(ctx, tx, a.Parties)
	if err != nil {
		return err
	}
	if problems = append(problems, more...); len(problems) == 0 {
		if problems, err = clash(ctx, tx, *a); err != nil {
			return err
		}
	}
	if len(problems) > 0 {
		return fault.New(fault.Invalid, putRight, problems...)
	}
	if err := bindBoards(ctx, tx, a, known{executives: map[string]string{}}); err != nil {
		return err
	}
	if !strings.HasPrefix(a.Key, "id:") {
		a.Key = a.NaturalKey("")
	}
	return nil
}

// checkParties asks the directory whether each board is the municipality's.
func checkParties(ctx context.Context, q db.Reader, parties []Party) ([]fault.Problem, error) {
	var ids []string
	for _, p := range parties {
		ids = append(ids, p.Authority)
	}
	found, err := directory.Authorities(ctx, q, ids, today(q))
	if err != nil {
		return nil, err
	}
	names, err := namesOf(ctx, q, today(q))
	if err != nil {
		return nil, err
	}
	for _, p := range parties {
		board, known := found[p.Authority]
		_, exists := names[p.Municipality]
		switch {
		case p.Municipality == "" && p.Authority == directory.PES:
		case !exists, p.Authority != "" && (!known || board.MunicipalityCode != p.Municipality):
			return []fault.Problem{fault.Field(fieldParties, unknownParty)}, nil
		}
	}
	return nil, nil
}

// clash holds an agreement against the others of its municipalities.
func clash(ctx context.Context, q db.Reader, a Agreement) ([]fault.Problem, error) {
	all := []Agreement{a}
	seen := map[string]bool{a.ID: true}
	for _, code := range a.Municipalities() {
		others, err := of(ctx, q, code)
		if err != nil {
			return nil, err
		}
		for _, o := range others {
			if !seen[o.ID] {
				seen[o.ID] = true
				all = append(all, o)
			}
		}
	}
	names, err := namesOf(ctx, q, today(q))
	for _, o := range Overlaps(all) {
		if other := o.A + o.B; o.A == 0 || o.B == 0 { // a stands first, so one of the two is 0
			return []fault.Problem{fault.Field(fieldFrom, overlapsRegister.With(names[o.Municipality], all[other].Period()))}, err
		}
	}
	return nil, err
}

// Edit corrects an agreement. version is the one that the person saw.
func (s *Service) Edit(ctx context.Context, actor policy.Actor, id string, version int64, d Draft) (Agreement, error) {
	return s.change(ctx, actor, id, version, func(tx *audit.Tx, before Agreement) (Agreement, error) {
		a := d.apply(before)
		if bindsOthers(before, a) {
			if err := mayBind(ctx, tx, a); err != nil {
				return a, err
			}
		}
		return a, settle(ctx, tx, d, &a)
	})
}

// End lets an agreement end before its time, last being its last day in force. The zero date takes that back.
func (s *Service) End(ctx context.Context, actor policy.Actor, id string, version int64, last calendar.Date) (Agreement, error) {
	return s.change(ctx, actor, id, version, func(tx *audit.Tx, a Agreement) (Agreement, error) {
		a.Terminated = last
		return a, settle(ctx, tx, DraftOf(a), &a)
	})
}

// AttachScan keeps the scanned copy of an agreement, in place of an earlier one.
func (s *Service) AttachScan(ctx context.Context, actor policy.Actor, id string, version int64, c file.Checked) (Agreement, error) {
	return s.change(ctx, actor, id, version, func(tx *audit.Tx, a Agreement) (Agreement, error) {
		f, err := file.Put(ctx, tx.Tx, s.Trail.Keys(), c)
		a.Scan = f.ID
		return a, err
	})
}

// change is what every correction of one agreement has in common.
func (s *Service) change(ctx context.Context, actor policy.Actor, id string, version int64, rule func(*audit.Tx, Agreement) (Agreement, error)) (a Agreement, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		a, err = s.changeIn(ctx, tx, policy.EditAgreement, id, version, rule)
		return err
	})
	return a, err
}

// changeIn changes one agreement in an act under way: read, may, rule, write, note, follow. version is the one that the
// person saw.
func (s *Service) changeIn(ctx context.Context, tx *audit.Tx, act policy.Action, id string, version int64, rule func(*audit.Tx, Agreement) (Agreement, error)) (Agreement, error) {
	before, err := get(ctx, tx, id)
	if err != nil {
		return before, err
	}
	if err := policy.Check(ctx, tx, tx.Actor(), act, before.Ref()); err != nil {
		return before, err
	}
	a, err := rule(tx, before)
	if err != nil {
		return a, err
	}
	if a.Version = version; len(before.differs(a)) == 0 {
		return a, fault.New(fault.Invalid, nothingChanged)
	}
	return s.rewrite(ctx, tx, act, before, a)
}

// rewrite writes a changed agreement over the version that it carries, notes it and lets what follows follow.
func (s *Service) rewrite(ctx context.Context, tx *audit.Tx, act policy.Action, before, a Agreement) (Agreement, error) {
	names, err := namesOf(ctx, tx, today(tx))
	if err != nil {
		return a, err
	}
	if err := update(ctx, tx, &a, names); err != nil {
		return a, err
	}
	if err := tx.Note(act, a.Ref(), noteOf(before, a)); err != nil {
		return a, err
	}
	return a, s.follow(ctx, tx, []Agreement{a})
}

// Scan notes that the actor opens the scanned copy, which names those who signed, and gives its file id.
func (s *Service) Scan(ctx context.Context, actor policy.Actor, id string) (string, error) {
	var scan string
	err := s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		a, err := get(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := policy.CheckRead(ctx, tx, actor, policy.ReadScan, a.Ref()); err != nil {
			return err
		}
		if scan = a.Scan; scan == "" {
			return fault.NotFoundThing()
		}
		return tx.Note(policy.ReadScan, a.Ref(), nil)
	})
	return scan, err
}

var (
	putRight       = language.T("Något behöver rättas innan det går att spara.", "Something must be put right before it can be saved.")
	nothingChanged = language.T("Inget är ändrat. Ändra något fält eller gå tillbaka.", "Nothing is changed. Change a field or go back.")
	boardTwice     = language.T("samma nämnd står två gånger. Ta bort den ena", "the same board stands twice. Remove one of them")
	foreignParty   = language.T("du kan binda nämnder i din egen kommun; en överenskommelse för flera kommuner registreras av Arbetsförmedlingen",
		"you can bind boards of your own municipality; an agreement for several municipalities is registered by the employment agency")
	unknownParty = language.T("välj kommun och nämnd ur katalogen", "choose the municipality and board from the directory")
)
