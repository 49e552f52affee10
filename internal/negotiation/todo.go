package negotiation

import (
	"slices"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
)

// Act is what a reader can do next.
type Act string

// The acts, the main button of a draft's page among them.
const (
	Wait    Act = "wait"
	Write   Act = "write"   // holds the pen
	Answer  Act = "answer"  // others have commented: answer, or take the pen
	Review  Act = "review"  // read the version and approve it or comment
	GoSign  Act = "sign"    // everybody has approved: begin the signing
	AtSign  Act = "signing" // is being signed
	Nothing Act = "nothing" // it is over
)

// Reader is who reads, as far as it decides what they must do.
type Reader struct {
	Authority string
	Writes    bool // may write for the authority: a coordinator
}

// Todo is what a reader must do now: a sentence with why and by when.
type Todo struct {
	Act  Act
	Text language.Text
	By   calendar.Date // when the draft lapses; zero when it cannot
}

// Mine tells whether it is the reader's turn.
func (t Todo) Mine() bool { return slices.Contains([]Act{Write, Answer, Review, GoSign}, t.Act) }

// Standing is a draft with all that decides whose turn it is.
type Standing struct {
	Draft
	Author    string // authority whose version is the latest
	Threads   []Thread
	Approvals []Approval
}

// What says what a reader must do now. names gives an authority's name.
func (s Standing) What(r Reader, names func(authority string) string) Todo {
	todo := Todo{By: s.Lapses()}
	switch s.State {
	case Drafting:
		s.writing(&todo, r, names)
	case Proposed:
		s.reviewing(&todo, r, names)
	case Approved:
		todo.Act, todo.Text = Wait, todoApprovedRead.With(s.Latest)
		if r.Writes {
			todo.Act, todo.Text = GoSign, todoApproved.With(s.Latest, todo.By.Long())
		}
	case Signing:
		todo.Act, todo.Text = AtSign, todoSigning.With(s.Latest)
	case Concluded:
		todo.Act, todo.Text = Nothing, todoConcluded.With(s.Latest)
	case Withdrawn:
		todo.Act, todo.Text = Nothing, todoWithdrawn.With(s.Reason)
	default:
		todo.Act, todo.Text = Nothing, todoExpired
	}
	return todo
}

func (s Standing) writing(todo *Todo, r Reader, names func(string) string) {
	mine := s.Turn == r.Authority
	todo.Act = Wait
	switch {
	case mine && r.Writes && s.Latest == 0:
		todo.Act, todo.Text = Write, todoFirst.With(todo.By.Long())
	case mine && r.Writes && s.unresolved() == 0:
		todo.Act, todo.Text = Write, todoPenDone.With(s.Latest, todo.By.Long())
	case mine && r.Writes:
		todo.Act, todo.Text = Write, todoPen.With(countComments(s.unresolved()), s.Latest, todo.By.Long())
	case mine:
		todo.Text = todoColleague.With(todo.By.Long())
	case s.Latest == 0:
		todo.Text = todoWaitFirst.With(names(s.Turn), todo.By.Long())
	default:
		todo.Text = todoWaitPen.With(names(s.Turn), s.Latest, todo.By.Long())
	}
}

func (s Standing) reviewing(todo *Todo, r Reader, names func(string) string) {
	asked, owed, answered := 0, 0, 0 // threads that wait for others, that wait for an answer of the reader's authority, and that it has had one in
	for _, t := range s.Threads {
		switch {
		case t.State == Open && t.Authority == r.Authority:
			asked++
		case t.State == Open && (s.Author == r.Authority || t.joined(r.Authority)):
			owed++
		case t.State == Answered && t.Authority == r.Authority:
			answered++
		}
	}
	done := approved(s.Approvals, s.Latest, r.Authority)
	left := slices.DeleteFunc(s.Missing(s.Approvals), func(a string) bool { return a == r.Authority })
	others := language.List(named(left, names)...)
	todo.Act = Wait
	switch {
	case !r.Writes && !done:
		todo.Text = todoCoordinators.With(s.Latest, todo.By.Long())
	case owed > 0 && r.Writes:
		todo.Act, todo.Text = Answer, todoAnswer.With(countComments(owed), s.Latest, todo.By.Long())
	case answered > 0 && r.Writes:
		todo.Act, todo.Text = Answer, todoAnswered.With(countComments(answered), s.Latest, todo.By.Long())
	case asked > 0:
		todo.Text = todoAsked.With(countComments(asked), s.Latest, todo.By.Long())
	case done:
		todo.Text = todoDone.With(s.Latest, others, todo.By.Long())
	default:
		todo.Act, todo.Text = Review, todoReview.With(s.Latest, todo.By.Long())
	}
}

