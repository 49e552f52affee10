package web

import (
	"encoding/json"
	"net/http"
	"strings"

	"samsyn/internal/fault"
)

const problemType = "application/problem+json"

// Problem is an error told to a program (RFC 9457, Digg's REST profile FEL.01).
type Problem struct {
	Type     string             `json:"type" format:"uri-reference" doc:"Slag av fel, förklarat på den adressen || Kind of error, explained at that address"`
	Title    string             `json:"title" doc:"Felets korta namn || The short name of the error"`
	Status   int                `json:"status" doc:"HTTP-status || HTTP status"`
	Detail   string             `json:"detail" doc:"Vad som hände och vad du kan göra || What happened and what you can do"`
	Instance string             `json:"instance" format:"uri-reference" doc:"Anropets namn, att uppge om du frågar oss || The name of the request, to give if you ask us"`
	Invalid  []InvalidParameter `json:"invalid-parameters,omitempty" doc:"Var felen står || Where the errors stand"`
}

// InvalidParameter is one thing to put right.
type InvalidParameter struct {
	In     string `json:"in,omitempty" enum:"path,query,header,cookie,body" doc:"Var uppgiften stod || Where the value stood"`
	Name   string `json:"name" doc:"Uppgiftens namn eller väg || The name or path of the value"`
	Reason string `json:"reason" doc:"Vad som är fel och vad du gör åt det || What is wrong and what to do about it"`
	Row    int    `json:"row,omitempty" doc:"Rad i filen, rubrikraden är 1 || Row in the file, the heading is row 1"`
	Column string `json:"column,omitempty" doc:"Kolumn i filen || Column in the file"`
}

// Error gives title and detail.
func (p *Problem) Error() string { return p.Title + ": " + p.Detail }

// GetStatus lets the API's frame answer with the problem's own status.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType says that this JSON is a problem document.
func (p *Problem) ContentType(string) string { return problemType }

func newProblem(r *Request, status int, f *fault.Fault) *Problem {
	p := &Problem{Type: APIBase + "#" + string(f.Kind), Title: titleOf(status).In(r.Lang), Status: status,
		Detail: f.In(r.Lang), Instance: "/requests/" + r.ID}
	for _, each := range f.Problems {
		in, name := splitLocation(each.Field)
		p.Invalid = append(p.Invalid, InvalidParameter{In: in, Name: name, Reason: each.Text.In(r.Lang), Row: each.Row, Column: each.Column})
	}
	return p
}

// splitLocation takes "query.limit" apart; a plain name stands in no known place.
func splitLocation(field string) (in, name string) {
	before, after, ok := strings.Cut(field, ".")
	switch before {
	case "path", "query", "header", "cookie", "body":
		if ok {
			return before, after
		}
		return before, ""
	}
	return "", field
}

// inBody says of what a use case found wrong that it stood in the body that was sent. Use cases name what they are given
// as forms do, "valid_from"; the API writes the same name "validFrom".
func (p *Problem) inBody() {
	for i, each := range p.Invalid {
		if each.In == "" && each.Row == 0 && each.Name != "" {
			p.Invalid[i].In, p.Invalid[i].Name = "body", camel(each.Name)
		}
	}
}

func camel(name string) string {
	words := strings.Split(name, "_")
	for i, w := range words[1:] {
		if w != "" {
			words[i+1] = strings.ToUpper(w[:1]) + w[1:]
		}
	}
	return strings.Join(words, "")
}

func writeProblem(w http.ResponseWriter, p *Problem) {
	b, err := json.Marshal(p)
	if err != nil {
		http.Error(w, p.Title, p.Status)
		return
	}
	w.Header().Set("Content-Type", problemType)
	w.WriteHeader(p.Status)
	_, _ = w.Write(append(b, '\n')) // a client that has gone is nobody to tell
}

type kindStatus struct {
	kind   fault.Kind
	status int
}

// faultKinds lists the kinds of fault with the status that each is told with.
func faultKinds() []kindStatus {
	var out []kindStatus
	for _, k := range []fault.Kind{fault.Invalid, fault.Unauthenticated, fault.Denied, fault.NotFound, fault.Conflict,
		fault.TooLarge, fault.TooMany, fault.Unavailable, fault.Internal} {
		out = append(out, kindStatus{k, statusOf(fault.New(k, errInternal.Text))})
	}
	return out
}
