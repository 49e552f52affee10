package sdk

import (
	"bytes"
	"encoding/xml"
	"time"

	"samsyn/internal/language"
)

// The namespaces of a receipt, which is a UBL ApplicationResponse.
const (
	receiptSpace = "urn:oasis:names:specification:ubl:schema:xsd:ApplicationResponse-2"
	basicSpace   = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
	groupSpace   = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
)

// Reason is why a message was not taken in.
type Reason string

// The reasons. None is for a message that was accepted.
const (
	None       Reason = ""
	Signature  Reason = "SIGNATURE"
	Schema     Reason = "SCHEMA"
	Schematron Reason = "SCHEMATRON"
	Other      Reason = "OTHER"
)

// Name says the reason in words.
func (r Reason) Name() language.Text {
	switch r {
	case None:
		return language.T("mottaget", "accepted")
	case Signature:
		return language.T("avvisat: underskriften håller inte", "rejected: the signature does not hold")
	case Schema:
		return language.T("avvisat: filen följer inte schemat", "rejected: the file does not keep to the schema")
	case Schematron:
		return language.T("avvisat: filen följer inte reglerna", "rejected: the file does not keep to the rules")
	}
	return language.T("avvisat av annat skäl", "rejected for another reason")
}

// Receipt tells whether a message was accepted by whoever it was sent to.
type Receipt struct {
	ID       string    // a UUID
	At       time.Time // in UTC, to the second
	Sender   string    // the organisation that gives it: "0203:example.se"
	Receiver string    // the organisation whose message it answers
	Message  string    // the id of that message
	Accepted bool
	Reason   Reason // when not accepted
	Says     string // in the giver's words; may be empty
}

// IsReceipt tells whether a file is a receipt by its root element, and not whether it holds.
func IsReceipt(b []byte) bool {
	root, err := tree(b)
	return err == nil && root.name.Local == "ApplicationResponse"
}

// ParseReceipt reads a receipt; the fault names every element that does not hold.
func ParseReceipt(b []byte) (Receipt, error) {
	root, err := tree(b)
	if err != nil {
		return Receipt{}, err
	}
	if root.name.Local != "ApplicationResponse" || root.name.Space != receiptSpace {
		return Receipt{}, refuse(root.path, language.T("Filen är inget kvitto (UBL ApplicationResponse).", "The file is no receipt (UBL ApplicationResponse)."))
	}
	w := &walker{space: basicSpace}
	r := w.receipt(root)
	return r, w.err()
}

func (w *walker) receipt(root *node) (r Receipt) {
	t := language.T
	r.ID = w.uuid(root, "ID", true)
	day, hour := w.text(root, "IssueDate", true), w.text(root, "IssueTime", true)
	at, err := time.Parse("2006-01-02T15:04:05Z", day+"T"+hour)
	if day != "" && hour != "" && err != nil {
		w.problem(root.path+"/IssueDate", t("Datum och tid ska skrivas i UTC: 2026-03-02 och 08:00:00Z.", "Date and time must be written in UTC: 2026-03-02 and 08:00:00Z."))
	}
	r.At = at
	r.Sender, r.Receiver = w.endpoint(root, "SenderParty"), w.endpoint(root, "ReceiverParty")
	d := w.one(root, "DocumentResponse", true)
	if d == nil {
		return r
	}
	if x := w.one(d, "Response", true); x != nil {
		w.response(x, &r)
	}
	if x := w.one(d, "DocumentReference", true); x != nil {
		r.Message = w.uuid(x, "ID", true)
	}
	return r
}

func (w *walker) endpoint(root *node, name string) string {
	x := w.one(root, name, true)
	if x == nil {
		return ""
	}
	s := w.text(x, "EndpointID", true)
	return s
}

func (w *walker) response(x *node, r *Receipt) {
	t := language.T
	switch code := w.text(x, "ResponseCode", true); code {
	case "AP":
		r.Accepted = true
	case "RE", "":
	default:
		w.problem(x.path+"/ResponseCode", t("Koden ska vara AP (mottaget) eller RE (avvisat).", "The code must be AP (accepted) or RE (rejected)."))
	}
	r.Says = w.text(x, "Description", false)
	status := w.one(x, "Status", !r.Accepted)
	if status == nil {
		return
	}
	switch r.Reason = Reason(w.text(status, "StatusReasonCode", true)); r.Reason {
	case None, Signature, Schema, Schematron, Other:
	default:
		w.problem(status.path+"/StatusReasonCode", t("Koden ska vara SIGNATURE, SCHEMA, SCHEMATRON eller OTHER.", "The code must be SIGNATURE, SCHEMA, SCHEMATRON or OTHER."))
	}
	if r.Accepted && r.Reason != None {
		w.problem(status.path, t("Ett mottaget meddelande har inget skäl för avvisning.", "An accepted message has no reason for rejection."))
	}
}

// MarshalReceipt writes a receipt. It is a fault when it does not keep to the format.
func MarshalReceipt(r Receipt) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	b.WriteString("<ApplicationResponse xmlns=\"" + receiptSpace + "\" xmlns:cbc=\"" + basicSpace + "\" xmlns:cac=\"" + groupSpace + "\">\n")
	p := printer{&b, 1}
	at := r.At.UTC()
	p.put("cbc:ID", r.ID)
	p.put("cbc:IssueDate", at.Format(time.DateOnly))
	p.put("cbc:IssueTime", at.Format("15:04:05Z"))
	p.in("cac:SenderParty", func() { p.put("cbc:EndpointID", r.Sender) })
	p.in("cac:ReceiverParty", func() { p.put("cbc:EndpointID", r.Receiver) })
	p.in("cac:DocumentResponse", func() {
		p.in("cac:Response", func() { p.response(r) })
		p.in("cac:DocumentReference", func() { p.put("cbc:ID", r.Message) })
	})
	b.WriteString("</ApplicationResponse>\n")
	if _, err := ParseReceipt(b.Bytes()); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func (p *printer) response(r Receipt) {
	code := "RE"
	if r.Accepted {
		code = "AP"
	}
	p.put("cbc:ResponseCode", code)
	p.put("cbc:Description", r.Says)
	if r.Reason != None {
		p.in("cac:Status", func() { p.put("cbc:StatusReasonCode", string(r.Reason)) })
	}
}
