package signing

import (
	"slices"

	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/negotiation"
)

// seatField names the place of one signature in a form and in a fault.
func seatField(authority string, c Capacity) string { return "seat:" + authority + ":" + string(c) }

// Needed are the capacities in which each party signs, by what the table of changes asks for (K29.1 of the clause
// library). A change that takes no signature is signed, when it is, by anybody of each party.
func Needed(need negotiation.Requirement) []Capacity {
	switch need.Signatures {
	case negotiation.Both:
		return []Capacity{Administrative, Political}
	case negotiation.Administrative:
		return []Capacity{Administrative}
	}
	return nil
}

// CheckSlots tells what is wrong with the slots of a new round; nil when nothing is. Every party signs in each capacity
// that the change needs, by two or by one whose delegation covers both; at most once in each capacity, and nobody signs
// twice.
func CheckSlots(parties []string, slots []Slot, need negotiation.Requirement) error {
	var problems []fault.Problem
	for _, p := range parties {
		problems = append(problems, missingFrom(p, slots, need)...)
	}
	for i, s := range slots {
		problems = append(problems, s.problems(parties, slots[:i])...)
	}
	if len(problems) == 0 {
		return nil
	}
	return fault.New(fault.Invalid, language.T("Undertecknarna behöver rättas.", "The signatories need correcting."), problems...)
}

// missingFrom tells which signatures of a party are not there.
func missingFrom(party string, slots []Slot, need negotiation.Requirement) []fault.Problem {
	var own []Slot
	for _, s := range slots {
		if s.Authority == party {
			own = append(own, s)
		}
	}
	if len(own) == 0 && len(Needed(need)) == 0 {
		return []fault.Problem{fault.Field(seatField(party, Administrative), sayWhoSigns)}
	}
	var out []fault.Problem
	for _, c := range Needed(need) {
		if !slices.ContainsFunc(own, func(s Slot) bool { return s.Both || s.Capacity == c }) {
			out = append(out, fault.Field(seatField(party, c), missingSeat(need, len(own) > 0).With(c.NameAt(party), need.Why)))
		}
	}
	return out
}

// missingSeat says that a signature is missing, why it is needed, and what to do.
func missingSeat(need negotiation.Requirement, other bool) language.Text {
	if other && need.Signatures == negotiation.Both {
		return language.T("Här saknas en %s. Båda behövs: %s Välj en person, eller kryssa i att en person undertecknar för båda på en delegation som omfattar det.",
			"A %s is missing here. Both are needed: %s Choose a person, or tick that one person signs for both on a delegation that covers it.")
	}
	return language.T("Här saknas en %s. Den behövs: %s Välj en person.", "A %s is missing here. It is needed: %s Choose a person.")
}

// problems tells what is wrong with a slot beside those before it.
func (s Slot) problems(parties []string, before []Slot) []fault.Problem {
	t := language.T
	var out []fault.Problem
	add := func(wrong bool, text language.Text) {
		if wrong {
			out = append(out, fault.Field(seatField(s.Authority, s.Capacity), text))
		}
	}
	add(!slices.Contains(parties, s.Authority), t("Myndigheten är inte part.", "The authority is not a party."))
	add(s.Capacity != Political && s.Capacity != Administrative, t("Ange om underskriften är politisk eller förvaltningens.", "Say whether the signature is political or administrative."))
	for _, o := range before {
		add(o.Authority == s.Authority && o.Capacity == s.Capacity, t("Två underskrifter för samma part och roll.", "Two signatures for the same party and capacity."))
		add(o.Authority == s.Authority && (o.Both || s.Both), t("En person undertecknar för båda. Lämna den andra platsen tom, eller ta bort krysset.", "One person signs for both. Leave the other place empty, or remove the tick."))
		add(o.Account != "" && o.Account == s.Account, t("Samma person kan inte underteckna två gånger. Välj någon annan, eller kryssa i att en person undertecknar för båda.",
			"The same person cannot sign twice. Choose somebody else, or tick that one person signs for both."))
	}
	return out
}

var sayWhoSigns = language.T("Ange vem som undertecknar.", "Say who signs.")
