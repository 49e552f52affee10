package contact

import (
	"context"
	"slices"

	"samsyn/internal/account"
	"samsyn/internal/audit"
	"samsyn/internal/calendar"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
)

// HandOver is what somebody says when a path goes over to another unit of the same authority.
type HandOver struct {
	Unit      string // that takes over
	Owner     string // who answers for it from then on
	OwnerFrom calendar.Date
	All       bool // every path of the unit that hands over, as when its office closes
}

// Preview is what a hand-over does, before it is done: what follows along, what must be seen to, what does not follow and why.
type Preview struct {
	Paths   []Path // that go over
	Offices []directory.Office
	Follows []language.Text
	See     []language.Text
	Leaves  []language.Text
}

// PreviewOf says what handing a path over to a unit would do.
func (s *Service) PreviewOf(ctx context.Context, q db.Reader, p Path, to HandOver) (v Preview, err error) {
	if v.Paths, err = movedBy(ctx, q, p, to.All); err != nil {
		return v, err
	}
	if err := v.offices(ctx, q, p); err != nil {
		return v, err
	}
	under, staying, leaving := 0, 0, 0
	for _, x := range v.Paths {
		if s.Under != nil {
			n, err := s.Under(ctx, q, x.ID)
			if err != nil {
				return v, err
			}
			under += n
		}
		keep, drop, err := splitRota(ctx, q, x, to.Unit)
		if err != nil {
			return v, err
		}
		staying, leaving = staying+len(keep), leaving+len(drop)
	}
	v.say(under, staying, leaving)
	return v, nil
}

// movedBy are the paths that go over: one, or every one of its unit.
func movedBy(ctx context.Context, q db.Reader, p Path, all bool) ([]Path, error) {
	if !all || p.Unit == "" {
		return []Path{p}, nil
	}
	found, err := Of(ctx, q, p.Authority)
	return slices.DeleteFunc(found, func(x Path) bool { return x.Unit != p.Unit }), err
}

// offices finds the offices of the unit that hands over: they stay where they are until the directory says otherwise.
func (v *Preview) offices(ctx context.Context, q db.Reader, p Path) error {
	if p.Unit == "" {
		return nil
	}
	all, err := directory.OfficesOf(ctx, q, p.Authority, today(q))
	v.Offices = slices.DeleteFunc(all, func(o directory.Office) bool { return o.Unit != p.Unit || o.State(today(q)) == directory.OfficeClosed })
	return err
}

func (v *Preview) say(under, staying, leaving int) {
	t := language.T
	v.Follows = []language.Text{t("Ämnen, kommuner, öppettider, utlovade tider och historik.", "Topics, municipalities, hours, promised times and history."), t("Det som är uppmätt om tillgängligheten.", "What is measured of the reachability.")}
	if under > 0 {
		v.Follows = append(v.Follows, language.Plural(under, t("%d pågående fråga. Klockan går vidare som om inget hade hänt.", "%d question under way. Its clock goes on as if nothing had happened."), t("%d pågående frågor. Klockorna går vidare som om inget hade hänt.", "%d questions under way. Their clocks go on as if nothing had happened.")))
	}
	if staying > 0 {
		v.Follows = append(v.Follows, language.Plural(staying, t("%d pass på bemanningslistan, eftersom kollegan hör till den nya enheten.", "%d turn of the rota, since the colleague belongs to the new unit."), t("%d pass på bemanningslistan, eftersom kollegorna hör till den nya enheten.", "%d turns of the rota, since the colleagues belong to the new unit.")))
	}
	v.See = []language.Text{t("Välj vem som ansvarar hos den nya enheten.", "Choose who answers for it at the new unit."), t("Kontrollera adress, telefonnummer och öppettider. Kontaktvägen är obekräftad tills någon har bekräftat den.", "Check address, telephone number and hours. The path is unconfirmed until somebody has confirmed it.")}
	if len(v.Offices) > 0 {
		v.See = append(v.See, t("Kontoren flyttas i katalogen, inte här.", "Offices are moved in the directory, not here."))
	}
	if leaving > 0 {
		v.Leaves = append(v.Leaves, language.Plural(leaving, t("%d pass på bemanningslistan, eftersom kollegan inte hör till den nya enheten.", "%d turn of the rota, since the colleague does not belong to the new unit."), t("%d pass på bemanningslistan, eftersom kollegorna inte hör till den nya enheten.", "%d turns of the rota, since the colleagues do not belong to the new unit.")))
	}
	v.Leaves = append(v.Leaves, t("Den senaste bekräftelsen, eftersom den gällde den gamla enheten.", "The latest confirmation, since it was of the old unit."))
}

// splitRota tells which turns that are not over follow a path to a unit: those of colleagues who belong to it.
func splitRota(ctx context.Context, q db.Reader, p Path, unit string) (keep, drop []Shift, err error) {
	shifts, err := Shifts(ctx, q, p.ID, q.Now(), today(q).AddDays(maxWeeks*7).End())
	if err != nil || len(shifts) == 0 {
		return nil, nil, err
	}
	var ids []string
	for _, sh := range shifts {
		ids = append(ids, sh.Account)
	}
	staff, err := account.StaffOf(ctx, q, p.Authority, once(ids), today(q))
	for _, sh := range shifts {
		if staff[sh.Account].Unit == unit {
			keep = append(keep, sh)
		} else {
			drop = append(drop, sh)
		}
	}
	return keep, drop, err
}

// HandOver moves a path, or every path of its unit, to another unit of the same authority, as the preview says. version is
// that of the path that the person saw.
func (s *Service) HandOver(ctx context.Context, actor policy.Actor, id string, version int64, to HandOver) (p Path, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if p, err = Get(ctx, tx, id); err != nil {
			return err
		}
		if err := policy.Check(ctx, tx, actor, policy.EditContact, p.Ref()); err != nil {
			return err
		}
		switch {
		case p.Kept == Inactive:
			return fault.New(fault.Conflict, alreadyEnded)
		case p.Version != version:
			return fault.New(fault.Conflict, changedMeanwhile)
		case to.Unit == p.Unit:
			return refuse(fieldUnit, language.T("Välj en annan enhet än den som har kontaktvägen nu.", "Choose another unit than the one that has the path now."))
		}
		moved, err := movedBy(ctx, tx, p, to.All)
		if err != nil {
			return err
		}
		for _, x := range moved {
			if err := s.handOver(ctx, tx, x, to); err != nil {
				return err
			}
		}
		p, err = Get(ctx, tx, id)
		return err
	})
	return p, err
}

func (s *Service) handOver(ctx context.Context, tx *audit.Tx, before Path, to HandOver) error {
	p := before
	p.Unit, p.Owner, p.Kept = to.Unit, to.Owner, Unconfirmed
	if err := s.settle(ctx, tx, p); err != nil {
		return err
	}
	if err := s.retold(ctx, tx, before, p, to.OwnerFrom); err != nil {
		return err
	}
	_, drop, err := splitRota(ctx, tx, p, to.Unit)
	if err != nil {
		return err
	}
	now := db.At(tx.Now())
	for _, sh := range drop {
		text := `DELETE FROM contact_duty WHERE id = $1 AND starts_at >= $2`
		if sh.Starts.Before(now.Time) {
			text = `UPDATE contact_duty SET ends_at = $2 WHERE id = $1`
		}
		if _, err := tx.Exec(ctx, text, sh.ID, now); err != nil {
			return err
		}
	}
	if err := updatePath(ctx, tx, &p); err != nil {
		return err
	}
	return tx.Note(policy.EditContact, p.Ref(), noteOf(p, p.differs(before)...))
}
