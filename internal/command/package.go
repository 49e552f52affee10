package command

import (
	"fmt"

	"samsyn/internal/csip"
	"samsyn/internal/language"
)

type packageCommands struct {
	Check packageCheck `cmd:"" help:"${package_check_help}"`
}

type packageCheck struct {
	File string `arg:"" help:"${package_file_help}"`
}

// Run checks an archive package, which may be anybody's, and says what it breaks. It needs no database and no keys.
func (c *packageCheck) Run(t *terminal) error {
	f, err := openFile(c.File)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	report, err := csip.Check(f, info.Size())
	if err != nil {
		return err
	}
	for _, level := range []csip.Level{csip.Must, csip.Should} {
		for _, found := range report.Of(level, csip.Unmet) {
			fmt.Fprintf(t.out, "%s\t%s\t%s %s.\n", found.ID, found.Level.Name().In(t.lang), found.Text.In(t.lang), found.What.In(t.lang))
		}
	}
	published := report.Published()
	t.say(language.T("%d ska-krav uppfyllda, %d brutna, %d gäller delar som inte är med. %d bör-krav följs inte.", "%d MUSTs met, %d broken, %d about parts that are not there. %d SHOULDs not followed.").
		With(len(published.Of(csip.Must, csip.Met)), len(report.Broken()), len(published.Of(csip.Must, csip.NotAsked)), len(published.Of(csip.Should, csip.Unmet))))
	if len(report.Broken()) > 0 {
		t.say(language.T("Paketet följer INTE reglerna för E-ARK SIP 2.1.", "The package does NOT follow the rules of E-ARK SIP 2.1."))
		return errRefused
	}
	t.say(language.T("Gjort efter reglerna för E-ARK SIP 2.1 och FGS Paketstruktur 2.0; inte certifierat.", "Made to the rules of E-ARK SIP 2.1 and FGS Paketstruktur 2.0; not certified."))
	return nil
}
