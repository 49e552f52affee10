package template

import (
	"context"
	"slices"

	"samsyn/internal/account"
	"samsyn/internal/audit"
	"samsyn/internal/db"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/notice"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
)

// Question is what somebody asks.
type Question struct {
	To       string // directory.SKR or directory.PES
	Clause   string // id of a clause of the current version, or empty
	Phase    string // id of a phase of the checklist, or empty
	Draft    string // id of a draft, or empty
	Subject  string
	Question string
}

// Ask sends a request for help from the actor's authority.
func (s *Service) Ask(ctx context.Context, actor policy.Actor, in Question) (h Help, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if err := policy.Check(ctx, tx, actor, policy.AskHelp, ref.Ref{}); err != nil {
			return err
		}
		if err := in.check(ctx, tx, actor); err != nil {
			return err
		}
		h = Help{ID: tx.NewID(), Authority: actor.Authority, AskedBy: actor.ID, Asker: actor.Name, To: in.To, Clause: in.Clause, Phase: in.Phase, Draft: in.Draft,
			Subject: in.Subject, Question: in.Question, State: Open, OpenedAt: db.At(tx.Now()), Due: dueAfter(tx.Now()), Version: 1}
		if err := db.Insert(ctx, tx, "template_help", h); err != nil {
			return err
		}
		if err := tx.Note(policy.AskHelp, h.Ref(), helpNoted{To: h.To, State: Open}); err != nil {
			return err
		}
		return s.tellHelpers(ctx, tx, h, sayAsked)
	})
	return h, err
}

// draftKind names a draft to the access table, which knows who may see one: the negotiation is a room above this one.
const draftKind ref.Kind = "draft"

// helpNoted is what the trail says of a request: never what was written in it.
type helpNoted struct {
	To    string    `json:"to,omitempty"`
	State HelpState `json:"state"`
}

func (in Question) check(ctx context.Context, q db.Reader, actor policy.Actor) error {
	var problems []fault.Problem
	if !slices.Contains(keepers(), in.To) {
		problems = append(problems, fault.Field("to", chooseBody))
	}
	for _, x := range []struct{ field, text string }{{"subject", in.Subject}, {"question", in.Question}} {
		if x.text == "" {
			problems = append(problems, fault.Field(x.field, writeThis))
		}
	}
	if in.Clause != "" {
		v, err := Current(ctx, q)
		if err != nil {
			return err
		}
		if _, no := v.Doc.Clause(in.Clause); no == 0 {
			problems = append(problems, fault.Field("clause", noSuchClause))
		}
	}
	if in.Draft != "" {
		err := policy.CheckRead(ctx, q, actor, policy.ReadDraft, ref.To(draftKind, in.Draft))
		switch {
		case fault.Is(err, fault.NotFound), fault.Is(err, fault.Denied):
			problems = append(problems, fault.Field("draft", noSuchDraft))
		case err != nil:
			return err
		}
	}
	phases, err := Checklist()
	if err != nil {
		return err
	}
	if in.Phase != "" && !slices.ContainsFunc(phases, func(p Phase) bool { return p.ID == in.Phase }) {
		problems = append(problems, fault.Field("phase", noSuchPhase))
	}
	return invalid(problems)
}

// ReadHelp gives one request with what was written in it, to those of the asker's authority and of the body asked.
func (s *Service) ReadHelp(ctx context.Context, actor policy.Actor, id string) (h Help, lines []Line, err error) {
	q := s.Trail.DB()
	if h, err = getHelp(ctx, q, id); err != nil {
		return h, nil, err
	}
	if err := policy.CheckRead(ctx, q, actor, policy.ReadHelp, h.Ref()); err != nil {
		return Help{}, nil, err
	}
	lines, err = linesOf(ctx, q, id)
	return h, lines, err
}

// Answer answers a request for the body that was asked.
func (s *Service) Answer(ctx context.Context, actor policy.Actor, id string, version int64, text string) (Help, error) {
	return s.changeHelp(ctx, actor, policy.AnswerHelp, id, version, func(tx *audit.Tx, h *Help) error {
		if h.State == Closed {
			return fault.New(fault.Conflict, isClosed)
		}
		if text == "" {
			return invalid([]fault.Problem{fault.Field("text", writeThis)})
		}
		if h.State = Answered; h.AnsweredAt.IsZero() {
			h.AnsweredAt = db.At(tx.Now())
		}
		if err := write(ctx, tx, *h, text); err != nil {
			return err
		}
		return s.tell(ctx, tx, notice.News{Kind: NoticeHelp, Thing: h.Ref(), Text: sayAnswered.With(bodyTitle(h.To))}, others(tx, h.AskedBy)...)
	})
}

