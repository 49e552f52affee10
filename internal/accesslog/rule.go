package accesslog

import (
	"slices"
	"strings"
	"time"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
)

// Code names a rule that flags readings for a look. A flag says nothing about who read: it says what to look at.
type Code string

// The rules. What each looks at, and what its threshold means, stands with it in Rules.
const (
	OwnRecord       Code = "own-record"
	SameSurname     Code = "same-surname"
	SameAddress     Code = "same-address"
	Colleague       Code = "colleague"
	Volume          Code = "volume"
	OutsideHours    Code = "outside-hours"
	NoLaterAct      Code = "no-later-act"
	ProtectedPerson Code = "protected"
	Watched         Code = "watched"
	AfterAssignment Code = "after-assignment"
)

// RuleInfo is a rule with what it looks at.
type RuleInfo struct {
	Code    Code
	Name    language.Text
	Says    language.Text // a sentence
	Asks    language.Text // what the threshold is, when there is one: "hours before and after office hours"
	Usual   int64         // the threshold where the authority has set none
	Lowest  int64
	Highest int64
}

// Rules lists the rules in the order in which they are shown.
func Rules() []RuleInfo {
	t := language.T
	return []RuleInfo{
		{Code: OwnRecord, Name: t("Egna uppgifter", "Own data"), Says: t("Den som läste heter som personen.", "Whoever read bears the person's name.")},
		{Code: SameSurname, Name: t("Samma efternamn", "Same surname"), Says: t("Den som läste har samma efternamn som personen.", "Whoever read has the person's surname.")},
		{Code: SameAddress, Name: t("Samma adress", "Same address"), Says: t("Personen bor där någon med samma namn som den som läste bor, enligt myndighetens egna uppgifter.", "The person lives where somebody with the reader's name lives, by the authority's own records.")},
		{Code: Colleague, Name: t("Kollega", "Colleague"), Says: t("Personen heter som någon med konto hos myndigheten.", "The person bears the name of somebody with an account at the authority.")},
		{Code: Volume, Name: t("Ovanligt många personer", "Unusually many persons"), Says: t("Den som läste öppnade fler personer på en dag än vad som är vanligt hos myndigheten.", "Whoever read opened more persons in a day than is usual at the authority."),
			Asks: t("Minsta antal personer på en dag", "Fewest persons in a day"), Usual: 10, Lowest: 2, Highest: 500},
		{Code: OutsideHours, Name: t("Utanför arbetstid", "Outside working hours"), Says: t("Läsningen gjordes en helgdag, eller tidigare eller senare än vanlig arbetstid med marginal.", "The reading was on a holiday, or earlier or later than working hours with a margin."),
			Asks: t("Marginal i timmar före 8.00 och efter 16.30", "Margin in hours before 8.00 and after 16.30"), Usual: 2, Lowest: 0, Highest: 8},
		{Code: NoLaterAct, Name: t("Läst utan att något gjordes", "Read and nothing done"), Says: t("Den som läste gjorde inget i ärendet efteråt.", "Whoever read did nothing in the matter afterwards."),
			Asks: t("Inom så många arbetsdagar", "Within so many working days"), Usual: 10, Lowest: 1, Highest: 60},
		{Code: ProtectedPerson, Name: t("Skyddade personuppgifter", "Protected identity"), Says: t("Personen hade skyddade personuppgifter den dagen.", "The person had a protected identity on that day.")},
		{Code: Watched, Name: t("Bevakad person", "Watched person"), Says: t("Personen står på myndighetens egen bevakningslista.", "The person stands on the authority's own watch list.")},
		{Code: AfterAssignment, Name: t("Efter att uppdraget slutade", "After the assignment ended"), Says: t("Den som läste hade varit utsedd för personen, men var det inte längre.", "Whoever read had been named for the person, and was so no longer.")},
	}
}

// RuleOf gives a rule by its code.
func RuleOf(c Code) (RuleInfo, bool) {
	for _, r := range Rules() {
		if r.Code == c {
			return r, true
		}
	}
	return RuleInfo{}, false
}

