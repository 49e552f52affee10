package measure

import (
	"context"
	"strings"

	"samsyn/internal/directory"
	"samsyn/internal/fault"
	"samsyn/internal/language"
	"samsyn/internal/matter"
)

// The texts that several pages have.
var (
	sayTitle     = language.T("Insatser", "Measures")
	sayMeasure   = language.T("Insats", "Measure")
	sayScheme    = language.T("Slag", "Sort")
	sayWhere     = language.T("Finns för", "For")
	sayPlace     = language.T("Kommun", "Municipality")
	sayNeeds     = language.T("Hjälper med", "Helps with")
	sayGroups    = language.T("Riktar sig till", "Meant for")
	sayPlaces    = language.T("Platser", "Places")
	sayState     = language.T("Läge", "State")
	sayApply     = language.T("Så kommer man dit", "How one comes there")
	saySite      = language.T("Plats", "Place")
	saySpell     = language.T("Omfattning", "Extent")
	sayRules     = language.T("Villkor", "Conditions")
	sayLanguages = language.T("Språk", "Languages")
	sayStarts    = language.T("Börjar", "Begins")
	sayChecked   = language.T("Bekräftad", "Confirmed")
	sayDecides   = language.T("Beslutas av", "Decided by")
	sayRemote    = language.T("På distans", "From home")
	sayAdd       = language.T("Lägg till en insats", "Add a measure")
	sayImport    = language.T("Läs in från en fil", "Read in from a file")
	sayFind      = language.T("Hitta en insats som passar", "Find a measure that fits")
	sayWatch     = language.T("Bevaka sökningen", "Watch the search")
	sayWatches   = language.T("Bevakningar", "Watches")
	sayAll       = language.T("Visa alla", "Show all")
	sayEvery     = language.T("Alla", "All")
	saySave      = language.T("Spara", "Save")
	sayCancel    = language.T("Avbryt", "Cancel")
	sayStale     = language.T("inte bekräftad på en månad", "not confirmed for a month")
	sayNoRule    = language.T("Inget villkor", "No condition")
)

func needName(n matter.Need) language.Text {
	info, _ := matter.NeedOf(n)
	return info.Name.Small()
}

// areasOf reads municipalities by name or code, one on each line.
func (s *Service) areasOf(ctx context.Context, text string) (codes []string, err error) {
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	all, err := directory.All(ctx, s.Trail.DB(), today(s.Trail.DB()))
	if err != nil {
		return nil, err
	}
	code := map[string]string{}
	for _, m := range all {
		code[language.SearchKey(m.Name)], code[m.Code] = m.Code, m.Code
	}
	for _, line := range lines(text) {
		if line = oneLine(line); line == "" {
			continue
		}
		c, known := code[language.SearchKey(line)]
		if !known {
			return nil, invalid([]fault.Problem{fault.Field(fieldAreas, language.T("”%s” är ingen kommun i katalogen. Skriv namnet eller koden, en per rad.", "“%s” is no municipality of the directory. Write the name or the code, one on each line.").With(line))})
		}
		codes = append(codes, c)
	}
	return codes, nil
}
