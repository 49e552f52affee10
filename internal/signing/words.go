package signing

import (
	"samsyn/internal/directory"
	"samsyn/internal/language"
	"samsyn/internal/signin"
)

// Name is the capacity for a reader.
func (c Capacity) Name() language.Text {
	if c == Political {
		return language.T("politisk företrädare", "political representative")
	}
	return language.T("företrädare för förvaltningen", "representative of the administration")
}

// NameAt is the capacity for a reader, in the words of the party: a state agency has no politicians and no board, so
// there it is who decides and who leads the work.
func (c Capacity) NameAt(authority string) language.Text {
	switch {
	case authority != directory.PES:
		return c.Name()
	case c == Political:
		return language.T("behörig beslutsfattare", "authorised decision-maker")
	}
	return language.T("ansvarig chef i verksamheten", "head of the operations")
}

// As is in which capacity the slot's signatory signs.
func (s Slot) As() language.Text {
	if s.Both && s.Authority == directory.PES {
		return language.T("både behörig beslutsfattare och ansvarig chef", "both authorised decision-maker and head of the operations")
	}
	if s.Both {
		return language.T("företrädare för både nämnden och förvaltningen", "representative of both the board and the administration")
	}
	return s.Capacity.NameAt(s.Authority)
}

// Asked is the capacity as the label of a field.
func (c Capacity) Asked(authority string) language.Text {
	if authority == directory.PES && c == Political {
		return language.T("Behörig beslutsfattare", "Authorised decision-maker")
	}
	if authority == directory.PES {
		return language.T("Ansvarig chef i verksamheten", "Head of the operations")
	}
	if c == Political {
		return language.T("Politisk företrädare", "Political representative")
	}
	return language.T("Företrädare för förvaltningen", "Representative of the administration")
}

// Name is the state of a round for a reader.
func (s State) Name() language.Text {
	t := language.T
	switch s {
	case Open:
		return t("undertecknas", "being signed")
	case Completed:
		return t("undertecknad", "signed")
	case Refused:
		return t("någon har sagt nej", "refused")
	case Withdrawn:
		return t("tillbakadragen", "withdrawn")
	}
	return language.Same(string(s))
}

// Name is the state of a slot for a reader.
func (s SlotState) Name() language.Text {
	t := language.T
	switch s {
	case Waiting:
		return t("väntar", "waiting")
	case Brought:
		return t("på papper, väntar på den andra partens bekräftelse", "on paper, waits for the other party's confirmation")
	case Signed:
		return t("undertecknat", "signed")
	case Refuses:
		return t("har sagt nej", "refused")
	}
	return language.Same(string(s))
}

// Text is the delegation in words.
func (d Delegation) Text() language.Text {
	t := language.T
	if d.Decision == "" {
		return t("inte registrerad", "not recorded")
	}
	text := t("%s, %s, %s, dnr %s", "%s, %s, %s, registry number %s").With(d.Decision, d.Decided.String(), d.Ground, d.RegistryNumber)
	if d.Both {
		return t("%s, för både nämnden och förvaltningen", "%s, for both the board and the administration").With(text)
	}
	return text
}

// onPaper is the method of a signature that was written on a paper.
const onPaper = "paper"

// How tells how the signatory showed who they were.
func (s Slot) How() language.Text {
	t := language.T
	switch {
	case s.Method == "":
		return t("–", "–")
	case s.Method == onPaper:
		return t("underskrift på papper, bekräftad av den andra parten", "signature on paper, confirmed by the other party")
	case s.Assurance != "":
		return t("%s (%s)", "%s (%s)").With(signin.MethodName(signin.Method(s.Method)), s.Assurance)
	}
	return signin.MethodName(signin.Method(s.Method))
}
