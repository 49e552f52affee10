package e2e

import (
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"samsyn/internal/dbtest/sample"
	"samsyn/internal/language"
)

// When the questions are asked, and when the one that waited over Easter goes on. 3–6 April are no working days.
const (
	beforeEaster = "2026-04-01T09:00"
	afterEaster  = "2026-04-07T08:30"
)

// Questions as two people live through them, each at a window of their own: Elin at Ludvika's social board and Maja at the
// agency in Dalarna, or whom else the question meets. Each is told by mouse, by keyboard alone and with script off: all
// three in a full run, else one of them, another for each story and each day. Every person asked about is another one, by
// official test numbers.
func TestQuestions(t *testing.T) {
	t.Parallel()
	d := ownDemoAt(t, beforeEaster)
	letAnnaHandle(t, d)
	var waiting []*question
	t.Run("before Easter", func(t *testing.T) {
		seed := sample.Seed(t)
		for i, story := range questionStories() {
			for at, how := range []hands{mouse, keyboard, scriptless} {
				if !sample.Full() && (seed+uint64(i))%3 != uint64(at) {
					continue
				}
				q := &question{demo: d, hands: how, number: story.numbers[at]}
				if story.later {
					waiting = append(waiting, q)
				}
				t.Run(fmt.Sprintf("%s/%s", story.name, how), func(t *testing.T) {
					t.Parallel()
					q.told(t, story.tell)
				})
			}
		}
	})
	d.movesTo(t, afterEaster)
	t.Run("after Easter", func(t *testing.T) {
		for _, q := range waiting {
			t.Run(string(q.hands), func(t *testing.T) {
				t.Parallel()
				q.told(t, (*question).goesOnAfterEaster)
			})
		}
	})
}

// letAnnaHandle gives the coordinator of Ludvika's other board the role of those who handle questions.
func letAnnaHandle(t *testing.T, d *demo) {
	q := &question{demo: d, hands: mouse}
	q.told(t, func(q *question) {
		r := q.person("Omar Haddad", language.Swedish)
		r.presses("Administration")
		r.presses("Konton")
		r.presses("Anna Sundin")
		r.chooses("Roll", "handläggare")
		r.presses("Ge rollen")
		r.sees("handläggare")
	})
}

// questionStory is one of them, with the numbers of the persons that it is about.
type questionStory struct {
	name    string
	tell    func(*question)
	later   bool // it goes on after Easter
	numbers [3]string
}

func questionStories() []questionStory {
	return []questionStory{
		{"answered in time", (*question).answeredInTime, false, [3]string{"198501139995", "198901172398", "199002132380"}},
		{"called twice, then a letter", (*question).calledTwice, false, [3]string{"199004022399", "199005212387", "199007082390"}},
		{"passed on twice", (*question).passedOnTwice, false, [3]string{"199008262389", "199010132380", "199011252385"}},
		{"paused over Easter", (*question).pausedBeforeEaster, true, [3]string{"199101122381", "199103012390", "199104192381"}},
		{"protected identity", (*question).stoppedForProtection, false, [3]string{"199106062392", "199107252380", "199109112392"}},
		{"consent", (*question).consentComesAndGoes, false, [3]string{"199110302388", "199112172391", "199202042389"}},
		{"noted by telephone", (*question).notedByTelephone, false, [3]string{}},
	}
}

// question is one on its way.
type question struct {
	t      *testing.T
	demo   *demo
	hands  hands
	number string    // of the person
	people []*reader // at it
	path   string    // of its page
}

// told tells a story, says how long it took, and fails when somebody's browser complained.
func (q *question) told(t *testing.T, tell func(*question)) {
	q.t, q.people = t, nil
	began := time.Now()
	tell(q)
	for _, r := range q.people {
		r.quiet(r.story)
	}
	t.Logf("told in %.0f seconds", time.Since(began).Seconds())
}