// Follow asks on in a request of the actor's authority; its clock begins anew. A closed one opens again.
func (s *Service) Follow(ctx context.Context, actor policy.Actor, id string, version int64, text string) (Help, error) {
	return s.changeHelp(ctx, actor, policy.FollowHelp, id, version, func(tx *audit.Tx, h *Help) error {
		if text == "" {
			return invalid([]fault.Problem{fault.Field("text", writeThis)})
		}
		if h.State != Open {
			h.Due = dueAfter(tx.Now())
		}
		h.State, h.ClosedAt = Open, db.Time{}
		if err := write(ctx, tx, *h, text); err != nil {
			return err
		}
		return s.tellHelpers(ctx, tx, *h, sayAskedOn)
	})
}

// Close says that a request is dealt with.
func (s *Service) Close(ctx context.Context, actor policy.Actor, id string, version int64) (Help, error) {
	return s.changeHelp(ctx, actor, policy.CloseHelp, id, version, func(tx *audit.Tx, h *Help) error {
		if h.State == Closed {
			return fault.New(fault.Conflict, isClosed)
		}
		h.State, h.ClosedAt = Closed, db.At(tx.Now())
		news := notice.News{Kind: NoticeHelp, Thing: h.Ref(), Text: sayHelpClosed}
		return s.tell(ctx, tx, news, others(tx, h.AskedBy)...)
	})
}

// others is an account, unless it is who acts.
func others(tx *audit.Tx, account string) []string {
	if account == tx.Actor().ID {
		return nil
	}
	return []string{account}
}

// changeHelp is what every change of a request has in common: read, may, rule, write, note.
func (s *Service) changeHelp(ctx context.Context, actor policy.Actor, act policy.Action, id string, version int64, rule func(*audit.Tx, *Help) error) (h Help, err error) {
	err = s.Trail.Do(ctx, actor, func(tx *audit.Tx) error {
		if h, err = getHelp(ctx, tx, id); err != nil {
			return err
		}
		if err := policy.CheckRead(ctx, tx, actor, policy.ReadHelp, h.Ref()); err != nil {
			return err
		}
		if err := policy.Check(ctx, tx, actor, act, h.Ref()); err != nil {
			return err
		}
		h.Version = version
		if err := rule(tx, &h); err != nil {
			return err
		}
		if err := updateHelp(ctx, tx, h); err != nil {
			return err
		}
		h.Version++
		return tx.Note(act, h.Ref(), helpNoted{State: h.State})
	})
	return h, err
}

// tellHelpers tells those who answer for the body asked.
func (s *Service) tellHelpers(ctx context.Context, tx *audit.Tx, h Help, text language.Text) error {
	if s.Tell == nil {
		return nil
	}
	told, err := account.HoldersOf(ctx, tx, policy.TemplateLead, []string{h.To}, today(tx))
	if err != nil {
		return err
	}
	if h.To == directory.PES {
		more, err := account.HoldersOf(ctx, tx, policy.HeadOffice, []string{h.To}, today(tx))
		if err != nil {
			return err
		}
		told = append(told, more...)
	}
	slices.Sort(told)
	told = slices.DeleteFunc(slices.Compact(told), func(id string) bool { return id == tx.Actor().ID })
	return s.tell(ctx, tx, notice.News{Kind: NoticeHelp, Thing: h.Ref(), Text: text}, told...)
}

var (
	sayAsked      = language.T("En ny fråga om stöd väntar på svar.", "A new request for help waits for an answer.")
	sayAskedOn    = language.T("Någon har frågat vidare om stöd och väntar på svar.", "Somebody has asked on for help and waits for an answer.")
	sayAnswered   = language.T("%s har svarat på din fråga om stöd.", "%s has answered your request for help.")
	sayHelpClosed = language.T("En fråga om stöd är avslutad.", "A request for help is closed.")

	chooseBody   = language.T("Välj vem ni frågar.", "Choose whom you ask.")
	writeThis    = language.T("Fyll i det här.", "Fill this in.")
	noSuchClause = language.T("Välj en paragraf i mallen.", "Choose a clause of the template.")
	noSuchDraft  = language.T("Utkastet finns inte, eller så är er myndighet inte part i det. Öppna utkastet och fråga därifrån, eller fråga utan utkast.", "The draft does not exist, or your authority is not a party to it. Open the draft and ask from there, or ask without one.")
	noSuchPhase  = language.T("Välj en fas i listan.", "Choose a phase of the list.")
	isClosed     = language.T("Frågan är redan avslutad.", "The request is already closed.")
)
