package admin

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/a-h/templ"

	"samsyn/internal/calendar"
	"samsyn/internal/language"
	"samsyn/internal/notice"
	"samsyn/internal/policy"
	"samsyn/internal/ref"
	"samsyn/internal/ui"
	"samsyn/internal/web"
)

// columns are those of the log, on the page and in its files.
func columns(r *web.Request, n *names, find notice.Find) []web.Column[line] {
	return []web.Column[line]{
		{Heading: sayWhen, Value: func(l line) any { return calendar.DateTime(l.At.Time) }},
		{Heading: sayWho, RowHeader: true, Value: func(l line) any { return who(n, l) }, Cell: func(l line) templ.Component { return whoCell(r, n, l) }},
		{Heading: sayDid, Value: func(l line) any { return wordOfAct(policy.Action(l.Action)) }, Cell: func(l line) templ.Component {
			return ui.Text(capital(r.Say(wordOfAct(policy.Action(l.Action)))))
		}},
		{Heading: sayThing, Value: func(l line) any { return thingSaid(n, l) }, Cell: func(l line) templ.Component { return thingCell(r, n, find, l) }},
		{Heading: sayAction, FileOnly: true, Value: func(l line) any { return l.Action }},
		{Heading: sayThingID, FileOnly: true, Value: func(l line) any { return l.Thing }},
		{Heading: saySession, FileOnly: true, Value: func(l line) any { return l.Session }},
		{Heading: sayChange, Value: func(l line) any { return l.Change }, Cell: func(l line) templ.Component { return changeCell(r, n, l) }},
		{Heading: sayPlace, Number: true, Value: func(l line) any { return place(l) }},
	}
}

// place is a line's number in the log, or nothing while it waits for one.
func place(l line) any {
	if l.Seq == nil {
		return nil
	}
	return *l.Seq
}

// who acted: a colleague, or a process.
func who(n *names, l line) language.Text {
	switch {
	case l.ActorID != "":
		return n.account(l.ActorID)
	case l.Actor != "":
		return language.Same(l.Actor)
	}
	return saySomebody
}

func whoCell(r *web.Request, n *names, l line) templ.Component {
	name := ui.Text(r.Say(who(n, l)))
	if l.ActorID == "" || r.URL.Query().Get(personParam) == l.ActorID {
		return name
	}
	return ui.Stack(name, ui.A(r.Link(personParam, l.ActorID), r.Say(sayOnlyThis)))
}

func thingSaid(n *names, l line) language.Text {
	if l.guarded {
		return sayGuarded
	}
	return language.T("%s %s", "%s %s").With(wordOfKind(l.Kind), n.thing(l.Ref()))
}

// thingCell names the thing, leads to its page if it has one, and to everything else that happened to it.
func thingCell(r *web.Request, n *names, find notice.Find, l line) templ.Component {
	said := capital(r.Say(thingSaid(n, l)))
	if l.guarded {
		return ui.Text(said)
	}
	main := ui.Text(said)
	if href := find(l.Ref()); href != "" && opens(r, l.Ref().Kind) {
		main = ui.A(href, said)
	}
	if r.URL.Query().Get(thingParam) == l.Thing {
		return main
	}
	return ui.Stack(main, ui.A(r.Link(kindParam, l.Kind, thingParam, l.Thing), r.Say(sayOnlyThis)))
}

// opens tells whether the reader's roles open pages of a kind: a log auditor sees that a question or a person was handled,
// and is not led to a page that refuses them.
func opens(r *web.Request, kind ref.Kind) bool {
	act, kept := map[ref.Kind]policy.Action{"enquiry": policy.ReadEnquiry, "person": policy.ReadPerson}[kind]
	return !kept || r.May(act)
}

// shortChange is how many letters of a change stand open in its cell; a longer one is folded.
const shortChange = 60

// changeCell is what changed.
func changeCell(r *web.Request, n *names, l line) templ.Component {
	values := changed(r.Lang, n, l.Change)
	said := make([]string, len(values))
	facts := make([]ui.Fact, len(values))
	for i, v := range values {
		said[i], facts[i] = v.name+": "+v.said, ui.F(v.name, v.said)
	}
	line := strings.Join(said, " · ")
	switch {
	case line == "":
		return ui.Text("–")
	case utf8.RuneCountInString(line) <= shortChange:
		return ui.Text(line)
	}
	return folded(r.Say(sayChange), facts)
}

func capital(s string) string {
	c, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(c)) + s[size:]
}
