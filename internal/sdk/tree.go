package sdk

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

const (
	maxDepth    = 16
	maxElements = 20_000
)

// node is an element of a file: its children or its text.
type node struct {
	name  xml.Name
	attrs map[string]string
	text  string
	kids  []*node
	path  string // where it stands: "messagePayload/message/messageHeader"
}

func refuse(path string, text language.Text) error {
	if path == "" {
		return fault.New(fault.Invalid, text)
	}
	return fault.New(fault.Invalid, language.T("Filen följer inte formatet.", "The file does not keep to the format."), fault.Field(path, text))
}

// tree reads a file into elements, or says why it is not taken in.
func tree(b []byte) (*node, error) {
	t := language.T
	switch {
	case len(b) > MaxSize:
		return nil, refuse("", t("Filen är för stor. Högst %d MB tas emot.", "The file is too large. At most %d MB are taken in.").With(MaxSize>>20))
	case len(bytes.TrimSpace(b)) == 0:
		return nil, refuse("", t("Filen är tom.", "The file is empty."))
	case !utf8.Valid(b):
		return nil, refuse("", t("Filen är inte skriven i UTF-8.", "The file is not written in UTF-8."))
	}
	r := &reader{d: xml.NewDecoder(bytes.NewReader(b))}
	r.d.CharsetReader = func(string, io.Reader) (io.Reader, error) { return nil, errCharset }
	if err := r.read(); err != nil {
		return nil, err
	}
	return r.root, nil
}

var errCharset = errors.New("sdk: another encoding than UTF-8")

type reader struct {
	d     *xml.Decoder
	root  *node
	open  []*node
	count int
}

func (r *reader) read() error {
	t := language.T
	for {
		token, err := r.d.Token()
		switch {
		case errors.Is(err, io.EOF) && r.root != nil && len(r.open) == 0:
			return nil
		case errors.Is(err, errCharset):
			return refuse("", t("Filen säger sig vara skriven i något annat än UTF-8.", "The file says that it is written in something else than UTF-8."))
		case err != nil:
			line, _ := r.d.InputPos()
			return refuse("", t("Filen är inte hel XML: läsningen tog slut på rad %d.", "The file is not whole XML: reading ended on line %d.").With(line))
		}
		if err := r.take(token); err != nil {
			return err
		}
	}
}

func (r *reader) take(token xml.Token) error {
	t := language.T
	switch x := token.(type) {
	case xml.Directive:
		return refuse("", t("Filen innehåller en dokumenttyp eller entiteter, och tas därför inte emot.", "The file holds a document type or entities and is therefore not taken in."))
	case xml.ProcInst:
		if x.Target != "xml" {
			return refuse("", t("Filen innehåller en bearbetningsinstruktion, och tas därför inte emot.", "The file holds a processing instruction and is therefore not taken in."))
		}
	case xml.StartElement:
		return r.start(x)
	case xml.EndElement:
		r.open = r.open[:len(r.open)-1]
	case xml.CharData:
		return r.chars(string(x))
	}
	return nil
}

func (r *reader) start(x xml.StartElement) error {
	t := language.T
	if r.count++; r.count > maxElements || len(r.open) >= maxDepth {
		return refuse("", t("Filen har för många eller för djupt liggande element.", "The file has too many elements, or too deep ones."))
	}
	n := &node{name: x.Name, path: x.Name.Local, attrs: map[string]string{}}
	for _, a := range x.Attr {
		if a.Name.Space != "xmlns" && a.Name.Local != "xmlns" && a.Name.Space != "http://www.w3.org/2001/XMLSchema-instance" {
			n.attrs[a.Name.Local] = a.Value
		}
	}
	if len(r.open) == 0 {
		if r.root != nil {
			return refuse("", t("Filen har mer än ett rotelement.", "The file has more than one root element."))
		}
		r.root = n
	} else {
		above := r.open[len(r.open)-1]
		n.path = above.path + "/" + n.path
		above.kids = append(above.kids, n)
	}
	r.open = append(r.open, n)
	return nil
}

func (r *reader) chars(s string) error {
	if len(r.open) == 0 {
		if strings.TrimSpace(s) != "" {
			return refuse("", language.T("Filen har text utanför rotelementet.", "The file has text outside its root element."))
		}
		return nil
	}
	r.open[len(r.open)-1].text += s
	return nil
}
