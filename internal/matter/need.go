package matter

import (
	"slices"

	"samsyn/internal/language"
)

// Need is something that a person may need support with, in a code that is the same for both authorities.
type Need string

// NeedInfo is a need with its words.
type NeedInfo struct {
	Need   Need
	Name   language.Text // "Lära sig mer svenska"
	Says   language.Text // what it may be
	Health bool          // it tells of the person's health, and needs a ground that covers that
}

// Needs lists the needs in the order in which they are judged. It is Samsyn's own list, to be settled by the parties.
func Needs() []NeedInfo {
	t := language.T
	return []NeedInfo{
		{Need: "language", Name: t("Lära sig mer svenska", "Learn more Swedish"), Says: t("SFI, språkstöd på en arbetsplats, tolk i kontakter.", "SFI, language support at work, an interpreter in contacts.")},
		{Need: "education", Name: t("Utbildning", "Education"), Says: t("Grundläggande eller gymnasial utbildning, yrkesutbildning, studievägledning.", "Basic or upper secondary education, vocational training, study guidance.")},
		{Need: "skills", Name: t("Kartlägga och validera kunskaper", "Map and validate skills"), Says: t("Tidigare yrke, betyg från andra länder, körkort.", "An earlier trade, certificates from other countries, a driving licence.")},
		{Need: "practice", Name: t("Praktik eller arbetsträning", "Placement or work training"), Says: t("En plats att pröva på, med eller utan språkstöd.", "A place to try, with or without language support.")},
		{Need: "search", Name: t("Söka arbete", "Look for work"), Says: t("Ansökningar, kontakt med arbetsgivare, subventionerat arbete.", "Applications, contact with employers, subsidised work.")},
		{Need: "everyday", Name: t("Vardag, boende och ekonomi", "Everyday life, housing and economy"), Says: t("Bostad, skulder, barnomsorg, att klara digitala tjänster.", "Housing, debts, child care, coping with digital services.")},
		{Need: "contact", Name: t("Tät kontakt och någon att vända sig till", "Close contact and somebody to turn to"), Says: t("Egen handläggare, stöd inför möten, uppföljning ofta.", "A named officer, support before meetings, frequent follow-up.")},
		{Need: "health", Name: t("Hälsa och rehabilitering", "Health and rehabilitation"), Says: t("Kontakt med vården, rehabilitering, hur mycket personen orkar.", "Contact with health care, rehabilitation, how much the person can manage."), Health: true},
		{Need: "adaptation", Name: t("Anpassning i arbetet", "Adaptation at work"), Says: t("Hjälpmedel, anpassad plats, särskilt stöd.", "Aids, an adapted place, special support."), Health: true},
	}
}

// NeedOf gives a need with its words; ok is false for an unknown one.
func NeedOf(code Need) (NeedInfo, bool) {
	all := Needs()
	if i := slices.IndexFunc(all, func(n NeedInfo) bool { return n.Need == code }); i >= 0 {
		return all[i], true
	}
	return NeedInfo{}, false
}

// Who is from whom a person needs support with something, as one authority judges it.
type Who string

// The answers. Unsure is no judgement, and is never compared.
const (
	Nobody           Who = "none"
	FromAgency       Who = "agency"
	FromMunicipality Who = "municipality"
	FromBoth         Who = "both"
	FromOther        Who = "other" // health care, the Social Insurance Agency, somebody else
	Unsure           Who = "unsure"
)

// Answers lists the answers in the order in which they are shown.
func Answers() []Who {
	return []Who{Nobody, FromAgency, FromMunicipality, FromBoth, FromOther, Unsure}
}

// Name gives the answer in words.
func (w Who) Name() language.Text {
	t := language.T
	switch w {
	case Nobody:
		return t("Inget stöd behövs", "No support is needed")
	case FromAgency:
		return t("Arbetsförmedlingen", "The employment agency")
	case FromMunicipality:
		return t("Kommunen", "The municipality")
	case FromBoth:
		return t("Båda", "Both")
	case FromOther:
		return t("Någon annan", "Somebody else")
	case Unsure:
		return t("Kan inte bedömas än", "Cannot be judged yet")
	}
	return language.Text{}
}

// Distance is how far from work a person is judged to be.
type Distance int64

// Distances lists the distances, the nearest first.
func Distances() []Distance { return []Distance{1, 2, 3, 4, 5} }

// Name gives the distance in words.
func (d Distance) Name() language.Text {
	t := language.T
	switch d {
	case 1:
		return t("kan börja arbeta nu", "can begin to work now")
	case 2:
		return t("inom ett halvår", "within half a year")
	case 3:
		return t("inom ett år", "within a year")
	case 4:
		return t("inom två år", "within two years")
	case 5:
		return t("längre bort än två år", "further off than two years")
	}
	return language.Text{}
}
