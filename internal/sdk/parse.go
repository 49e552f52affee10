package sdk

import (
	"encoding/base64"
	"regexp"
	"strings"
	"time"

	"samsyn/internal/language"
)

var (
	uuid      = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)
	domain    = regexp.MustCompile(`^0203:[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$`)
	mediaType = regexp.MustCompile(`^[a-zA-Z0-9][a-zA-Z0-9!#$&^_.+-]*/[a-zA-Z0-9][a-zA-Z0-9!#$&^_.+-]*(;.*)?$`)
	created   = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{1,3}Z$`)
)

// IsActor tells whether a text is the id of an organisation: "0203:example.se".
func IsActor(s string) bool { return domain.MatchString(s) }

// IsID tells whether a text is the id of a message: a UUID.
func IsID(s string) bool { return uuid.MatchString(s) }

// Parse reads a payload. A file that does not keep to the format is refused whole; the fault names every element that
// does not hold, by its path.
func Parse(b []byte) (Message, error) {
	root, err := tree(b)
	if err != nil {
		return Message{}, err
	}
	if root.name.Local != "messagePayload" {
		return Message{}, refuse(root.path, language.T("Rotelementet ska heta messagePayload.", "The root element must be messagePayload."))
	}
	if root.name.Space != Namespace {
		return Message{}, refuse(root.path, language.T("Filen är inte av meddelandetypen %s.", "The file is not of the message type %s.").With(Namespace))
	}
	w := &walker{space: Namespace}
	m := w.payload(root)
	return m, w.err()
}

func (w *walker) payload(root *node) (m Message) {
	w.holds(root, "message")
	message := w.one(root, "message", true)
	if message == nil {
		return m
	}
	w.holds(message, "messageHeader", "messageBody")
	if h := w.one(message, "messageHeader", true); h != nil {
		w.header(h, &m)
	}
	if b := w.one(message, "messageBody", true); b != nil {
		w.body(b, &m)
	}
	return m
}

func (w *walker) header(h *node, m *Message) {
	t := language.T
	w.holds(h, "creationDateTime", "messageId", "conversationId", "refToMessageId", "label", "confidentiality", "generatingSystem", "recipient", "sender")
	m.Created = w.instant(h, "creationDateTime")
	m.ID = w.uuid(h, "messageId", true)
	m.Conversation = w.uuid(h, "conversationId", true)
	m.RefersTo = w.uuid(h, "refToMessageId", false)
	if m.RefersTo != "" && m.RefersTo == m.ID {
		w.problem(h.path+"/refToMessageId", t("Meddelandet kan inte vara svar på sig självt.", "The message cannot answer itself."))
	}
	m.Label = w.label(h, false)
	switch s := w.text(h, "confidentiality", true); s {
	case "true", "1":
		m.Confidential = true
	case "false", "0", "":
	default:
		w.problem(h.path+"/confidentiality", t("Skriv true eller false.", "Write true or false."))
	}
	m.System = w.text(h, "generatingSystem", false)
	if p := w.one(h, "recipient", true); p != nil {
		m.Recipient = w.party(p, "recipientID", true)
	}
	if p := w.one(h, "sender", true); p != nil {
		m.Sender = w.party(p, "senderID", false)
	}
}

func (w *walker) uuid(n *node, name string, must bool) string {
	s := w.text(n, name, must)
	if s != "" && !uuid.MatchString(s) {
		w.problem(n.path+"/"+name, language.T("Id:t är inget UUID.", "The id is not a UUID."))
	}
	return strings.ToLower(s)
}

func (w *walker) instant(n *node, name string) time.Time {
	s := w.text(n, name, true)
	at, err := time.Parse("2006-01-02T15:04:05.999Z", s)
	if s != "" && (err != nil || !created.MatchString(s)) {
		w.problem(n.path+"/"+name, language.T("Tiden ska skrivas i UTC med en till tre decimaler: 2026-03-02T08:00:00.000Z.", "The time must be written in UTC with one to three decimals: 2026-03-02T08:00:00.000Z."))
	}
	return at.UTC()
}

func (w *walker) party(n *node, id string, addressed bool) (p Party) {
	w.holds(n, id, "label", "attention")
	if k := w.one(n, id, true); k != nil {
		p.Actor = w.identified(k, ActorRoot)
		if p.Actor != "" && !domain.MatchString(p.Actor) {
			w.problem(k.path, language.T("Organisationens id ska vara 0203: och dess domän, till exempel 0203:kommun.se.", "The organisation's id must be 0203: and its domain, such as 0203:kommun.se."))
		}
	}
	p.Label = w.label(n, false)
	if a := w.one(n, "attention", addressed); a != nil {
		w.attention(a, &p, addressed)
	}
	return p
}

func (w *walker) attention(n *node, p *Party, addressed bool) {
	w.holds(n, "person", "subOrganization", "reference")
	for _, k := range n.all("person") {
		p.Persons = append(p.Persons, w.named(k, "personId"))
	}
	if s := w.one(n, "subOrganization", addressed); s != nil {
		w.holds(s, "organizationId", "label")
		if k := w.one(s, "organizationId", true); k != nil {
			p.Address = w.identified(k, AddressRoot)
		}
		p.AddressOf = w.label(s, false)
	}
	for _, k := range n.all("reference") {
		p.References = append(p.References, w.named(k, "referenceId"))
	}
}

func (w *walker) named(n *node, id string) (x Named) {
	w.holds(n, id, "label")
	if k := w.one(n, id, true); k != nil {
		x.ID = w.identified(k, "")
		x.Root = w.part(k, "root")
	}
	x.Label = w.label(n, false)
	return x
}

// identified gives the extension of an id whose root is as told; any root when none is told.
func (w *walker) identified(n *node, root string) string {
	t := language.T
	got, ext := w.part(n, "root"), w.part(n, "extension")
	if root != "" && got != root {
		w.problem(n.path, t("Id:ts root ska vara %s.", "The id's root must be %s.").With(root))
	}
	if strings.TrimSpace(ext) == "" {
		w.problem(n.path, t("Id:t saknar värde (extension).", "The id has no value (extension)."))
	}
	for _, k := range n.kids {
		if k.name.Space != w.space || k.name.Local != "root" && k.name.Local != "extension" {
			w.problem(k.path, t("Elementet hör inte hemma här.", "The element does not belong here."))
		}
	}
	return ext
}

// part gives one of the two parts of an id, which is written as a child element or as an attribute.
func (w *walker) part(n *node, name string) string {
	if s, ok := n.attrs[name]; ok {
		return s
	}
	if k := w.one(n, name, false); k != nil {
		return k.text
	}
	return ""
}

func (w *walker) body(n *node, m *Message) {
	w.holds(n, "documents")
	seen := map[string]bool{}
	for _, k := range n.all("documents") {
		d := w.document(k)
		if seen[d.ID] {
			w.problem(k.path+"/documentID", language.T("Två dokument har samma id.", "Two documents have the same id."))
		}
		seen[d.ID] = true
		m.Documents = append(m.Documents, d)
	}
}

func (w *walker) document(n *node) (d Document) {
	w.holds(n, "documentID", "documentName", "index", "ContentFiles", "ContentText")
	d.ID = w.text(n, "documentID", true)
	d.Name = w.text(n, "documentName", false)
	d.Index = w.text(n, "index", false)
	for _, k := range n.all("ContentFiles") {
		d.Files = append(d.Files, w.file(k))
	}
	for _, k := range n.all("ContentText") {
		w.holds(k, "characterSequence")
		d.Texts = append(d.Texts, w.text(k, "characterSequence", true))
	}
	if len(d.Files)+len(d.Texts) == 0 {
		w.problem(n.path, language.T("Dokumentet har varken text eller fil.", "The document has neither text nor file."))
	}
	return d
}

func (w *walker) file(n *node) (f File) {
	t := language.T
	w.holds(n, "fileName", "contentType", "content")
	f.Name = w.text(n, "fileName", true)
	if strings.ContainsAny(f.Name, "/\\") || strings.Trim(f.Name, ". ") == "" && f.Name != "" {
		w.problem(n.path+"/fileName", t("Filnamnet får inte innehålla någon sökväg.", "The file name may not hold a path."))
	}
	f.Type = w.text(n, "contentType", true)
	if f.Type != "" && !mediaType.MatchString(f.Type) {
		w.problem(n.path+"/contentType", t("Filtypen ska skrivas som en medietyp, till exempel application/pdf.", "The file's type must be a media type, such as application/pdf."))
	}
	content, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(w.text(n, "content", true)), ""))
	if err != nil {
		w.problem(n.path+"/content", t("Filens innehåll är inte hel base64.", "The file's content is not whole base64."))
	}
	f.Content = content
	return f
}
