package commitment

import (
	"unicode/utf8"

	"samsyn/internal/clause"
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// stepKind is what was said or done.
type stepKind string

const (
	stepEntered  stepKind = "entered"
	stepRenewed  stepKind = "renewed"
	stepAmended  stepKind = "amended"
	stepLeftOut  stepKind = "left-out"
	stepDisputed stepKind = "disputed"
	stepAnswered stepKind = "answered"
	stepProposed stepKind = "proposed"
	stepAdjusted stepKind = "adjusted"
	stepStands   stepKind = "stands"
	stepTaken    stepKind = "taken-back"
)

// longestSaid is how much a party may write in one step, in characters.
const longestSaid = 2000

// sideOf is the side that an authority stands on.
func sideOf(authority string) clause.Side {
	if authority == directory.PES {
		return clause.Agency
	}
	return clause.Municipality
}

// sameSide tells whether two authorities stand on the same side of an agreement: all boards of all its municipalities
// stand on one.
func sameSide(a, b string) bool { return sideOf(a) == sideOf(b) }

// rule is one step: what it makes of a commitment when an authority takes it, or why it cannot be taken.
type rule func(h Held, by, said string) (Held, error)

// dispute says that the commitment cannot stand as it is, and why.
func dispute(h Held, by, said string) (Held, error) {
	switch {
	case h.Commitment.Kind == clause.Rule:
		return h, fault.New(fault.Conflict, isRule)
	case h.State != Active && h.State != Adjusted:
		return h, fault.New(fault.Conflict, notNow.With(h.State.Name()))
	}
	h.State, h.DisputedBy = Disputed, by
	return h, needSaid(said)
}

// answer is the other side's answer to a dispute.
func answer(h Held, by, said string) (Held, error) {
	switch {
	case h.State != Disputed:
		return h, fault.New(fault.Conflict, notNow.With(h.State.Name()))
	case sameSide(by, h.DisputedBy):
		return h, fault.New(fault.Conflict, othersAnswer)
	}
	h.State = Review
	return h, needSaid(said)
}

// propose says how the commitment should be read, or that it should stand as it is. A new proposal replaces the last.
func propose(o Outcome) rule {
	return func(h Held, by, said string) (Held, error) {
		switch {
		case h.State != Review:
			return h, fault.New(fault.Conflict, notNow.With(h.State.Name()))
		case o != Stands && o != Adjust:
			return h, fault.New(fault.Invalid, putRight, fault.Field(fieldOutcome, chooseOutcome))
		}
		h.Proposal = Proposal{Outcome: o, By: by, Text: said}
		return h, needSaid(said)
	}
}

// proposeTarget says by which target the commitment should be read until an amendment.
func proposeTarget(n clause.Number) rule {
	return func(h Held, by, said string) (Held, error) {
		if !h.Adjustable() {
			return h, fault.New(fault.Invalid, putRight, fault.Field(fieldTarget, noTarget))
		}
		if m := h.Commitment.Measures[0]; n < 0 || n == *m.Target || m.Statistic == clause.Share && n > clause.N(100) {
			return h, fault.New(fault.Invalid, putRight, fault.Field(fieldTarget, badTarget.With(m.Goal())))
		}
		h, err := propose(Adjust)(h, by, said)
		h.Proposal.Target = &n
		return h, err
	}
}

// accept agrees to the other side's proposal.
func accept(h Held, by, _ string) (Held, error) {
	switch {
	case h.State != Review || h.Proposal.Outcome == "":
		return h, fault.New(fault.Conflict, nothingProposed)
	case sameSide(by, h.Proposal.By):
		return h, fault.New(fault.Conflict, othersAccept)
	}
	h.State, h.Adjustment, h.Reading = Active, "", Reading{}
	if h.Proposal.Outcome == Adjust {
		h.State, h.Adjustment, h.Reading.Target = Adjusted, h.Proposal.Text, h.Proposal.Target
	}
	h.DisputedBy, h.Proposal = "", Proposal{}
	return h, nil
}

// takeBack ends a dispute by the side that began it: the commitment is as it was before.
func takeBack(h Held, by, _ string) (Held, error) {
	switch {
	case h.State != Disputed && h.State != Review:
		return h, fault.New(fault.Conflict, notNow.With(h.State.Name()))
	case !sameSide(by, h.DisputedBy):
		return h, fault.New(fault.Conflict, ownersTakeBack)
	}
	h.State = Active
	if h.Adjustment != "" {
		h.State = Adjusted
	}
	h.DisputedBy, h.Proposal = "", Proposal{}
	return h, nil
}

func needSaid(said string) error {
	switch {
	case said == "":
		return fault.New(fault.Invalid, putRight, fault.Field(fieldSaid, saySomething))
	case utf8.RuneCountInString(said) > longestSaid:
		return fault.New(fault.Invalid, putRight, fault.Field(fieldSaid, tooLong.With(longestSaid)))
	}
	return nil
}

// Fields of the forms.
const (
	fieldSaid    = "said"
	fieldOutcome = "outcome"
	fieldVersion = "version"
	fieldTarget  = "target"
)

var (
	putRight         = language.T("Något behöver rättas innan det går att spara.", "Something must be put right before it can be saved.")
	saySomething     = language.T("Skriv så att den andra parten förstår.", "Write so that the other party understands.")
	tooLong          = language.T("Texten är för lång. Använd högst %d tecken.", "The text is too long. Use at most %d characters.")
	chooseOutcome    = language.T("Välj om åtagandet ska stå kvar eller justeras.", "Choose whether the commitment should stand or be adjusted.")
	noTarget         = language.T("Åtagandet har inte ett enda mål som kan justeras. Skriv hur det ska läsas.", "The commitment has no single target that can be adjusted. Write how it is to be read.")
	badTarget        = language.T("Skriv ett annat mål än det som står: %s. En andel är högst 100.", "Write another target than the one that stands: %s. A share is at most 100.")
	writeNumber      = language.T("Skriv ett tal, till exempel 90 eller 2,5.", "Write a number, such as 90 or 2.5.")
	isRule           = language.T("Det här är en regel som systemet ser till. Den kan inte bestridas här; föreslå en ändring av överenskommelsen.", "This is a rule that the system upholds. It cannot be disputed here; propose an amendment of the agreement.")
	notNow           = language.T("Det går inte nu: åtagandets läge är ”%s”. Läs in sidan på nytt.", "It cannot be done now: the commitment’s state is “%s”. Load the page again.")
	othersAnswer     = language.T("Den andra parten svarar på det ni har bestritt.", "The other party answers what you have disputed.")
	nothingProposed  = language.T("Det finns inget förslag att godta. Läs in sidan på nytt.", "There is no proposal to accept. Load the page again.")
	othersAccept     = language.T("Den andra parten godtar ert förslag. Ni kan lämna ett nytt.", "The other party accepts your proposal. You can make a new one.")
	ownersTakeBack   = language.T("Bara den part som har bestritt åtagandet kan ta tillbaka det.", "Only the party that has disputed the commitment can take it back.")
	changedMeanwhile = language.T("Någon annan hann före. Läs in sidan på nytt och se vad som har sagts.", "Somebody else was first. Load the page again and see what was said.")
)
