package routine

import (
	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// propose is a party's wish to share a routine as a good example.
func (r Routine) propose(by string) (Routine, error) {
	switch {
	case r.State != InForce:
		return r, fault.New(fault.Conflict, shareInForce)
	case r.Sharing != Own:
		return r, fault.New(fault.Conflict, alreadyProposed)
	}
	r.Sharing, r.SharedBy = Proposed, by
	return r, nil
}

// mayAnswer tells whether an authority may answer a proposal: it is another than the one that proposed, and either of
// the other side or the routine's owner. Arbetsförmedlingen is one side, the boards are the other.
func (r Routine) mayAnswer(by string) bool {
	otherSide := (by == directory.PES) != (r.SharedBy == directory.PES)
	return r.Sharing == Proposed && by != r.SharedBy && (otherSide || by == r.Owner)
}

// answer is the consent to sharing, or a no. Whoever proposed can take the proposal back with a no.
func (r Routine) answer(by string, yes bool) (Routine, error) {
	switch {
	case r.Sharing != Proposed:
		return r, fault.New(fault.Conflict, notProposed)
	case yes && !r.mayAnswer(by):
		return r, fault.New(fault.Denied, otherAnswers)
	case !yes:
		r.Sharing, r.SharedBy = Own, ""
	default:
		r.Sharing = Shared
	}
	return r, nil
}

// stopSharing takes the routine out of the library. Copies that others have taken over stay theirs.
func (r Routine) stopSharing() (Routine, error) {
	if r.Sharing == Own {
		return r, fault.New(fault.Conflict, notShared)
	}
	r.Sharing, r.SharedBy = Own, ""
	return r, nil
}

var (
	shareInForce    = language.T("Bara en rutin som gäller kan delas. Sätt den i kraft först.", "Only a routine in force can be shared. Put it in force first.")
	alreadyProposed = language.T("Rutinen är redan delad eller föreslagen att delas.", "The routine is already shared or proposed for sharing.")
	notProposed     = language.T("Det finns inget förslag om att dela rutinen. Någon kan ha svarat före dig.", "There is no proposal to share the routine. Somebody may have answered before you.")
	otherAnswers    = language.T("Den andra parten eller rutinens ägare svarar på förslaget.", "The other party or the owner of the routine answers the proposal.")
	notShared       = language.T("Rutinen delas inte.", "The routine is not shared.")
)
