package csip

import (
	"io"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// Verdict is what a package answers a requirement.
type Verdict string

// The verdicts.
const (
	Met      Verdict = "met"
	Unmet    Verdict = "unmet"
	NotAsked Verdict = "not asked" // the part that it is about is not in the package
)

// Finding is the answer to one requirement. What says what is wrong when it is not met, and names files by their paths.
type Finding struct {
	Requirement
	Verdict Verdict
	What    language.Text
}

// Report is the answers to all requirements, in the order of the table.
type Report []Finding

// Check opens a package and answers every requirement: the folders, the METS files, and the size and digest of every file. A
// MUST is judged in the METS file of each representation too; the others in the package's own. What is not a ZIP at all is an
// Invalid fault.
func Check(r io.ReaderAt, size int64) (Report, error) {
	c, err := open(r, size)
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, language.T("Filen är inte ett helt ZIP-arkiv.", "The file is not a whole ZIP archive."))
	}
	table := Table()
	out := make(Report, len(table))
	for i, req := range table {
		out[i] = c.answer(req)
	}
	return out, nil
}

// answer judges one requirement where it is asked: the worst answer is the answer.
func (c *contents) answer(req Requirement) Finding {
	out := Finding{Requirement: req, Verdict: NotAsked}
	if req.Of == Folders || req.Of == Own {
		v := req.judge(c, nil)
		out.Verdict, out.What = v.Verdict, v.what
		return out
	}
	for i, m := range c.mets {
		if i > 0 && (req.Level != Must || req.Of == SIP) {
			break
		}
		v := req.judge(c, m)
		if v.Verdict == Unmet {
			out.Verdict, out.What = Unmet, language.T("%s: %s", "%s: %s").With(m.path, v.what)
			return out
		}
		if v.Verdict == Met {
			out.Verdict = Met
		}
	}
	return out
}

// Of gives the findings of a level with a verdict.
func (r Report) Of(l Level, v Verdict) (out Report) {
	for _, f := range r {
		if f.Level == l && f.Verdict == v {
			out = append(out, f)
		}
	}
	return out
}

// Broken gives every MUST that is not met. A package is made to the rules when there are none.
func (r Report) Broken() Report { return r.Of(Must, Unmet) }

// IDs are the ids of the findings, in order.
func (r Report) IDs() (out []string) {
	for _, f := range r {
		out = append(out, f.ID)
	}
	return out
}

// Published gives the findings of what is published, without those that are our own.
func (r Report) Published() (out Report) {
	for _, f := range r {
		if f.Requirement.Of != Own {
			out = append(out, f)
		}
	}
	return out
}
