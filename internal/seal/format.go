package seal

import (
	"encoding/base64"
	"fmt"
	"regexp"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"samsyn/internal/fault"
	"samsyn/internal/language"
)

// header is the first line of a keyring: what it is, and the version of its form.
const header = "samsyn-keys 1"

// maxRing bounds what is read as a keyring, in bytes.
const maxRing = 64 << 10

const preamble = `# Keep this secret, and keep a copy away from the database's own backups: without these keys nothing that is
# sealed can be opened again. Change it with "samsyn keys", not by hand.
`

// text writes the ring in its readable form.
func (r *ring) text() []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%sinstallation %s\n", header, preamble, r.installation)
	for _, v := range r.retiredKeys {
		fmt.Fprintf(&b, "retired %s\n", v)
	}
	for _, k := range r.keys {
		fmt.Fprintf(&b, "key %s %s\n", k.id, base64.RawURLEncoding.EncodeToString(k.secret[:]))
	}
	fmt.Fprintf(&b, "current %s\n", r.current)
	return []byte(b.String())
}

// parse reads a keyring. Its faults name the line and never repeat what stands there.
func parse(text []byte) (*ring, error) {
	if len(text) > maxRing {
		return nil, notRing(0, language.T("Den är större än 64 kB.", "It is larger than 64 kB."))
	}
	lines := strings.Split(string(text), "\n")
	if strings.TrimSpace(lines[0]) != header {
		return nil, notRing(1, language.T("Första raden ska vara ”%s”.", "The first line must be “%s”.").With(header))
	}
	p := &parser{ring: &ring{}}
	for i, line := range lines[1:] {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if wrong := p.line(strings.Fields(line)); !wrong.IsZero() {
			return nil, notRing(i+2, wrong)
		}
	}
	if wrong := p.end(); !wrong.IsZero() {
		return nil, notRing(0, wrong)
	}
	return p.ring, nil
}

type parser struct{ ring *ring }

// line takes one line of words; it answers with what is wrong with it.
func (p *parser) line(words []string) language.Text {
	if len(words) != 2 && (words[0] != "key" || len(words) != 3) {
		return language.T("Raden har fel antal ord.", "The line has the wrong number of words.")
	}
	switch words[0] {
	case "installation":
		return p.installation(words[1])
	case "key":
		return p.key(words[1:])
	case "current":
		return p.current(words[1])
	case "retired":
		return p.retired(words[1])
	}
	return language.T("Raden börjar med ett okänt ord.", "The line begins with an unknown word.")
}

var installationForm = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,39}$`)

func (p *parser) installation(name string) language.Text {
	if p.ring.installation != "" {
		return language.T("Installationen står två gånger.", "The installation is given twice.")
	}
	if !installationForm.MatchString(name) {
		return language.T("Installationens namn ska bestå av a–z, 0–9 och bindestreck.",
			"The name of the installation must consist of a–z, 0–9 and hyphens.")
	}
	p.ring.installation = name
	return language.Text{}
}

func (p *parser) key(words []string) language.Text {
	if p.ring.installation == "" {
		return language.T("Installationen ska stå före nycklarna.", "The installation must stand before the keys.")
	}
	if len(words) != 2 {
		return language.T("Raden har fel antal ord.", "The line has the wrong number of words.")
	}
	secret, err := base64.RawURLEncoding.Strict().DecodeString(words[1])
	if err != nil || len(secret) != secretSize {
		return language.T("Nyckeln är inte hel: den ska vara 43 tecken.", "The key is not whole: it must be 43 characters.")
	}
	k, err := keyOf((*bytes32)(secret), p.ring.installation)
	if err != nil || k.id != words[0] {
		return language.T("Nyckeln stämmer inte med sitt nummer: något tecken är fel.",
			"The key does not agree with its number: some character is wrong.")
	}
	if p.ring.find(k.id) != nil {
		return language.T("Nyckeln står två gånger.", "The key is given twice.")
	}
	p.ring.keys = append(p.ring.keys, k)
	return language.Text{}
}

func (p *parser) current(id string) language.Text {
	if p.ring.current != "" {
		return language.T("Den gällande nyckeln står två gånger.", "The current key is given twice.")
	}
	p.ring.current = id
	return language.Text{}
}

func (p *parser) retired(text string) language.Text {
	v, err := note.NewVerifier(text)
	if err != nil {
		return language.T("Den avslutade nyckelns kontrollnyckel är inte hel.", "The retired key's verifier is not whole.")
	}
	p.ring.retiredKeys = append(p.ring.retiredKeys, text)
	p.ring.retired = append(p.ring.retired, v)
	return language.Text{}
}

// end checks what can only be seen when all lines are read.
func (p *parser) end() language.Text {
	switch {
	case p.ring.installation == "":
		return language.T("Installationen saknas.", "The installation is missing.")
	case len(p.ring.keys) == 0:
		return language.T("Den har ingen nyckel.", "It has no key.")
	case p.ring.use() == nil:
		return language.T("Den gällande nyckeln saknas bland nycklarna.", "The current key is not among the keys.")
	}
	return language.Text{}
}

func notRing(row int, wrong language.Text) error {
	return fault.New(fault.Invalid, language.T("Nyckelfilen går inte att läsa. Lägg tillbaka den från din kopia.",
		"The key file cannot be read. Put it back from your copy."), fault.Problem{Row: row, Text: wrong})
}
