package contact

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"samsyn/internal/account"
	"samsyn/internal/calendar"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/web"
)

func acting(id, path string, sum language.Text, makes bool) huma.Operation {
	op := huma.Operation{OperationID: id, Method: http.MethodPost, Path: path, Tags: []string{web.Both(sayPaths)}, Summary: web.Both(sum)}
	if makes {
		op.DefaultStatus = http.StatusCreated
	}
	return op
}

// pathActs registers what a program can do to a path. Each answers with the path after it.
func (s *Service) pathActs(rt *web.Router) {
	t, one := language.T, "/contact-paths/{id}"
	web.API(rt, acting("add-contact-path", "/contact-paths", t("Lägg till en kontaktväg", "Add a contact path"), true), policy.AddContact, s.apiAdd)
	web.API(rt, acting("change-contact-path", one+"/corrections", t("Ändra en kontaktväg", "Change a contact path"), false), policy.EditContact, s.apiChange)
	web.API(rt, acting("confirm-contact-path", one+"/confirmations", t("Bekräfta att en kontaktväg stämmer", "Confirm that a contact path is right"), false), policy.ConfirmContact, s.apiConfirm)
	web.API(rt, acting("end-contact-path", one+"/endings", t("Avsluta en kontaktväg", "End a contact path"), false), policy.EditContact, s.apiEnd)
	web.API(rt, acting("hand-over-contact-path", one+"/handovers", t("Lämna över en kontaktväg till en annan enhet", "Hand a contact path over to another unit"), false), policy.EditContact, s.apiHandOver)
	web.API(rt, acting("try-contact-path", one+"/attempts", t("Anteckna om någon svarade", "Note whether anybody answered"), false), policy.TryContact, s.apiTry)
	web.API(rt, acting("plan-contact-rota", one+"/rota", t("Planera bemanningen, en vecka var i tur och ordning", "Plan the rota, a week each in turn"), false), policy.EditRota, s.apiPlan)
	web.API(rt, acting("remove-contact-turn", one+"/rota/{turn}/removals", t("Ta bort ett pass", "Remove a turn"), false), policy.EditRota, s.apiUnshift)
}

// ContactSaid is what a program says of a path.
type ContactSaid struct {
	Unit           string        `json:"unit,omitempty" maxLength:"40"`
	Name           string        `json:"name" maxLength:"200"`
	Channel        Channel       `json:"channel" enum:"samsyn,sdk,form,phone,video,visit,letter"`
	Address        string        `json:"address,omitempty" maxLength:"300"`
	OpenHours      []OpenHours   `json:"openHours,omitempty" maxItems:"28" doc:"Öppettider per veckodag; utelämnas för att behålla de som är || Open hours by weekday; left out to keep those that are"`
	OfficeHours    bool          `json:"officeHours,omitempty" doc:"Öppet måndag–fredag 08.00–16.30 || Open Monday to Friday 08:00–16:30"`
	Personal       bool          `json:"personal,omitempty"`
	Protected      bool          `json:"protected,omitempty"`
	Urgent         bool          `json:"urgent,omitempty"`
	Open           bool          `json:"open,omitempty" doc:"Visas för allmänheten || Shown to the public"`
	FirstDays      int64         `json:"firstDays" minimum:"0" maximum:"60"`
	AnswerDays     int64         `json:"answerDays" minimum:"0" maximum:"60"`
	Owner          string        `json:"owner" maxLength:"40" doc:"Konto som ansvarar för att den stämmer || Account that answers for it being right"`
	OwnerFrom      calendar.Date `json:"ownerFrom,omitzero"`
	ValidFrom      calendar.Date `json:"validFrom"`
	ValidTo        calendar.Date `json:"validTo,omitzero"`
	Languages      string        `json:"languages,omitempty" maxLength:"200"`
	Place          string        `json:"place,omitempty" maxLength:"300"`
	Note           string        `json:"note,omitempty" maxLength:"1000" doc:"Skriv inga namn på personer. || Write no names of persons."`
	Topics         []Topic       `json:"topics" minItems:"1" maxItems:"40"`
	Municipalities []string      `json:"municipalities,omitempty" maxItems:"290"`
}

