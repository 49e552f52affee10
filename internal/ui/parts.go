package ui

import "github.com/a-h/templ"

// Lead is the one sentence for this reader with the one main button: what do I do next?
type Lead struct {
	Level  Level           // colours the edge when something is late; usually Neutral
	Text   templ.Component // the sentence; Text("…"), Rich(…) or own markup
	Button *Button         // the main action; nil when there is nothing to do
}

// Button is one action. With Href it is a link that looks like a button, else it submits its form.
type Button struct {
	Label string
	Href  string
	Kind  ButtonKind
	Name  string // with Value: what the form is told when this button was used
	Value string
	Form  string // id of the form, when the button stands outside it
}

// ButtonKind is how much a button asks for attention. One Primary on a page.
type ButtonKind string

// The kinds of button.
const (
	Primary   ButtonKind = ""
	Secondary ButtonKind = "secondary"
	Quiet     ButtonKind = "tertiary"
	Danger    ButtonKind = "danger" // destroys; always with a dialog or a page that says what happens
)

// AlertBox is a message in the page.
type AlertBox struct {
	Level Level
	Title string // optional
	Text  string // may be empty when More is given
	More  templ.Component
	Links []Link
}

// Band says under which ground a page with personal data is open, to whom and until when.
type Band struct {
	Facts []Fact // "Öppen för", "Grund", "Gäller till", "Ändamål"
	Words string // "Den här sidvisningen loggas."
}

// Fact is one named value.
type Fact struct {
	Name  string
	Value templ.Component
}

// F is a Fact with a plain text.
func F(name, value string) Fact { return Fact{Name: name, Value: Text(value)} }

// Event is one thing that happened, in a timeline.
type Event struct {
	When  string // "tis 29 dec kl. 12.00"
	At    string // RFC 3339; optional
	Level Level
	Title string
	Body  templ.Component // optional
}

// Tab is one of several views of the same thing. Each has an address of its own, so tabs work without script.
type Tab struct {
	Label   string
	Href    string
	Current bool
	Count   string // optional
}

// Step is one of several steps of a longer form.
type Step struct {
	Label   string
	Href    string // where one can go back to
	Current bool
	Done    bool
}

// Confirm asks once before something that cannot be undone, and says what happens.
type Confirm struct {
	ID     string
	Open   string // label of the button that opens it
	Title  string // the question
	Text   string // what happens
	Action string // path posted to
	Button string // label of the button that does it
	Cancel string // label of the button that does not
	Fields []Hidden
	Calm   bool // what it does can be undone: the buttons do not warn
}

func (c Confirm) color() string {
	if c.Calm {
		return "accent"
	}
	return "danger"
}

// Hidden is a value that a form sends along unseen.
type Hidden struct{ Name, Value string }

// FoldOf is one part of a long list that unfolds.
type FoldOf struct {
	ID    string // where links lead; optional
	Title string
	Count string // "7 mått"; optional
	Open  bool
	Body  templ.Component
}