func named(all []string, names func(string) string) []language.Text {
	var out []language.Text
	for _, a := range all {
		out = append(out, language.Same(names(a)))
	}
	return out
}

func (s Standing) unresolved() (n int) {
	for _, t := range s.Threads {
		if t.State != Resolved {
			n++
		}
	}
	return n
}

func countComments(n int) language.Text {
	return language.Plural(n, language.T("%d kommentar", "%d comment"), language.T("%d kommentarer", "%d comments"))
}

var (
	todoAnswered     = language.T("Ni har fått svar på %s till version %d. *Läs svaret* och markera kommentaren som löst eller fråga vidare. Sedan kan ni godkänna, senast %s.", "You have had an answer to %s on version %d. *Read the answer* and mark the comment as resolved, or ask on. Then you can approve, by %s.")
	todoFirst        = language.T("Ni har pennan: *skriv det första förslaget* och lämna det till de andra parterna senast %s. Annars förfaller utkastet.", "You hold the pen: *write the first proposal* and put it before the other parties by %s. Otherwise the draft lapses.")
	todoPen          = language.T("Ni har pennan: *svara på %s* till version %d och lämna nästa version senast %s. Bara kommenterade fält är öppna.", "You hold the pen: *answer %s* on version %d and put the next version forward by %s. Only commented fields are open.")
	todoPenDone      = language.T("Ni har pennan, men alla kommentarer till version %d är lösta. *Lämna nästa version eller lämna tillbaka pennan* senast %s.", "You hold the pen, but every comment on version %d is resolved. *Put the next version forward or hand the pen back* by %s.")
	todoColleague    = language.T("Er myndighet har pennan. Er samverkansansvariga behöver lämna ett förslag senast %s. Du behöver inte göra något.", "Your authority holds the pen. Your coordinator needs to put a proposal forward by %s. You need not do anything.")
	todoWaitFirst    = language.T("Väntar på %s, som skriver det första förslaget och har till %s på sig. Ni behöver inte göra något nu.", "Waiting for %s, who is writing the first proposal and has until %s. You need not do anything now.")
	todoWaitPen      = language.T("Väntar på %s, som har pennan och svarar på kommentarerna till version %d senast %s. Ni kan kommentera fler fält under tiden.", "Waiting for %s, who holds the pen and answers the comments on version %d by %s. You can comment on more fields meanwhile.")
	todoReview       = language.T("Ni behöver *läsa och godkänna version %d senast %s*, eller kommentera de fält som ni vill ändra. Alla parter ska godkänna samma version innan den undertecknas.", "You need to *read and approve version %d by %s*, or comment on the fields that you want changed. All parties approve the same version before it is signed.")
	todoAnswer       = language.T("Ni behöver *svara på %s* i version %d senast %s: svara i ord, eller ta pennan och ändra fälten.", "You need to *answer %s* on version %d by %s: answer in words, or take the pen and change the fields.")
	todoAsked        = language.T("Ni har lämnat %s till version %d och väntar på svar, senast %s. Ni kan också ta pennan och själva skriva nästa version.", "You have left %s on version %d and wait for an answer, by %s. You can also take the pen and write the next version yourselves.")
	todoDone         = language.T("Ni har godkänt version %d. Väntar på %s, senast %s.", "You have approved version %d. Waiting for %s, by %s.")
	todoCoordinators = language.T("Version %d ligger för godkännande till %s. Er samverkansansvariga godkänner eller kommenterar; du kan läsa.", "Version %d is up for approval until %s. Your coordinator approves or comments; you can read.")
	todoApproved     = language.T("Alla parter har godkänt version %d. *Nästa steg är underskrift*, senast %s.", "All parties have approved version %d. *The next step is signing*, by %s.")
	todoApprovedRead = language.T("Alla parter har godkänt version %d. Väntar på att samverkansansvariga inleder underskriften.", "All parties have approved version %d. Waiting for the coordinators to begin the signing.")
	todoSigning      = language.T("Version %d undertecknas. Texten är låst så länge.", "Version %d is being signed. The text is locked meanwhile.")
	todoConcluded    = language.T("Version %d är undertecknad och gäller.", "Version %d is concluded and in force.")
	todoWithdrawn    = language.T("Utkastet är avbrutet. Skäl: %s", "The draft is called off. Reason: %s")
	todoExpired      = language.T("Utkastet har förfallit därför att inget hände på tolv veckor. Börja ett nytt om ni vill fortsätta.", "The draft has lapsed because nothing happened for twelve weeks. Begin a new one if you want to go on.")
)
