package measure

import (
	"time"

	"samsyn/internal/language"
)

// Whole is the score of an entry that lacks nothing.
const Whole = 100

// Lack is something that would make an entry more useful to whoever looks for a measure.
type Lack struct {
	Field  string
	Points int // of Whole
	Text   language.Text
}

// shortSays is under how many characters a description is too short to choose by.
const shortSays = 120

// Score is how useful the entry is to whoever looks for a measure, of Whole, and what is lacking, the weightiest first. The
// weights are Samsyn's own: what one does there and how one gets in come first, then what a search needs.
func (m Measure) Score(now time.Time) (score int, lacks []Lack) {
	t := language.T
	score = Whole
	lack := func(is bool, points int, field string, text language.Text) {
		if is {
			score -= points
			lacks = append(lacks, Lack{field, points, text})
		}
	}
	lack(m.Stale(now), 20, "", t("Bekräfta att uppgifterna stämmer.", "Confirm that the entry is right."))
	lack(!longer(m.Says, shortSays-1), 20, fieldSays, t("Beskriv utförligare vad man gör där.", "Say more of what one does there."))
	lack(m.Apply == "", 20, fieldApply, t("Skriv hur man kommer dit.", "Write how one comes there."))
	lack(len(m.Groups) == 0, 15, fieldGroups, t("Säg vem den riktar sig till.", "Say for whom it is."))
	lack(m.Site == "" && !m.Remote, 15, fieldSite, t("Skriv var den finns, eller att den går att delta i på distans.", "Write where it is, or that one can take part from home."))
	lack(m.HoursTo == 0, 5, fieldHoursFrom, t("Skriv hur många timmar i veckan den tar.", "Write how many hours a week it takes."))
	lack(len(m.Languages) == 0, 5, fieldLanguages, t("Säg på vilka språk man kan delta.", "Say in which languages one can take part."))
	return score, lacks
}
