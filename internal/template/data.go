package template

import (
	_ "embed"
	"encoding/json"
	"fmt"

	"samsyn/internal/clause"
)

//go:embed data/version-1.json
var firstFile []byte

// First gives the first version of the template, as the program carries it.
func First() (clause.Document, error) {
	var d clause.Document
	if err := json.Unmarshal(firstFile, &d); err != nil {
		return d, fmt.Errorf("template: data/version-1.json: %w", err)
	}
	d.Template = 1
	return d, nil
}