// draft keeps the hours that are, unless others are given or office hours are asked for.
func (b ContactSaid) draft(hours calendar.Hours) (Draft, error) {
	if b.OfficeHours {
		hours = calendar.OfficeHours()
	}
	if len(b.OpenHours) > 0 {
		var err error
		if hours, err = hoursSaid(b.OpenHours); err != nil {
			return Draft{}, err
		}
	}
	return Draft{Unit: b.Unit, Name: b.Name, Channel: b.Channel, Address: b.Address, Hours: hours, Personal: b.Personal, Protected: b.Protected, Urgent: b.Urgent, Open: b.Open,
		FirstDays: b.FirstDays, AnswerDays: b.AnswerDays, Owner: b.Owner, OwnerFrom: b.OwnerFrom, From: b.ValidFrom, To: b.ValidTo, Languages: b.Languages, Place: b.Place, Note: b.Note,
		Topics: b.Topics, Areas: b.Municipalities}, nil
}

// ContactSeen is the version of the path that the program read and acts on.
type ContactSeen struct {
	Version int64 `json:"version" minimum:"1" doc:"Versionen som du läste; har den ändrats sedan dess görs inget || The version that you read; when it has changed since, nothing is done"`
}

// after gives a path as it is after an act.
func (s *Service) after(ctx context.Context, r *web.Request, id string, err error) (*answer[contactPathBody], error) {
	if err != nil {
		return nil, err
	}
	p, err := Get(ctx, s.Trail.DB(), id)
	return &answer[contactPathBody]{s.bodyOf(r, p)}, err
}

func (s *Service) apiAdd(r *web.Request, in *struct {
	Body struct {
		Authority string `json:"authority" maxLength:"40"`
		ContactSaid
	}
}) (*answer[contactPathBody], error) {
	draft, err := in.Body.draft(calendar.Hours{})
	if err != nil {
		return nil, err
	}
	p, err := s.Add(r.Context(), r.Actor, in.Body.Authority, draft)
	return s.after(r.Context(), r, p.ID, err)
}

func (s *Service) apiChange(r *web.Request, in *struct {
	ContactID
	Body struct {
		ContactSeen
		ContactSaid
	}
}) (*answer[contactPathBody], error) {
	p, err := s.seen(r, in.ID)
	if err != nil {
		return nil, err
	}
	draft, err := in.Body.draft(p.Hours)
	if err != nil {
		return nil, err
	}
	_, err = s.Change(r.Context(), r.Actor, p.ID, in.Body.Version, draft)
	return s.after(r.Context(), r, p.ID, err)
}

func (s *Service) apiConfirm(r *web.Request, in *struct {
	ContactID
	Body ContactSeen
}) (*answer[contactPathBody], error) {
	_, err := s.Confirm(r.Context(), r.Actor, in.ID, in.Body.Version)
	return s.after(r.Context(), r, in.ID, err)
}

func (s *Service) apiEnd(r *web.Request, in *struct {
	ContactID
	Body struct {
		ContactSeen
		Last calendar.Date `json:"last" doc:"Sista dagen || Last day"`
	}
}) (*answer[contactPathBody], error) {
	_, err := s.End(r.Context(), r.Actor, in.ID, in.Body.Version, in.Body.Last)
	return s.after(r.Context(), r, in.ID, err)
}

func (s *Service) apiHandOver(r *web.Request, in *struct {
	ContactID
	Body struct {
		ContactSeen
		Unit      string        `json:"unit" maxLength:"40"`
		Owner     string        `json:"owner" maxLength:"40"`
		OwnerFrom calendar.Date `json:"ownerFrom,omitzero"`
		All       bool          `json:"all,omitempty" doc:"Enhetens alla kontaktvägar || Every path of the unit"`
	}
}) (*answer[contactPathBody], error) {
	_, err := s.HandOver(r.Context(), r.Actor, in.ID, in.Body.Version, HandOver{Unit: in.Body.Unit, Owner: in.Body.Owner, OwnerFrom: in.Body.OwnerFrom, All: in.Body.All})
	return s.after(r.Context(), r, in.ID, err)
}