// person is one of the cast at a window of their own.
func (q *question) person(name string, l language.Lang) *reader {
	q.t.Helper()
	r := &reader{window: openAt(q.t, q.demo.url), lang: l, hands: q.hands, story: name}
	r.scripts(q.hands != scriptless)
	r.visit("/?lang=" + string(l))
	r.signsIn(name)
	q.people = append(q.people, r)
	return r
}

// begins a question about a person as far as its form: what and where first, then where it goes and until when.
func (q *question) begins(r *reader, topic string) {
	q.t.Helper()
	r.presses(r.say("Frågor", "Questions"))
	r.presses(r.say("Ny fråga", "New question"))
	r.ticks(topic)
	r.presses(r.say("Visa vart frågan går", "Show where it goes"))
	r.sees(r.say("Frågan går till", "The question goes to"))
}

// consents says that the person has given a consent on paper.
func (q *question) consents(r *reader) {
	q.t.Helper()
	r.ticks(r.say("Samtycke", "Consent"))
	r.chooses(r.say("Hur lämnades samtycket", "How was the consent"), r.say("På papper", "On paper"))
	r.writes(r.say("Samtycket gäller till", "The consent holds until"), "2026-10-01")
}

// about says whom the question is about and what is asked.
func (q *question) about(r *reader, text string) {
	q.t.Helper()
	r.writes(r.say("Vad behövs uppgifterna till?", "What is the information needed for?"), "planera insats")
	r.ticks(r.say("Nej, det har jag kontrollerat", "No, I have checked"))
	r.writes(r.say("Personnummer", "Personal or"), q.number)
	r.writes(r.say("Namn", "Name"), q.name())
	r.writes(r.say("Vad vill ni veta?", "What do you want to know?"), text)
}

// name of the person: invented, and another for each.
func (q *question) name() string { return "Testa " + q.number[4:8] + " Testdotter (Demo)" }

// asks a question about a person on a consent, to be called back when so wished, and sends it.
func (q *question) asks(r *reader, topic, text string, callback bool) {
	q.t.Helper()
	q.begins(r, topic)
	q.consents(r)
	q.about(r, text)
	if callback {
		r.ticks(r.say("Ring upp oss med svaret", "Call us back with the answer"))
		r.writes(r.say("Telefon till er växel", "Your switchboard"), "0240-000 00")
	}
	q.sends(r)
}

func (q *question) sends(r *reader) {
	q.t.Helper()
	r.presses(r.say("Skicka frågan", "Send the question"))
	r.sees(r.say("Frågan är skickad.", "The question is sent."))
	q.path = r.eval(`location.pathname`)
}

// finds the question in the inbox, where nothing tells whom it is about, and opens its page.
func (q *question) finds(r *reader) {
	q.t.Helper()
	r.visit("/hem")
	r.presses(r.say("Frågor", "Questions"))
	r.sees(r.say("Listan visar inga namn", "The list shows no names"))
	q.hidden(r)
	r.goesTo(q.path)
}

// hidden fails when the page tells whom the question is about.
func (q *question) hidden(r *reader) {
	q.t.Helper()
	r.lacks(q.number)
	r.lacks(q.name())
}

// opens the question on a ground of the receiver's own; before that nothing tells whom it is about.
func (q *question) opens(r *reader) {
	q.t.Helper()
	q.finds(r)
	r.sees(r.say("Ange en grund och öppna frågan", "Record a ground and open the question"))
	q.hidden(r)
	r.ticks(r.say("Menprövning: ingen skada", "Harm test: no harm"))
	r.writes(r.say("Varför grunden gäller", "Why the ground holds"), "Uppgiften är inte känslig.")
	r.sends("oppna", r.say("Ange grund och öppna", "Record a ground and open"))
	r.sees(r.say("Frågan är öppnad", "The question is opened"))
	r.sees(q.name())
	r.sees(q.number)
}

