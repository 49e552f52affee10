package routine

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// Content is what a version says. No text in it is about a person.
type Content struct {
	Title   string   `json:"title"`
	Purpose string   `json:"purpose"`
	Steps   []Step   `json:"steps"`
	Clauses []string `json:"clauses"` // ids of the clause library: "9" for § 9, "K9.1" for a commitment
	Topics  []Topic  `json:"topics"`
}

// Step is one thing to do, in order.
type Step struct {
	Who    string `json:"who"`    // which role does it: "Arbetsförmedlaren"
	What   string `json:"what"`   //
	Within string `json:"within"` // "2 arbetsdagar"; may be empty
}

// Limits of what is written, in characters and numbers.
const (
	longTitle   = 150
	longPurpose = 4000
	longWho     = 120
	longWhat    = 1000
	longWithin  = 80
	mostSteps   = 40
	mostClauses = 20
	lastClause  = 29 // of the clause library
)

// Names of the fields, in forms and in faults.
const (
	fieldTitle   = "title"
	fieldPurpose = "purpose"
	fieldSteps   = "steps"
	fieldClauses = "clauses"
	fieldTopics  = "topics"
	fieldReview  = "review_on"
	fieldOwner   = "owner"
	fieldRole    = "owner_role"
	fieldAccount = "owner_account"
	fieldVersion = "version"
)

// tidied trims, leaves out empty steps, and puts clauses and topics in order, each once.
func (c Content) tidied() Content {
	c.Title, c.Purpose = strings.TrimSpace(c.Title), strings.TrimSpace(c.Purpose)
	var steps []Step
	for _, s := range c.Steps {
		s = Step{strings.TrimSpace(s.Who), strings.TrimSpace(s.What), strings.TrimSpace(s.Within)}
		if s != (Step{}) {
			steps = append(steps, s)
		}
	}
	c.Steps = steps
	var ids []string
	for _, id := range c.Clauses {
		if id = tidyClause(id); id != "" {
			ids = append(ids, id)
		}
	}
	slices.SortFunc(ids, compareClauses)
	c.Clauses = slices.Compact(ids)
	c.Topics = slices.Clone(c.Topics)
	slices.Sort(c.Topics)
	c.Topics = slices.Compact(c.Topics)
	return c
}

// check gives what must be put right before the content can be kept. It is asked of tidied content.
func (c Content) check() (problems []fault.Problem) {
	say := func(field string, t language.Text) { problems = append(problems, fault.Field(field, t)) }
	if c.Title == "" || len([]rune(c.Title)) > longTitle {
		say(fieldTitle, needTitle.With(longTitle))
	}
	if c.Purpose == "" || len([]rune(c.Purpose)) > longPurpose {
		say(fieldPurpose, needPurpose.With(longPurpose))
	}
	if len(c.Steps) == 0 || len(c.Steps) > mostSteps {
		say(fieldSteps, needSteps.With(mostSteps))
	}
	for i, s := range c.Steps {
		if s.Who == "" || s.What == "" || len([]rune(s.Who)) > longWho || len([]rune(s.What)) > longWhat || len([]rune(s.Within)) > longWithin {
			say(fieldSteps, needStep.With(i+1))
		}
	}
	if len(c.Clauses) > mostClauses || slices.ContainsFunc(c.Clauses, func(id string) bool { return !isClause(id) }) {
		say(fieldClauses, needClause.With(lastClause))
	}
	if slices.ContainsFunc(c.Topics, func(t Topic) bool { return t.Label().IsZero() }) {
		say(fieldTopics, needTopic)
	}
	return problems
}

var clauseForm = regexp.MustCompile(`^(?:K([1-9][0-9]?)\.[1-9]|([1-9][0-9]?))$`)

// isClause tells whether an id is of the clause library: "9" or "K9.1", up to § 29.
func isClause(id string) bool { n := clauseNumber(id); return n > 0 && n <= lastClause }

// clauseNumber is the number of the clause that an id stands in; 0 when it is no id.
func clauseNumber(id string) int {
	m := clauseForm.FindStringSubmatch(id)
	if m == nil {
		return 0
	}
	n, _ := strconv.Atoi(m[1] + m[2]) // one of the two is empty, the other digits
	return n
}

// tidyClause reads "§ 9", "k9.1" as people write them.
func tidyClause(s string) string {
	s = strings.ToUpper(strings.ReplaceAll(strings.TrimSpace(s), " ", ""))
	s = strings.ReplaceAll(s, "\u00a0", "")
	return strings.TrimPrefix(s, "§")
}

func compareClauses(a, b string) int {
	if n := clauseNumber(a) - clauseNumber(b); n != 0 {
		return n
	}
	return strings.Compare(a, b)
}

// ClauseName is a clause as it is written: "§ 9", "K9.1".
func ClauseName(id string) string {
	if strings.HasPrefix(id, "K") {
		return id
	}
	return "§ " + id
}

// within are the clauses under which a routine is found: those that it names, and § 9 for K9.1.
func (c Content) within() []string {
	var out []string
	for _, id := range c.Clauses {
		out = append(out, id, strconv.Itoa(clauseNumber(id)))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// words is all that a search finds the content by.
func (c Content) words() string {
	parts := []string{c.Title, c.Purpose}
	for _, s := range c.Steps {
		parts = append(parts, s.Who, s.What, s.Within)
	}
	for _, t := range c.Topics {
		parts = append(parts, t.Label().Sv, t.Label().En)
	}
	return strings.Join(parts, " ")
}

// Value writes the content to its column.
func (c Content) Value() (driver.Value, error) {
	b, err := json.Marshal(c)
	return string(b), err
}

// Scan reads what Value wrote.
func (c *Content) Scan(src any) error {
	switch v := src.(type) {
	case string:
		return json.Unmarshal([]byte(v), c)
	case []byte:
		return json.Unmarshal(v, c)
	}
	return fmt.Errorf("routine: a content of type %T", src)
}

var (
	needTitle   = language.T("skriv ett namn på högst %d tecken", "write a name of at most %d characters")
	needPurpose = language.T("skriv vad rutinen är till för, högst %d tecken", "write what the routine is for, at most %d characters")
	needSteps   = language.T("skriv minst ett steg och högst %d", "write at least one step and at most %d")
	needStep    = language.T("steg %d: skriv både vem och vad, kortare om det är för långt", "step %d: write both who and what, shorter if it is too long")
	needClause  = language.T("skriv paragrafer som 9 eller K9.1, från § 1 till § %d", "write clauses as 9 or K9.1, from § 1 to § %d")
	needTopic   = language.T("välj ämnen ur listan", "choose topics from the list")
)