func (s *Service) apiTry(r *web.Request, in *struct {
	ContactID
	Body struct {
		Reached bool `json:"reached"`
	}
}) (*answer[contactPathBody], error) {
	return s.after(r.Context(), r, in.ID, s.Try(r.Context(), r.Actor, in.ID, in.Body.Reached))
}

func (s *Service) apiPlan(r *web.Request, in *struct {
	ContactID
	Body struct {
		ContactSeen
		Accounts []string      `json:"accounts" minItems:"1" maxItems:"52"`
		From     calendar.Date `json:"from"`
		Weeks    int           `json:"weeks" minimum:"1" maximum:"52"`
	}
}) (*answer[contactPathBody], error) {
	_, err := s.Plan(r.Context(), r.Actor, in.ID, in.Body.Version, RotaPlan{Accounts: in.Body.Accounts, From: in.Body.From, Weeks: in.Body.Weeks})
	return s.after(r.Context(), r, in.ID, err)
}

func (s *Service) apiUnshift(r *web.Request, in *struct {
	ContactID
	Turn string `path:"turn" maxLength:"40"`
	Body ContactSeen
}) (*answer[contactPathBody], error) {
	return s.after(r.Context(), r, in.ID, s.Unshift(r.Context(), r.Actor, in.ID, in.Body.Version, in.Turn))
}

// absenceActs registers absence: who is away from an authority and who stands in, for its own people.
func (s *Service) absenceActs(rt *web.Router) {
	t := language.T
	web.API(rt, reading("list-absences", "/absences", t("Lista frånvaro hos egna myndigheten", "List absence at your own authority")), policy.ReadAbsence, s.apiAbsences)
	web.API(rt, acting("add-absence", "/absences", t("Ange frånvaro och ersättare", "Say who is away and who stands in"), true), policy.EditAbsence, s.apiAway)
	web.API(rt, acting("end-absence", "/absences/{id}/endings", t("Avsluta en frånvaro", "End an absence"), false), policy.EditAbsence, s.apiBack)
}

type absenceBody struct {
	ID         string        `json:"id"`
	Version    int64         `json:"version"`
	Account    string        `json:"account"`
	Substitute string        `json:"substitute,omitempty"`
	From       calendar.Date `json:"from"`
	To         calendar.Date `json:"to" doc:"Sista dagen borta || Last day away"`
}

func absenceOf(a Absence) absenceBody {
	return absenceBody{a.ID, a.Version, a.Account, a.Substitute, calendar.DateOf(a.Starts.Time), calendar.DateOf(a.Ends.Add(-1))}
}

type absencesBody struct {
	Items []absenceBody `json:"items" nullable:"false"`
}

func (s *Service) apiAbsences(r *web.Request, _ *struct{}) (*answer[absencesBody], error) {
	q := s.Trail.DB()
	out := absencesBody{Items: []absenceBody{}}
	all, err := Absences(r.Context(), q, r.Actor.Authority, "")
	if err != nil {
		return nil, err
	}
	for _, a := range all {
		err := policy.CheckRead(r.Context(), q, r.Actor, policy.ReadAbsence, ref.To(account.Kind, a.Account))
		if err == nil {
			out.Items = append(out.Items, absenceOf(a))
		} else if !fault.Is(err, fault.NotFound) {
			return nil, err
		}
	}
	return &answer[absencesBody]{out}, nil
}

func (s *Service) apiAway(r *web.Request, in *struct {
	Body struct {
		Account    string        `json:"account" maxLength:"40"`
		Substitute string        `json:"substitute,omitempty" maxLength:"40"`
		From       calendar.Date `json:"from"`
		To         calendar.Date `json:"to"`
	}
}) (*answer[absenceBody], error) {
	a, err := s.Away(r.Context(), r.Actor, r.Actor.Authority, AbsenceInput{Account: in.Body.Account, Substitute: in.Body.Substitute, From: in.Body.From, To: in.Body.To})
	return &answer[absenceBody]{absenceOf(a)}, err
}

func (s *Service) apiBack(r *web.Request, in *struct {
	ContactID
	Body ContactSeen
}) (*answer[absencesBody], error) {
	if err := s.Back(r.Context(), r.Actor, in.ID, in.Body.Version); err != nil {
		return nil, err
	}
	return s.apiAbsences(r, nil)
}