// Seen is what the house itself knows of one reading, for the rules. Names and addresses in it never leave the act.
type Seen struct {
	At             time.Time
	Reader         string    // name of whoever read
	Person         string    // name of the person; empty when none is known
	Address        string    // of the person
	Homes          []string  // where those with the reader's name live, by the authority's own records
	Staff          bool      // the person bears the name of somebody with an account at the authority
	ThatDay        int       // how many persons the reader opened that day
	Usual          int       // how many are unusual at the authority, see Unusual
	Next           time.Time // when the reader next did something about the person; zero for not yet
	Now            time.Time
	Protected      bool
	Watched        bool
	Named, Further bool // the reader had been named for the person; was so then, or stood in
}

// Flags says which of some rules flag a reading, in the order of Rules.
func Flags(x Seen, active map[Code]int64) (out []Code) {
	for _, r := range Rules() {
		if threshold, on := active[r.Code]; on && x.flagged(r.Code, threshold) {
			out = append(out, r.Code)
		}
	}
	return out
}

func (x Seen) flagged(c Code, threshold int64) bool {
	switch c {
	case OwnRecord:
		return sameName(x.Reader, x.Person)
	case SameSurname:
		return surname(x.Reader) != "" && surname(x.Reader) == surname(x.Person) && !sameName(x.Reader, x.Person)
	case SameAddress:
		return plain(x.Address) != "" && !sameName(x.Reader, x.Person) && slices.ContainsFunc(x.Homes, func(h string) bool { return plain(h) == plain(x.Address) })
	case Colleague:
		return x.Staff && !sameName(x.Reader, x.Person)
	case Volume:
		return x.ThatDay >= max(x.Usual, int(threshold))
	case OutsideHours:
		return outside(x.At, int(threshold))
	case NoLaterAct:
		return x.idle(int(threshold))
	case ProtectedPerson:
		return x.Protected
	case Watched:
		return x.Watched
	case AfterAssignment:
		return x.Named && !x.Further
	}
	return false
}

// idle tells whether nothing was done within some working days that have passed.
func (x Seen) idle(days int) bool {
	end := calendar.AddWorkingDays(calendar.DateOf(x.At), days).End()
	if x.Next.IsZero() {
		return x.Now.After(end)
	}
	return x.Next.After(end)
}

// outside tells whether an instant is on a day that is no working day, or so many hours before or after office hours.
func outside(at time.Time, margin int) bool {
	day := calendar.DateOf(at)
	hours := calendar.OfficeHours().On(day)
	if len(hours) == 0 {
		return true
	}
	opens, closes := int(hours[0].From)-60*margin, int(hours[len(hours)-1].To)+60*margin
	return at.Before(day.At(opens/60, opens%60)) || at.After(day.At(closes/60, closes%60))
}

// plain is a text as it is compared: small letters, single spaces, without marks such as the demo's.
func plain(s string) string {
	s = strings.ToLower(strings.ReplaceAll(s, "(Demo)", ""))
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ',' || r == '.' }), " ")
}

func sameName(a, b string) bool { return plain(a) != "" && plain(a) == plain(b) }

// surname is the last word of a name of two words or more.
func surname(name string) string {
	words := strings.Fields(plain(name))
	if len(words) < 2 {
		return ""
	}
	return words[len(words)-1]
}

// Unusual gives how many persons opened in a day are unusual at an authority, from how many each reader opened on each day:
// far above the median, by the median distance from it, so that a few who read very much do not make much usual.
func Unusual(perDay []int) int {
	if len(perDay) == 0 {
		return 1
	}
	m := median(perDay)
	away := make([]int, len(perDay))
	for i, n := range perDay {
		away[i] = max(n-m, m-n)
	}
	const far = 5
	return m + far*max(1, median(away)) + 1
}

func median(list []int) int {
	s := slices.Sorted(slices.Values(list))
	return s[len(s)/2]
}
