package csip

import (
	"fmt"
	"strings"

	"samsyn/internal/language"
)

// Document is docs/archive-package.md: what an archive package holds, every requirement, and how packages made here answer it.
func Document() string {
	var b strings.Builder
	b.WriteString(intro)
	for _, of := range []Specification{Folders, CSIP, SIP, Own} {
		fmt.Fprintf(&b, "\n## %s\n\n| Krav / Requirement | Nivå / Level | Var / Where | Vad / What | I våra paket / In our packages |\n| --- | --- | --- | --- | --- |\n", titles[of])
		for _, r := range Table() {
			if r.Of == of {
				fmt.Fprintf(&b, "| %s | %s | `%s` | %s *%s* | %s |\n", r.ID, r.Level, r.Where, r.Text.Sv, r.Text.En, r.answered())
			}
		}
	}
	return b.String()
}

var titles = map[Specification]string{
	Folders: "Mappar (E-ARK CSIP 2.1) / Folders", CSIP: "METS-filen (E-ARK CSIP 2.1) / The METS file",
	SIP: "Leveransen (E-ARK SIP 2.1) / The submission", Own: "Egna krav / Requirements of our own",
}

func (r Requirement) answered() string {
	name := r.Ours.How.Name()
	if r.Ours.How == Followed {
		return both(name)
	}
	return both(language.T("%s: %s", "%s: %s").With(name, r.Ours.Why))
}

func both(t language.Text) string { return upper(t.Sv) + " *" + upper(t.En) + "*" }

func upper(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

const intro = `# Arkivpaketet / The archive package

<!-- Written by: go test ./internal/csip -run TestDocumentIsFresh -update. Change the tables in internal/csip, not this file. -->

Innan en gallring genomförs kan handlingarna hämtas som ett arkivpaket. Paketet är **gjort efter reglerna för E-ARK SIP 2.1 och
FGS Paketstruktur 2.0. Det är inte certifierat.** FGS Paketstruktur 2.0 är E-ARK CSIP 2.1.0 tillsammans med E-ARK SIP 2.1.0
(Riksarkivet, RAFGS1V2.0). Den som levererar till Riksarkivet följer dessutom Riksarkivets egen tillämpning; det prövas inte här.

Här står varje krav med sin publicerade beteckning och hur våra paket besvarar det. Varje paket kontrolleras mot listan när det
görs: storlek och kontrollsumma för varje fil, att varje fil står en gång, mapparna och METS-filen. Bryter paketet ett ska-krav
lämnas det inte ut och gallringen stannar. Svaret står på gallringens sida och i gallringsprotokollet. Den som har fått ett
paket kan kontrollera det igen, utan databas och nycklar:

    $ samsyn package check arkivpaket.zip

*Before a disposal is carried out its documents can be fetched as an archive package, made to the rules of E-ARK SIP 2.1 and FGS
Paketstruktur 2.0, and not certified. Every requirement stands here by its published id, in words of our own, with how packages
of ours answer it. Every package is checked against the list when it is made: one that breaks a MUST is not handed over, and the
disposal stops. Whoever has a package can check it again with the command above. Deliveries to Riksarkivet follow its own
application of the rules as well, which is not tried here.*

Numren CSIP86, CSIP87 och CSIP115 är inte utgivna i version 2.1. *The numbers CSIP86, CSIP87 and CSIP115 are not given out in
version 2.1.*
`