// answers in two steps, with the test of secrecy that the answer rests on.
func (q *question) answers(r *reader, text string) {
	q.t.Helper()
	r.visit(q.path)
	q.drafts(r, "Menprövning: ingen skada", text)
	r.sees("Steg 2 av 2")
	r.sees(text)
	r.presses("Skicka svaret")
	r.sees("Svaret är skickat.")
}

// drafts an answer that rests on a ground, and goes on to its review.
func (q *question) drafts(r *reader, ground, text string) {
	q.t.Helper()
	r.ticks("Besvarad")
	r.chooses("På vilken grund lämnas uppgifterna?", ground)
	r.writes("Vad lämnas ut?", "om insatsen är möjlig")
	r.writes("Svar till", text)
	r.ticks("Jag har kontrollerat")
	r.sends("svara", "Granska svaret")
}

// explained are the words that say how the deadline was reckoned.
func (r *reader) explained() []string {
	r.t.Helper()
	r.unfolds(r.say("Hur räknades detta?", "How was this computed?"))
	return r.strings(`[...document.querySelectorAll("#klockan li")].map(e=>e.textContent.replace(/[\s\u00a0]+/g," ").trim())`)
}

// sameClock fails unless both read the same explanation of the deadline, and that is the one which the command for
// anybody's own reckoning prints for the same times.
func (q *question) sameClock(a, b *reader) []string {
	q.t.Helper()
	a.visit(q.path)
	b.visit(q.path)
	words := a.explained()
	if other := b.explained(); !slices.Equal(words, other) {
		q.t.Errorf("%s and %s read different clocks:\n%q\n%q", a.story, b.story, words, other)
	}
	q.asPrinted(words)
	return words
}

// asPrinted fails unless an explanation is the one that the command prints for the same times. That the question was
// passed on, of which the command knows nothing, moves no time.
func (q *question) asPrinted(words []string) {
	q.t.Helper()
	words = slices.DeleteFunc(slices.Clone(words), func(line string) bool { return strings.HasPrefix(line, "Skickades vidare ") })
	if printed := q.calendar(words); !slices.Equal(words, printed) {
		q.t.Errorf("the page and the command explain a deadline differently:\n%q\n%q", words, printed)
	}
}

var (
	timesIn  = regexp.MustCompile(`\w+ (\d+) april 2026 kl\. (\d\d)\.(\d\d)`)
	added    = regexp.MustCompile(`\(--add \d+\)`)
	promised = regexp.MustCompile(`^Lovat svar inom (\d) arbetsdag(?:ar)? \((.*)\)\. `)
)

// calendar is what the command prints after the deadline for the times that stand on the page, with the words of the
// promise in the place of the option that gave it there.
func (q *question) calendar(words []string) []string {
	q.t.Helper()
	args, why := []string{"calendar"}, ""
	for _, line := range words {
		var times []string
		for _, m := range timesIn.FindAllStringSubmatch(line, -1) {
			times = append(times, fmt.Sprintf("2026-04-%02sT%s:%s", m[1], m[2], m[3]))
		}
		promise := promised.FindStringSubmatch(line)
		switch {
		case strings.HasPrefix(line, "Kom in ") && len(times) == 1:
			args = append(args, "--from", times[0])
		case strings.HasPrefix(line, "Pausad från ") && len(times) == 2:
			args = append(args, "--pause", strings.Join(times, "/"))
		case promise != nil:
			args, why = append(args, "--add", promise[1]), promise[2]
		}
	}
	run := exec.Command(q.demo.program, args...)
	run.Env = append(os.Environ(), "LANG=sv_SE.UTF-8")
	out, err := run.Output()
	if err != nil {
		q.t.Fatalf("%q: %v", args, err)
	}
	text := strings.ReplaceAll(strings.TrimSpace(string(out)), "\u00a0", " ")
	return strings.Split(added.ReplaceAllLiteralString(text, "("+why+")"), "\n")[1:]
}
