package mypages

import (
	"strings"

	"samsyn/internal/calendar"
	"samsyn/internal/request"
	"samsyn/internal/web"
)

// TakenWish is something that the person has asked of an authority, with what was answered.
type TakenWish struct {
	Number    string `json:"number"`
	Authority string `json:"authority"`
	What      string `json:"what"`
	At        string `json:"at"`
	State     string `json:"state"`
	Asked     string `json:"asked,omitempty"`
	Answer    string `json:"answer,omitempty"`
	Meets     string `json:"meets,omitempty"` // when the two meet
}

// TakenPlan is a plan, as the version that holds says.
type TakenPlan struct {
	Version int64       `json:"version"`
	Goal    string      `json:"goal,omitempty"`
	Follow  string      `json:"followedUp,omitempty"`
	Steps   []TakenStep `json:"steps"`
}

// TakenStep is a step of a plan.
type TakenStep struct {
	Text  string `json:"text"`
	Who   string `json:"who"`
	By    string `json:"by"`
	State string `json:"state"`
}

// TakenMeet is a meeting with the person.
type TakenMeet struct {
	What  string `json:"what"`
	Begin string `json:"begins,omitempty"`
	How   string `json:"how"`
	Where string `json:"where,omitempty"`
	State string `json:"state"`
}

// TakenWent is what was said of how it went.
type TakenWent struct {
	Authority string `json:"authority"`
	Point     string `json:"point"`
	At        string `json:"at"`
	Answer    string `json:"answer"`
	Since     string `json:"since,omitempty"`
}

// mostTaken is how many requests are taken along: more than anybody has.
const mostTaken = 500

// takeMore adds what other rooms show on my pages.
func (v *View) takeMore(r *web.Request, o own, out *Taken) error {
	for _, take := range []func(*web.Request, own, *Taken) error{v.takePlans, v.takeMeetings, v.takeRequests, v.takeOutcomes} {
		if err := take(r, o, out); err != nil {
			return err
		}
	}
	return nil
}

func (v *View) takePlans(r *web.Request, o own, out *Taken) error {
	out.Plans = []TakenPlan{}
	plans, err := v.Plans.Own(r.Context(), v.Trail.DB(), r.Actor)
	if err != nil {
		return err
	}
	for _, x := range plans {
		seen, err := v.Plans.OwnPlan(r.Context(), r.Actor, x.ID)
		if err != nil {
			return err
		}
		p := &ownPlan{own: o, Seen: seen}
		p.now, _ = seen.Told(seen.Holds)
		t := TakenPlan{Version: seen.Holds, Goal: p.now.Content.Goal, Follow: seen.Follow.String(), Steps: []TakenStep{}}
		for i, st := range p.now.Steps {
			t.Steps = append(t.Steps, TakenStep{Text: p.text(i), Who: p.who(st.Responsible), By: st.Due.String(), State: p.status(st).Words})
		}
		out.Plans = append(out.Plans, t)
	}
	return nil
}

func (v *View) takeMeetings(r *web.Request, o own, out *Taken) error {
	out.Meetings = []TakenMeet{}
	list, err := v.Meetings.Own(r.Context(), r.Actor)
	for _, m := range list {
		t := TakenMeet{What: o.say(m.Sort.Name()), How: o.say(m.Way.Name()), Where: m.Where, State: o.say(m.State.Name())}
		if !m.Starts.IsZero() {
			t.Begin = calendar.DateTime(m.Starts.Time).In(o.tongue.Lang)
		}
		out.Meetings = append(out.Meetings, t)
	}
	return err
}

func (v *View) takeRequests(r *web.Request, o own, out *Taken) error {
	out.Requests = []TakenWish{}
	list, err := v.Requests.List(r.Context(), v.Trail.DB(), r.Actor, request.Filter{Box: request.AnyBox, Limit: mostTaken})
	if err != nil {
		return err
	}
	if err := v.know(r, &o, list); err != nil {
		return err
	}
	for _, x := range list {
		seen, err := v.Requests.Open(r.Context(), r.Actor, x.ID)
		if err != nil {
			return err
		}
		p := &ownRequest{own: o, View: seen}
		t := TakenWish{Number: x.Number(), Authority: o.authority(x.Authority), What: o.say(x.Type.Name()), At: calendar.DateOf(x.AskedAt.Time).String(), State: o.say(x.State.Name()), Asked: seen.Content.Text, Meets: p.met()}
		if e, ok := seen.Reply(); ok {
			t.Answer = e.Said
		}
		out.Requests = append(out.Requests, t)
	}
	return nil
}

func (v *View) takeOutcomes(r *web.Request, o own, out *Taken) error {
	out.Outcomes = []TakenWent{}
	list, err := v.Outcomes.Own(r.Context(), v.Trail.DB(), r.Actor)
	if err != nil {
		return err
	}
	for _, x := range list {
		seen, err := v.Outcomes.OpenOwn(r.Context(), r.Actor, x.ID)
		if err != nil {
			return err
		}
		p := &ownOutcome{own: o, OwnOpened: seen}
		for _, said := range seen.Said {
			if said.Gone {
				continue
			}
			t := TakenWent{Authority: o.authority(x.Authority), Point: o.point(x.Point), At: calendar.DateOf(said.At.Time).String(), Answer: p.what(said.Answer)}
			if !said.Since.IsZero() {
				t.Since = said.Since.String()
			}
			out.Outcomes = append(out.Outcomes, t)
		}
	}
	return nil
}

// line is something that is taken along, as a line of the paper.
type line interface{ line() string }

func linesOf[T line](list []T) (out []string) {
	for _, x := range list {
		out = append(out, x.line())
	}
	return out
}

// sentence puts together what there is of it.
func sentence(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p = strings.TrimRight(strings.TrimSpace(p), "."); p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, ". ") + "."
}

func (q TakenAsk) line() string {
	return q.At + ": " + sentence(q.Asker+" → "+q.Asked, q.Topic, q.State, q.Number)
}

func (w TakenWish) line() string {
	return w.At + ": " + sentence(w.What+" → "+w.Authority, w.Asked, w.Answer, w.Meets, w.State, w.Number)
}

func (p TakenPlan) line() string {
	parts := []string{p.Goal}
	for _, st := range p.Steps {
		parts = append(parts, st.Text+" ("+st.Who+", "+st.By+", "+st.State+")")
	}
	return sentence(append(parts, p.Follow)...)
}

func (m TakenMeet) line() string { return sentence(m.What, m.Begin, m.How, m.Where, m.State) }

func (w TakenWent) line() string {
	return w.At + ": " + sentence(w.Authority, w.Point, w.Answer, w.Since)
}
