package config

import (
	"os"

	"samsyn/internal/language"
)

// SDK says where an access point leaves files of Säker digital kommunikation and fetches them.
type SDK struct {
	In  Folder `name:"sdk-in" placeholder:"DIR" help:"${sdk_in_help}"`
	Out Folder `name:"sdk-out" placeholder:"DIR" help:"${sdk_out_help}"`
}

// Folder is a folder that is there; empty for none.
type Folder string

// Validate refuses what is no folder.
func (f Folder) Validate() error {
	if f == "" {
		return nil
	}
	if info, err := os.Stat(string(f)); err != nil || !info.IsDir() {
		return wrong(language.T("Ange en mapp som finns.", "Give a folder that exists."))
	}
	return nil
}
