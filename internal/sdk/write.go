package sdk

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"reflect"
	"time"

	"samsyn/internal/language"
)

const instantForm = "2006-01-02T15:04:05.000Z"

// Marshal writes a payload. It is a fault when the message does not keep to the format, or holds characters that XML
// cannot carry: what is written is read back the same.
func Marshal(m Message) ([]byte, error) {
	m.Created = m.Created.UTC().Truncate(time.Millisecond)
	b := write(m)
	back, err := Parse(b)
	if err != nil {
		return nil, err
	}
	if !reflect.DeepEqual(back, m) {
		return nil, refuse("", language.T("Meddelandet innehåller tecken som inte kan skickas.", "The message holds characters that cannot be sent."))
	}
	return b, nil
}

func write(m Message) []byte {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	p := printer{&b, 0}
	b.WriteString("<messagePayload xmlns=\"" + Namespace + "\">\n")
	p.depth = 1
	p.in("message", func() {
		p.in("messageHeader", func() { p.header(m) })
		p.in("messageBody", func() {
			for _, d := range m.Documents {
				p.in("documents", func() { p.document(d) })
			}
		})
	})
	b.WriteString("</messagePayload>\n")
	return b.Bytes()
}

// printer writes elements, each on a line of its own.
type printer struct {
	b     *bytes.Buffer
	depth int
}

func (p *printer) indent() { p.b.Write(bytes.Repeat([]byte("  "), p.depth)) }

func (p *printer) in(name string, fill func()) {
	p.indent()
	p.b.WriteString("<" + name + ">\n")
	p.depth++
	fill()
	p.depth--
	p.indent()
	p.b.WriteString("</" + name + ">\n")
}

// put writes an element with text; nothing when there is no text, for empty elements are not allowed.
func (p *printer) put(name, text string) {
	if text == "" {
		return
	}
	p.indent()
	p.b.WriteString("<" + name + ">")
	_ = xml.EscapeText(p.b, []byte(text)) // a buffer takes everything
	p.b.WriteString("</" + name + ">\n")
}

func (p *printer) header(m Message) {
	p.put("creationDateTime", m.Created.Format(instantForm))
	p.put("messageId", m.ID)
	p.put("conversationId", m.Conversation)
	p.put("refToMessageId", m.RefersTo)
	p.put("label", m.Label)
	confidential := "false"
	if m.Confidential {
		confidential = "true"
	}
	p.put("confidentiality", confidential)
	p.put("generatingSystem", m.System)
	p.in("recipient", func() { p.party("recipientID", m.Recipient) })
	p.in("sender", func() { p.party("senderID", m.Sender) })
}

func (p *printer) party(id string, x Party) {
	p.id(id, ActorRoot, x.Actor)
	p.put("label", x.Label)
	if x.Address == "" && len(x.Persons)+len(x.References) == 0 {
		return
	}
	p.in("attention", func() {
		p.named("person", "personId", x.Persons)
		if x.Address != "" {
			p.in("subOrganization", func() {
				p.id("organizationId", AddressRoot, x.Address)
				p.put("label", x.AddressOf)
			})
		}
		p.named("reference", "referenceId", x.References)
	})
}

func (p *printer) named(name, id string, list []Named) {
	for _, x := range list {
		p.in(name, func() {
			p.id(id, x.Root, x.ID)
			p.put("label", x.Label)
		})
	}
}

func (p *printer) id(name, root, ext string) {
	p.in(name, func() {
		p.put("root", root)
		p.put("extension", ext)
	})
}

func (p *printer) document(d Document) {
	p.put("documentID", d.ID)
	p.put("documentName", d.Name)
	p.put("index", d.Index)
	for _, f := range d.Files {
		p.in("ContentFiles", func() {
			p.put("fileName", f.Name)
			p.put("contentType", f.Type)
			p.put("content", base64.StdEncoding.EncodeToString(f.Content))
		})
	}
	for _, text := range d.Texts {
		p.in("ContentText", func() { p.put("characterSequence", text) })
	}
}
